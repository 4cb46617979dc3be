using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Follows which operands are locals as they were read, and tells by what each was taken. Only instructions whose operands are known here
/// are followed: at all others every waiting read counts as seen by something else than arithmetic.
/// </summary>
/// <param name="read">Called with a local, and the NaNs that its reader takes in any bits.</param>
internal sealed class OperandOrigins(ModuleContents module, Action<int, NanShape> read)
{
    private const int Other = -1;

    private readonly Stack<int> _operands = [];

    public void Follow(in Instruction instruction, ValueType[] locals)
    {
        var opcode = instruction.Opcode;
        if (opcode == Opcode.LocalGet)
        {
            _operands.Push(locals[instruction.Index].Kind is ValueKind.F32 or ValueKind.F64 or ValueKind.V128 ? (int)instruction.Index : Other);
            return;
        }

        if (opcode == Opcode.LocalTee)
        {
            // What stays on the stack is the assigned local itself.
            Take(1, NanShape.None);
            _operands.Push((int)instruction.Index);
            return;
        }

        if (Shape(in instruction) is not var (operands, results))
        {
            End();
            return;
        }

        Take(operands, NanRules.Taken(opcode));
        for (var i = 0; i < results; i++)
        {
            _operands.Push(Other);
        }
    }

    /// <summary>What was read and not taken may be seen by anything.</summary>
    public void End() => Take(_operands.Count, NanShape.None);

    private void Take(int count, NanShape taken)
    {
        for (; count > 0 && _operands.TryPop(out var local); count--)
        {
            if (local != Other)
            {
                read(local, taken);
            }
        }
    }

    private (int Operands, int Results)? Shape(in Instruction instruction) => instruction.Opcode switch
    {
        >= Opcode.I32Load and < Opcode.I32Store => (1, 1),
        >= Opcode.I32Store and <= Opcode.I64Store32 => (2, 0),
        >= Opcode.I32Const and <= Opcode.F64Const => (0, 1),
        Opcode.LocalSet or Opcode.GlobalSet or Opcode.Drop => (1, 0),
        Opcode.GlobalGet => (0, 1),
        Opcode.Select => (3, 1),
        Opcode.Call => OfCall(module.TypeOfFunction((int)instruction.Index)),
        var opcode when NumericSignatures.IsNumeric(opcode) => (NumericSignatures.Of(opcode).Binary ? 2 : 1, 1),
        var opcode when VectorTable.Find(opcode) is { } row => (row.Operands, row.Results),
        _ => null,
    };

    private static (int, int) OfCall(FunctionType type) => (type.Parameters.Length, type.Results.Length);
}
