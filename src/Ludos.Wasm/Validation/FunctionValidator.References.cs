using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Validation;

/// <summary>References: null, functions, equality, and the branches that look whether one is null.</summary>
internal sealed partial class FunctionValidator
{
    private void References(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.RefNull:
                _stack.Push(instruction.Type);
                break;
            case Opcode.RefIsNull:
                PopReference();
                _stack.Push(I32);
                break;
            case Opcode.RefEq:
                _stack.Pop(ValueType.EqRef);
                _stack.Pop(ValueType.EqRef);
                _stack.Push(I32);
                break;
            case Opcode.RefAsNonNull:
                _stack.Push(PopReference().NonNull());
                break;
            case Opcode.BrOnNull:
                BranchOnNull(in instruction);
                break;
            case Opcode.BrOnNonNull:
                BranchOnNonNull(in instruction);
                break;
            default:
                FunctionReference(in instruction);
                break;
        }
    }

    /// <summary>Any reference; in code that cannot be reached, one to nothing in particular.</summary>
    private ValueType PopReference()
    {
        var type = _stack.Pop();
        return type.Kind switch
        {
            ValueKind.Reference => type,
            ValueKind.Bottom => ValueType.Ref(HeapKind.Bottom),
            _ => throw _stack.Mismatch($"a reference is expected, but {type} is on the stack"),
        };
    }

    private void BranchOnNull(in Instruction instruction)
    {
        var type = PopReference();
        var label = _stack.Label(instruction.Index);
        _stack.Pop(label);
        _stack.Push(label);
        _stack.Push(type.NonNull());
    }

    private void BranchOnNonNull(in Instruction instruction)
    {
        var type = PopReference();
        var label = _stack.Label(instruction.Index);
        if (label.Length == 0 || !label[^1].IsReference || !type.NonNull().IsSubtypeOf(label[^1]))
        {
            throw _stack.Mismatch($"a branch with {type.NonNull()} goes to a label that does not take it");
        }

        _stack.Pop(label[..^1]);
        _stack.Push(label[..^1]);
    }

    private void FunctionReference(in Instruction instruction)
    {
        RequireFunction(instruction.Index);
        if (!module.ReferableFunctions.Contains((int)instruction.Index))
        {
            throw WasmFormatException.Invalid(instruction.Offset, $"undeclared reference to function {instruction.Index}");
        }

        _stack.Push(ValueType.Ref(module.DefinedTypeOfFunction((int)instruction.Index), false));
    }
}
