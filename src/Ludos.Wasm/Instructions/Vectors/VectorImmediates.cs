using System.Runtime.Intrinsics;
using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Instructions;

/// <summary>What follows the number of an instruction behind 0xFD.</summary>
internal static class VectorImmediates
{
    public static void Read(ref ByteCursor cursor, ref Instruction instruction)
    {
        var row = VectorTable.Find(instruction.Opcode)
            ?? throw WasmFormatException.Malformed(instruction.Offset, $"illegal opcode 0xfd {instruction.Opcode - Opcode.Vector}");
        if (row.IsAccess)
        {
            MemoryArgument.Read(ref cursor, ref instruction);
        }

        switch (row.Form)
        {
            case VectorForm.Const or VectorForm.Shuffle:
                instruction.Vector = Vector128.Create(cursor.Fixed64(), cursor.Fixed64()).AsByte();
                break;
            case VectorForm.Extract or VectorForm.Replace or VectorForm.LoadLane or VectorForm.StoreLane:
                instruction.Lane = cursor.Byte();
                break;
        }
    }
}
