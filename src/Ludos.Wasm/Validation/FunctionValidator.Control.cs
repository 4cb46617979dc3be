using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Validation;

internal sealed partial class FunctionValidator
{
    private void Control(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Unreachable:
                _stack.SetUnreachable();
                break;
            case Opcode.Nop:
                break;
            case Opcode.Block:
                Enter(FrameKind.Block, in instruction);
                break;
            case Opcode.Loop:
                Enter(FrameKind.Loop, in instruction);
                break;
            case Opcode.If:
                _stack.Pop(I32);
                Enter(FrameKind.If, in instruction);
                break;
            case Opcode.Else:
                Else();
                break;
            case Opcode.End:
                End();
                break;
            case Opcode.TryTable:
                EnterTry(in instruction);
                break;
            case Opcode.Throw:
                Throw(instruction.Index);
                break;
            case Opcode.ThrowRef:
                _stack.Pop(ValueType.ExnRef);
                _stack.SetUnreachable();
                break;
            default:
                Transfer(in instruction);
                break;
        }
    }

    private void Enter(FrameKind kind, in Instruction instruction)
    {
        var type = instruction.BlockType ?? throw WasmFormatException.Invalid(instruction.Offset, "unknown type of a block");
        _stack.Pop(type.Parameters.AsSpan());
        _stack.Enter(kind, type);
    }

    private void Else()
    {
        var frame = _stack.Leave();
        if (frame.Kind != FrameKind.If)
        {
            throw WasmFormatException.Malformed(_stack.Offset, "an else without its if");
        }

        _stack.Enter(FrameKind.Else, frame.Type);
    }

    private void End()
    {
        var frame = _stack.Leave();
        if (frame.Kind == FrameKind.If && !IsPassedOn(frame.Type))
        {
            throw _stack.Mismatch("an if without else must return what it takes");
        }

        if (frame.Kind != FrameKind.Function)
        {
            _stack.Push(frame.Type.Results.AsSpan());
        }
    }

    private static bool IsPassedOn(FunctionType type)
    {
        var same = type.Parameters.Length == type.Results.Length;
        for (var i = 0; same && i < type.Parameters.Length; i++)
        {
            same = type.Parameters[i].IsSubtypeOf(type.Results[i]);
        }

        return same;
    }

    private void Transfer(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Br:
                _stack.Pop(_stack.Label(instruction.Index));
                _stack.SetUnreachable();
                break;
            case Opcode.BrIf:
                _stack.Pop(I32);
                var types = _stack.Label(instruction.Index);
                _stack.Pop(types);
                _stack.Push(types);
                break;
            case Opcode.BrTable:
                BranchTable(instruction.Targets!);
                break;
            case Opcode.Return:
                _stack.Pop(_stack.Label((uint)_stack.Depth - 1));
                _stack.SetUnreachable();
                break;
            default:
                Calls(in instruction);
                break;
        }
    }

    private void BranchTable(uint[] targets)
    {
        _stack.Pop(I32);
        var arity = _stack.Label(targets[^1]).Length;
        var popped = new ValueType[arity];
        _seenLabels.Clear();
        foreach (var target in targets)
        {
            var types = _stack.Label(target);
            if (!_seenLabels.Add(target))
            {
                continue;
            }

            if (types.Length != arity)
            {
                throw _stack.Mismatch("targets of a br_table take different numbers of values");
            }

            for (var i = arity - 1; i >= 0; i--)
            {
                popped[i] = _stack.Pop(types[i]);
            }

            _stack.Push(popped);
        }

        _stack.SetUnreachable();
    }
}
