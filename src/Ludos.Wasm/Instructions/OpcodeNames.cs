using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Instructions;

/// <summary>Which first bytes are instructions of ours, which belong to other proposals, and which to nobody.</summary>
internal static class OpcodeNames
{
    /// <summary>Returns only for an instruction that this engine has.</summary>
    public static void RefuseUnknown(byte opcode, int at)
    {
        switch (opcode)
        {
            case 0x06 or 0x07 or 0x08 or 0x09 or 0x0A or 0x18 or 0x19 or 0x1F:
                throw WasmFormatException.Unsupported(at, $"exception handling (opcode 0x{opcode:x2})");
            case 0x12 or 0x13:
                throw WasmFormatException.Unsupported(at, $"tail calls (opcode 0x{opcode:x2})");
            case 0x14 or 0x15 or 0xD3 or 0xD4 or 0xD5 or 0xD6:
                throw WasmFormatException.Unsupported(at, $"typed function references (opcode 0x{opcode:x2})");
            case 0xFB:
                throw WasmFormatException.Unsupported(at, "garbage collection (opcode prefix 0xfb)");
            case 0xFD:
                throw WasmFormatException.Unsupported(at, "SIMD (opcode prefix 0xfd)");
            case 0xFE:
                throw WasmFormatException.Unsupported(at, "threads (opcode prefix 0xfe)");
            case 0x16 or 0x17 or 0x1D or 0x1E or 0x27:
            case >= 0xC5 and <= 0xCF:
            case >= 0xD7 and <= 0xFA:
            case 0xFF:
                throw WasmFormatException.Malformed(at, $"illegal opcode 0x{opcode:x2}");
            default:
                return;
        }
    }

    public static Opcode Prefixed(uint code, int at) =>
        code <= Opcode.TableFill - Opcode.I32TruncSatF32S ? Opcode.I32TruncSatF32S + (int)code
        : code is >= 18 and <= 22 ? throw WasmFormatException.Unsupported(at, $"a later proposal (opcode 0xfc {code})")
        : throw WasmFormatException.Malformed(at, $"illegal opcode 0xfc {code}");
}
