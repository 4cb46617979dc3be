using System.Reflection.Emit;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>Vector instructions that move single lanes.</summary>
internal sealed partial class FunctionCompiler
{
    private void Splat(VectorShape shape)
    {
        var element = shape.Element(unsigned: false);
        if (shape.IsFloat && _stack.Peek(0) is { Kind: EntryKind.Constant } constant && FloatConstants.FieldOf(constant.Type, constant.Bits) is not null)
        {
            LoadHidden(_stack.PopLazy());
            _stack.PushStored(constant.Type);
        }

        var depth = _stack.Load(1);
        Narrowed(shape);
        _il.Emit(OpCodes.Call, VectorMembers.Create(element));
        SeenAsBytesOf(element);
        _stack.PushEvaluated(ValueType.V128, depth + 1);
    }

    private void Extract(VectorInstruction row, int lane)
    {
        var element = row.Shape.Element(row.Operation == "extract_lane_u");
        var depth = _stack.Load(1);
        SeenAsOf(element);
        _il.LoadInt(lane);
        _il.Emit(OpCodes.Call, VectorMembers.GetElement(element));
        _stack.PushEvaluated(row.Shape.Scalar, depth + 1);
    }

    private void Replace(VectorShape shape, int lane)
    {
        var element = shape.Element(unsigned: false);
        var value = _stack.PopLazy();
        var depth = _stack.Load(1);
        SeenAsOf(element);
        _il.LoadInt(lane);
        _stack.LoadCopy(value);
        _stack.Release(value);
        Narrowed(shape);
        _il.Emit(OpCodes.Call, VectorMembers.WithElement(element));
        SeenAsBytesOf(element);
        _stack.PushEvaluated(ValueType.V128, depth + 1);
    }

    /// <summary>A lane narrower than i32 takes the lowest bits.</summary>
    private void Narrowed(VectorShape shape)
    {
        if (shape.LaneBytes <= 2)
        {
            _il.Emit(shape.LaneBytes == 1 ? OpCodes.Conv_I1 : OpCodes.Conv_I2);
        }
    }

    private void SeenAsOf(Type element)
    {
        if (element != typeof(byte))
        {
            _il.Emit(OpCodes.Call, VectorMembers.As(typeof(byte), element));
        }
    }

    private void SeenAsBytesOf(Type element)
    {
        if (element != typeof(byte))
        {
            _il.Emit(OpCodes.Call, VectorMembers.As(element, typeof(byte)));
        }
    }
}
