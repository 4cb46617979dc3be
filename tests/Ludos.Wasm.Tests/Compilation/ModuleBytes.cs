namespace Ludos.Wasm.Tests.Compilation;

/// <summary>Writes modules of any size byte by byte, of functions of one type, exported as f when they are to be called.</summary>
internal sealed class ModuleBytes
{
    private const byte I32 = 0x7F;

    private readonly List<byte> _type = [];
    private readonly List<byte> _bodies = [];
    private int _count;

    /// <param name="parameters">i32 parameters.</param>
    /// <param name="results">i32 results.</param>
    public ModuleBytes(int parameters, int results)
    {
        _type.AddRange([1, 0x60]);
        _type.AddRange(Number(parameters));
        _type.AddRange(Enumerable.Repeat(I32, parameters));
        _type.AddRange(Number(results));
        _type.AddRange(Enumerable.Repeat(I32, results));
    }

    /// <param name="locals">Declared i32 locals.</param>
    /// <param name="code">Instructions without the last end.</param>
    public ModuleBytes Add(int locals, ReadOnlySpan<byte> code, int times = 1)
    {
        byte[] declared = locals == 0 ? [0] : [1, .. Number(locals), I32];
        byte[] body = [.. Number(declared.Length + code.Length + 1), .. declared, .. code, 0x0B];
        for (; times > 0; times--)
        {
            _bodies.AddRange(body);
            _count++;
        }

        return this;
    }

    public byte[] Build() =>
    [
        .. "\0asm"u8, 1, 0, 0, 0,
        .. Section(1, [.. _type]),
        .. Section(3, [.. Number(_count), .. new byte[_count]]),
        .. Section(7, [1, 1, (byte)'f', 0, .. Number(_count - 1)]),
        .. Section(10, [.. Number(_count), .. _bodies]),
    ];

    public static byte[] Repeat(int times, params byte[] code) => [.. Enumerable.Repeat(code, times).SelectMany(part => part)];

    public static byte[] Number(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private static byte[] Section(byte id, byte[] content) => [id, .. Number(content.Length), .. content];
}
