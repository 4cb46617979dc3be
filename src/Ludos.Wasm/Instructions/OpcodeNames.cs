using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Instructions;

/// <summary>Which codes are instructions, which belong to features that are not there yet, and which are nobody's.</summary>
internal static class OpcodeNames
{
    private const int LastVectorCode = 0x113;
    private const int LastAtomicCode = 0x4E;

    /// <summary>Returns only for a first byte that begins an instruction.</summary>
    public static void RefuseUnknown(byte opcode, int at)
    {
        switch ((Opcode)opcode)
        {
            case (Opcode)0x06 or (Opcode)0x07 or (Opcode)0x09 or (Opcode)0x18 or (Opcode)0x19:
                throw WasmFormatException.Unsupported(at, $"exception handling as it was before WebAssembly 3.0 (opcode 0x{opcode:x2})");
            case (Opcode)0x16 or (Opcode)0x17 or (Opcode)0x1D or (Opcode)0x1E or (Opcode)0x27:
            case >= (Opcode)0xC5 and <= (Opcode)0xCF:
            case > Opcode.BrOnNonNull and < Opcode.GcPrefix:
            case (Opcode)0xFF:
                throw WasmFormatException.Malformed(at, $"illegal opcode 0x{opcode:x2}");
            default:
                return;
        }
    }

    /// <summary>The instruction behind a prefix.</summary>
    public static Opcode Prefixed(Opcode prefix, uint code, int at) => prefix switch
    {
        Opcode.Prefix when code <= Opcode.TableFill - Opcode.I32TruncSatF32S => Opcode.I32TruncSatF32S + (int)code,
        Opcode.GcPrefix when code <= Opcode.I31GetU - Opcode.Gc => Opcode.Gc + (int)code,
        Opcode.VectorPrefix when code <= LastVectorCode => Opcode.Vector + (int)code,
        Opcode.AtomicPrefix when code <= LastAtomicCode && code is <= Opcode.AtomicFence - Opcode.Atomic or >= Opcode.I32AtomicLoad - Opcode.Atomic => Opcode.Atomic + (int)code,
        _ => throw WasmFormatException.Malformed(at, $"illegal opcode 0x{(int)prefix:x2} {code}"),
    };
}
