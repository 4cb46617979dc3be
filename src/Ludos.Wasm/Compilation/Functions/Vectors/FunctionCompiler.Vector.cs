using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>Vector instructions. On IL's stack, in locals and in temporaries a v128 is a vector of bytes; it is seen as others only where an operation takes it.</summary>
internal sealed partial class FunctionCompiler
{
    private void Vector(in Instruction instruction)
    {
        // Without vector hardware .NET's optimiser loses values beside inlined vector code, which would be slow in any case.
        _method.NoOptimization |= !Vector128.IsHardwareAccelerated;
        var row = VectorTable.Of(instruction.Opcode);
        switch (row.Form)
        {
            case VectorForm.Load or VectorForm.Store or VectorForm.LoadLane or VectorForm.StoreLane:
                VectorAccess(row, in instruction);
                break;
            case VectorForm.Const:
                _stack.PushVector(instruction.Vector);
                break;
            case VectorForm.Shuffle:
                Shuffle(instruction.Vector);
                break;
            case VectorForm.Splat:
                Splat(row.Shape);
                break;
            case VectorForm.Extract:
                Extract(row, instruction.Lane);
                break;
            case VectorForm.Replace:
                Replace(row.Shape, instruction.Lane);
                break;
            default:
                Compute(row, instruction.Opcode);
                break;
        }
    }

    private void Compute(VectorInstruction row, Opcode opcode)
    {
        var recipe = VectorRecipes.Of(row);
        var operands = row.Operands;
        HideFoldableVectors(row, operands);
        var depth = LoadOperands(row, recipe, operands, NanRules.Taken(opcode)) + 1;
        if (recipe.Constant is { } constant)
        {
            _il.LoadVector(constant);
            SeenAs(recipe.Parameters[operands]);
        }

        _il.Emit(OpCodes.Call, recipe.Method);
        foreach (var step in recipe.Then)
        {
            _il.Emit(OpCodes.Call, step);
        }

        if (row.Form == VectorForm.Test)
        {
            if (recipe.IsNegated)
            {
                Negate();
            }

            _stack.PushEvaluated(ValueType.I32, depth, recipe.IsNegated ? 1 : ulong.MaxValue);
            return;
        }

        SeenAsBytes(recipe.Method.ReturnType);
        _stack.PushEvaluated(ValueType.V128, depth, raw: RawOf(opcode));
    }

    /// <summary>Loads operands in the recipe's order, seen as its method takes them; returns the depth of the first one's tree.</summary>
    private int LoadOperands(VectorInstruction row, VectorRecipe recipe, int count, NanShape taken)
    {
        // What lies beneath the top of IL's stack cannot be seen as anything else, so only the first operand stays there.
        var inPlace = recipe.Order is null;
        var operands = new Entry[count];
        for (var i = count - 1; i >= (inPlace ? 1 : 0); i--)
        {
            operands[i] = _stack.PopLazy();
        }

        var depth = inPlace ? _stack.Load(1, taken) : 0;
        for (var i = 0; i < count; i++)
        {
            var operand = recipe.Order?[i] ?? i;
            if (row.Form == VectorForm.Shift && operand == 1)
            {
                ShiftCount(operands[operand], row.Shape);
                continue;
            }

            if (!inPlace || operand > 0)
            {
                _stack.LoadCopy(operands[operand], taken);
            }

            SeenAs(recipe.Parameters[i]);
        }

        for (var i = inPlace ? 1 : 0; i < count; i++)
        {
            _stack.Release(operands[i]);
        }

        return depth;
    }

    private void ShiftCount(Entry count, VectorShape shape)
    {
        var mask = (shape.LaneBytes * 8) - 1;
        if (count.Kind == EntryKind.Constant)
        {
            _il.LoadInt((int)count.Bits & mask);
            return;
        }

        _stack.LoadCopy(count);
        _il.LoadInt(mask);
        _il.Emit(OpCodes.And);
    }

    private void SeenAs(Type vector)
    {
        if (vector != VectorMembers.Vector)
        {
            _il.Emit(OpCodes.Call, VectorMembers.As(typeof(byte), VectorMembers.ElementOf(vector)));
        }
    }

    private void SeenAsBytes(Type vector)
    {
        if (vector != VectorMembers.Vector)
        {
            _il.Emit(OpCodes.Call, VectorMembers.As(VectorMembers.ElementOf(vector), typeof(byte)));
        }
    }
}
