using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Validation;

internal sealed partial class FunctionValidator
{
    private void Vector(in Instruction instruction)
    {
        var row = VectorTable.Of(instruction.Opcode);
        RequireLanes(row, in instruction);
        if (row.IsAccess)
        {
            RequireAccess(in instruction);
            RequireAlignment(in instruction, row.AccessBytes);
        }

        switch (row.Form)
        {
            case VectorForm.Load:
                _stack.Pop(AddressOf(instruction.Index));
                _stack.Push(ValueType.V128);
                break;
            case VectorForm.Store or VectorForm.StoreLane:
                _stack.Pop(ValueType.V128);
                _stack.Pop(AddressOf(instruction.Index));
                break;
            case VectorForm.LoadLane:
                _stack.Pop(ValueType.V128);
                _stack.Pop(AddressOf(instruction.Index));
                _stack.Push(ValueType.V128);
                break;
            case VectorForm.Const:
                _stack.Push(ValueType.V128);
                break;
            case VectorForm.Splat:
                _stack.Pop(row.Shape.Scalar);
                _stack.Push(ValueType.V128);
                break;
            case VectorForm.Replace:
                _stack.Pop(row.Shape.Scalar);
                _stack.Pop(ValueType.V128);
                _stack.Push(ValueType.V128);
                break;
            default:
                VectorComputation(row);
                break;
        }
    }

    private void VectorComputation(VectorInstruction row)
    {
        if (row.Form == VectorForm.Shift)
        {
            _stack.Pop(I32);
        }

        var vectors = row.Form switch { VectorForm.Ternary => 3, VectorForm.Binary or VectorForm.Shuffle => 2, _ => 1 };
        for (var i = 0; i < vectors; i++)
        {
            _stack.Pop(ValueType.V128);
        }

        _stack.Push(row.Form switch
        {
            VectorForm.Test => I32,
            VectorForm.Extract => row.Shape.Scalar,
            _ => ValueType.V128,
        });
    }

    private static void RequireLanes(VectorInstruction row, in Instruction instruction)
    {
        var highest = (int)instruction.Lane;
        if (row.Form == VectorForm.Shuffle)
        {
            for (var i = 0; i < VectorShape.VectorBytes; i++)
            {
                highest = Math.Max(highest, instruction.Vector[i]);
            }
        }

        if (highest >= row.LaneLimit)
        {
            throw WasmFormatException.Invalid(instruction.Offset, $"invalid lane index {highest} of {row.Name}");
        }
    }
}
