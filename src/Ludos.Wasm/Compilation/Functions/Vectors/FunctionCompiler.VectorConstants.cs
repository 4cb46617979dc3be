using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>As with scalars, products by one and the like must not be folded away: a signalling NaN would come out as it went in.</summary>
internal sealed partial class FunctionCompiler
{
    private void HideFoldableVectors(VectorInstruction row, int operands)
    {
        if (!row.Shape.IsFloat || row.Operation is not ("add" or "sub" or "mul" or "div" or "relaxed_madd" or "relaxed_nmadd"))
        {
            return;
        }

        for (var i = 0; i < operands; i++)
        {
            if (FoldableLane(_stack.Peek(i), row.Shape) is not null)
            {
                HideVectors(row.Shape, operands);
                return;
            }
        }
    }

    private void HideVectors(VectorShape shape, int operands)
    {
        var entries = new Entry[operands];
        for (var i = operands - 1; i >= 0; i--)
        {
            entries[i] = _stack.PopLazy();
        }

        foreach (var entry in entries)
        {
            if (FoldableLane(entry, shape) is { } lane)
            {
                _il.Emit(OpCodes.Ldarg_0);
                _il.Emit(OpCodes.Ldfld, FloatConstants.FieldOf(shape.Scalar, lane)!);
                _il.Emit(OpCodes.Call, VectorMembers.Create(shape.Element(unsigned: false)));
                SeenAsBytesOf(shape.Element(unsigned: false));
            }
            else
            {
                _stack.LoadCopy(entry);
            }

            _stack.PushStored(ValueType.V128);
        }

        Array.ForEach(entries, _stack.Release);
    }

    /// <summary>The bits that every lane of a constant has, if an optimiser may fold by them.</summary>
    private static long? FoldableLane(Entry entry, VectorShape shape)
    {
        if (entry is not { Kind: EntryKind.Constant, Type.Kind: ValueKind.V128 })
        {
            return null;
        }

        var (lane, same) = shape == VectorShape.F32x4
            ? (entry.Vector.AsInt32()[0], Vector128.Create(entry.Vector.AsInt32()[0]).AsByte() == entry.Vector)
            : (entry.Vector.AsInt64()[0], Vector128.Create(entry.Vector.AsInt64()[0]).AsByte() == entry.Vector);
        return same && FloatConstants.IsFoldable(shape.Scalar, lane) ? lane : null;
    }
}
