using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Validation;

/// <summary>Types of the values on the stack and the blocks they are in, after the algorithm in the appendix of the specification.</summary>
internal sealed class OperandStack(WasmLimits limits)
{
    private readonly List<ValueType> _values = [];
    private readonly List<Frame> _frames = [];
    private int _labelValues;

    public LocalStates Locals { get; } = new();

    public int Height => _values.Count;

    public int Depth => _frames.Count;

    /// <summary>The most values that were on the stack, or reserved for the labels of open blocks, at once.</summary>
    public int MaxTemporaries { get; private set; }

    /// <summary>
    /// Values that were pushed and popped, and what else was charged, over all functions: what checking and compiling them costs goes up with it.
    /// A branch moves its label's values, so two bytes of code may stand for a thousand moves.
    /// </summary>
    public long Work { get; private set; }

    /// <summary>Offset of the instruction that is being validated, for messages.</summary>
    public int Offset { get; set; }

    public void Clear()
    {
        _values.Clear();
        _frames.Clear();
        _labelValues = 0;
        MaxTemporaries = 0;
    }

    public void Charge(long work) => Work += work;

    public void Push(ValueType type)
    {
        Work++;
        if (_values.Count >= limits.MaxOperandStack)
        {
            throw WasmFormatException.Limit(Offset, "values on a function's stack", _values.Count + 1L, limits.MaxOperandStack);
        }

        _values.Add(type);
        MaxTemporaries = Math.Max(MaxTemporaries, _values.Count + _labelValues);
    }

    public void Push(ReadOnlySpan<ValueType> types)
    {
        foreach (var type in types)
        {
            Push(type);
        }
    }

    /// <summary>Any value; the bottom type where code cannot be reached.</summary>
    public ValueType Pop()
    {
        Work++;
        var frame = _frames[^1];
        if (_values.Count == frame.Height)
        {
            return frame.Unreachable ? default : throw Mismatch("a value is missing on the stack");
        }

        var top = _values[^1];
        _values.RemoveAt(_values.Count - 1);
        return top;
    }

    public ValueType Pop(ValueType expected)
    {
        var actual = Pop();
        return actual.IsSubtypeOf(expected)
            ? actual
            : throw Mismatch($"{expected} is expected, but {actual} is on the stack");
    }

    public void Pop(ReadOnlySpan<ValueType> types)
    {
        for (var i = types.Length - 1; i >= 0; i--)
        {
            Pop(types[i]);
        }
    }

    public void Enter(FrameKind kind, FunctionType type)
    {
        if (_frames.Count > limits.MaxNesting)
        {
            throw WasmFormatException.Limit(Offset, "blocks inside one another", _frames.Count, limits.MaxNesting);
        }

        // A branch moves its values into places that stay reserved while the block is open.
        _labelValues += LabelValues(type);
        if (_labelValues > limits.MaxOperandStack)
        {
            throw WasmFormatException.Limit(Offset, "values carried by open blocks", _labelValues, limits.MaxOperandStack);
        }

        _frames.Add(new Frame(kind, type, _values.Count, Locals.Mark, false));
        Push(type.Parameters.AsSpan());
    }

    public Frame Leave()
    {
        var frame = _frames[^1];
        Pop(frame.Type.Results.AsSpan());
        if (_values.Count != frame.Height)
        {
            throw Mismatch("values are left on the stack at the end of a block");
        }

        _frames.RemoveAt(_frames.Count - 1);
        Locals.Forget(frame.LocalsMark);
        _labelValues -= LabelValues(frame.Type);
        return frame;
    }

    /// <summary>The rest of the block cannot be reached.</summary>
    public void SetUnreachable()
    {
        var frame = _frames[^1];
        _values.RemoveRange(frame.Height, _values.Count - frame.Height);
        _frames[^1] = frame with { Unreachable = true };
    }

    /// <summary>Types that a branch to this label takes along.</summary>
    public ReadOnlySpan<ValueType> Label(uint label)
    {
        if (label >= (uint)_frames.Count)
        {
            throw WasmFormatException.Invalid(Offset, $"unknown label {label}");
        }

        var frame = _frames[_frames.Count - 1 - (int)label];
        return (frame.Kind == FrameKind.Loop ? frame.Type.Parameters : frame.Type.Results).AsSpan();
    }

    private static int LabelValues(FunctionType type) => type.Parameters.Length + type.Results.Length;

    public WasmFormatException Mismatch(string what) => WasmFormatException.Invalid(Offset, $"type mismatch: {what}");
}

internal enum FrameKind
{
    Function,
    Block,
    Loop,
    If,
    Else,
    Try,
}

internal readonly record struct Frame(FrameKind Kind, FunctionType Type, int Height, int LocalsMark, bool Unreachable);
