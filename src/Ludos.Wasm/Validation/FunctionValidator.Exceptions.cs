using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Validation;

internal sealed partial class FunctionValidator
{
    private void Throw(uint tag)
    {
        _stack.Pop(TagType(tag).Parameters.AsSpan());
        _stack.SetUnreachable();
    }

    private void EnterTry(in Instruction instruction)
    {
        var type = instruction.BlockType ?? throw WasmFormatException.Invalid(instruction.Offset, "unknown type of a block");
        foreach (var clause in instruction.Catches!)
        {
            CheckClause(clause);
        }

        _stack.Pop(type.Parameters.AsSpan());
        _stack.Enter(FrameKind.Try, type);
    }

    /// <summary>The label, counted from outside, takes exactly what the clause hands over.</summary>
    private void CheckClause(CatchClause clause)
    {
        var values = clause.Kind is CatchKind.Catch or CatchKind.CatchRef ? TagType(clause.Tag).Parameters : [];
        var withReference = clause.Kind is CatchKind.CatchRef or CatchKind.CatchAllRef;
        var label = _stack.Label(clause.Label);
        var fits = label.Length == values.Length + (withReference ? 1 : 0);
        for (var i = 0; fits && i < values.Length; i++)
        {
            fits = values[i].IsSubtypeOf(label[i]);
        }

        fits = fits && (!withReference || ValueType.ExnRef.NonNull().IsSubtypeOf(label[^1]));
        if (!fits)
        {
            throw _stack.Mismatch($"the label of a catch clause takes other values than the clause hands over");
        }
    }

    private FunctionType TagType(uint tag) =>
        tag < (uint)module.Tags.Count ? module.TypeOfTag((int)tag) : throw WasmFormatException.Invalid(_stack.Offset, $"unknown tag {tag}");
}
