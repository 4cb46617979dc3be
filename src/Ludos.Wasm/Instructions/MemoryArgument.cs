using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Instructions;

/// <summary>The immediates of an access: alignment, memory and offset. Whether they fit is for validation to say.</summary>
internal static class MemoryArgument
{
    private const uint MemoryIndexFlag = 0x40;
    private const uint AlignmentEnd = 0x80;

    /// <summary>Into <see cref="Instruction.Alignment"/>, <see cref="Instruction.Index"/> and <see cref="Instruction.Bits"/>.</summary>
    public static void Read(ref ByteCursor cursor, ref Instruction instruction)
    {
        var at = cursor.Position;
        var flags = cursor.U32();
        if (flags >= AlignmentEnd)
        {
            throw WasmFormatException.Malformed(at, "malformed memory access flags");
        }

        if ((flags & MemoryIndexFlag) != 0)
        {
            instruction.Index = cursor.U32();
        }

        instruction.Alignment = flags & ~MemoryIndexFlag;
        instruction.Bits = (long)cursor.U64();
    }
}
