using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// A first look over a body for 32-bit locals that address memory. Such a local is kept widened to 64 bits, so that an access needs no
/// widening of its own: the just-in-time compiler does not know which of its 32-bit values are zero above.
/// </summary>
internal static class AddressUses
{
    private const int NoLocal = -1;

    /// <summary>By local: it is the address of some access, as it stands.</summary>
    public static bool[] Of(InstructionReader reader, int locals)
    {
        var uses = new bool[locals];
        var operands = new Stack<int>();
        while (!reader.AtEnd)
        {
            var instruction = reader.Next();
            Follow(in instruction, operands, uses);
        }

        return uses;
    }

    // Which local each operand is; where that takes more than a glance to know, it is no local.
    private static void Follow(in Instruction instruction, Stack<int> operands, bool[] uses)
    {
        var opcode = instruction.Opcode;
        switch (opcode)
        {
            case Opcode.LocalGet:
                operands.Push((int)instruction.Index);
                break;
            case Opcode.LocalTee:
                operands.TryPop(out _);
                operands.Push((int)instruction.Index);
                break;
            case Opcode.GlobalGet or Opcode.I32Const or Opcode.I64Const or Opcode.F32Const or Opcode.F64Const:
                operands.Push(NoLocal);
                break;
            case Opcode.LocalSet or Opcode.GlobalSet or Opcode.Drop:
                operands.TryPop(out _);
                break;
            case Opcode.Select:
                Replace(operands, 3);
                break;
            case >= Opcode.I32Load and <= Opcode.I64Load32U:
                Use(operands, uses);
                operands.Push(NoLocal);
                break;
            case >= Opcode.I32Store and <= Opcode.I64Store32:
                operands.TryPop(out _);
                Use(operands, uses);
                break;
            case var _ when NumericSignatures.IsNumeric(opcode):
                Replace(operands, NumericSignatures.Of(opcode).Binary ? 2 : 1);
                break;
            default:
                operands.Clear();
                break;
        }
    }

    private static void Use(Stack<int> operands, bool[] uses)
    {
        if (operands.TryPop(out var local) && local != NoLocal)
        {
            uses[local] = true;
        }
    }

    private static void Replace(Stack<int> operands, int count)
    {
        for (; count > 0; count--)
        {
            operands.TryPop(out _);
        }

        operands.Push(NoLocal);
    }
}
