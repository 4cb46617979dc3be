using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Instructions;

/// <summary>What follows the number of an instruction behind 0xFE.</summary>
internal static class AtomicImmediates
{
    public static void Read(ref ByteCursor cursor, ref Instruction instruction)
    {
        if (instruction.Opcode != Opcode.AtomicFence)
        {
            MemoryArgument.Read(ref cursor, ref instruction);
            return;
        }

        var at = cursor.Position;
        if (cursor.Byte() != 0)
        {
            throw WasmFormatException.Malformed(at, "zero byte expected");
        }
    }
}
