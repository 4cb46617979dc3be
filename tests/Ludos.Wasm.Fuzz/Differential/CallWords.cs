namespace Ludos.Wasm.Fuzz.Differential;

/// <summary>The calls of a job: which export, with which arguments. fuzz.mjs has the same, step for step.</summary>
internal sealed class CallWords(int seed)
{
    private static readonly int[] Special =
    [
        0, 1, -1, 2, 31, 32, 33, 63, 64, 127, 128, 255, 256, -128, 32767, -32768, 65535, 65536, 2147483647, -2147483648, -2147483647,
        0x3f800000, unchecked((int)0xbf800000), 0x7f800000, unchecked((int)0xff800000), 0x7fc00000, 0x3ff00000, 0x7ff00000, 0x41e00000,
        unchecked((int)0xc1e00000), 0x4f000000, unchecked((int)0xcf000000),
    ];

    private int _state = seed;

    public uint Next()
    {
        unchecked
        {
            _state += 0x6D2B79F5;
            var t = (_state ^ (int)((uint)_state >> 15)) * (1 | _state);
            t = (t + ((t ^ (int)((uint)t >> 7)) * (61 | t))) ^ t;
            return (uint)t ^ ((uint)t >> 14);
        }
    }

    public WasmValue Argument(Generation.Wire wire)
    {
        var low = Word();
        return wire == Generation.Wire.I32 ? WasmValue.From(low) : WasmValue.From(((long)Word() << 32) | (uint)low);
    }

    private int Word()
    {
        var kind = Next() & 3;
        var value = Next();
        return kind switch
        {
            0 => (int)value,
            1 => Special[value % (uint)Special.Length],
            2 => (int)(value & 0xFF),
            _ => (int)(value & 0xFFFF),
        };
    }
}
