namespace Ludos.Wasm.Decoding;

internal enum ConstOperation : byte
{
    Constant,
    Vector,
    GlobalGet,
    FunctionRef,
    NullRef,
    AddI32,
    SubI32,
    MulI32,
    AddI64,
    SubI64,
    MulI64,
}

internal readonly record struct ConstStep(ConstOperation Operation, long Operand)
{
    /// <summary>The upper half of a vector.</summary>
    public long UpperOperand { get; init; }
}

/// <summary>An initialiser, as a postfix program that has been type-checked.</summary>
internal readonly record struct ConstExpression(ConstStep[] Steps)
{
    /// <summary>The one constant this is, when no import or global has a say.</summary>
    public long? Literal => Steps is [{ Operation: ConstOperation.Constant } only] ? only.Operand : null;

    public WasmValue Evaluate(Func<int, WasmValue> global, Func<int, WasmFunction> function)
    {
        var stack = new Stack<WasmValue>();
        foreach (var step in Steps)
        {
            switch (step.Operation)
            {
                case ConstOperation.Constant:
                    stack.Push(new WasmValue(step.Operand, null));
                    break;
                case ConstOperation.Vector:
                    stack.Push(new WasmValue(step.Operand, null, step.UpperOperand));
                    break;
                case ConstOperation.GlobalGet:
                    stack.Push(global((int)step.Operand));
                    break;
                case ConstOperation.FunctionRef:
                    stack.Push(WasmValue.FromRef(function((int)step.Operand)));
                    break;
                case ConstOperation.NullRef:
                    stack.Push(default);
                    break;
                default:
                    var right = stack.Pop();
                    stack.Push(Combine(step.Operation, stack.Pop(), right));
                    break;
            }
        }

        return stack.Pop();
    }

    private static WasmValue Combine(ConstOperation operation, WasmValue left, WasmValue right) => unchecked(operation switch
    {
        ConstOperation.AddI32 => WasmValue.From(left.AsI32 + right.AsI32),
        ConstOperation.SubI32 => WasmValue.From(left.AsI32 - right.AsI32),
        ConstOperation.MulI32 => WasmValue.From(left.AsI32 * right.AsI32),
        ConstOperation.AddI64 => WasmValue.From(left.AsI64 + right.AsI64),
        ConstOperation.SubI64 => WasmValue.From(left.AsI64 - right.AsI64),
        _ => WasmValue.From(left.AsI64 * right.AsI64),
    });
}
