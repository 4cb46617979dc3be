using System.Collections.Immutable;
using System.Reflection.Emit;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

internal sealed partial class FunctionCompiler
{
    private void Control(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Unreachable:
                _stack.Flush();
                _il.Emit(OpCodes.Br, Trap(TrapKind.Unreachable));
                SetDead();
                break;
            case Opcode.Nop:
                break;
            case Opcode.Block:
                EnterBlock(instruction.BlockType!);
                break;
            case Opcode.Loop:
                EnterLoop(instruction.BlockType!);
                StartHead(instruction.Offset);
                break;
            case Opcode.If:
                EnterIf(instruction.BlockType!);
                break;
            case Opcode.Else:
                Else();
                break;
            case Opcode.End:
                End();
                break;
            case Opcode.Br:
                Branch(instruction.Index);
                SetDead();
                break;
            case Opcode.BrIf:
                BranchIf(instruction.Index);
                break;
            case Opcode.BrTable:
                BranchTable(instruction.Targets!, instruction.Offset);
                break;
            case Opcode.Throw:
                Throw((int)instruction.Index);
                break;
            case Opcode.ThrowRef:
                ThrowReference();
                break;
            default:
                Return();
                SetDead();
                break;
        }
    }

    /// <summary>Code that cannot be reached is left out; only its nesting is followed.</summary>
    private void Skip(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If or Opcode.TryTable:
                _deadDepth++;
                break;
            case Opcode.Else when _deadDepth == 0:
                Else();
                break;
            case Opcode.End when _deadDepth == 0:
                End();
                break;
            case Opcode.End:
                _deadDepth--;
                break;
        }
    }

    private void SetDead()
    {
        _stack.Discard(_stack.Count - _blocks[^1].Height);
        _dead = true;
    }

    /// <summary>What every branch target expects: IL's stack empty, the cached length and fuel in their locals.</summary>
    private void ReadyForLabel()
    {
        _stack.Flush();
        ReadMemoryLength();
        ReadFuel();
    }

    private LocalBuilder[] Reserve(ImmutableArray<ValueType> types) => [.. types.Select(_pool.Acquire)];

    private void EnterBlock(FunctionType type)
    {
        _stack.Settle();
        _blocks.Add(new Block(FrameKind.Block, type, _stack.Count - type.Parameters.Length)
        {
            Label = _il.DefineLabel(),
            LabelValues = Reserve(type.Results),
            Guards = _guards.Count,
        });
    }

    private void EnterLoop(FunctionType type)
    {
        var values = Reserve(type.Parameters);
        MoveTo(values);
        _stack.Settle();
        ReadyForLabel();
        var block = new Block(FrameKind.Loop, type, _stack.Count) { Label = _il.DefineLabel(), LabelValues = values, Guards = _guards.Count };
        _blocks.Add(block);
        _il.MarkLabel(block.Label);
        ForgetFacts();
        if (_fuel is not null)
        {
            ChargeLocal();
        }

        PushCopies(type.Parameters, values);
    }

    private void EnterIf(FunctionType type)
    {
        var inPlace = type.Parameters.Length == 0 && _stack.OnlyTopIsEvaluated;
        var condition = default(Entry);
        if (inPlace)
        {
            _stack.Load(1);
        }
        else
        {
            condition = _stack.PopLazy();
        }

        var parameters = Reserve(type.Parameters);
        MoveTo(parameters);
        _stack.Settle();
        ReadyForLabel();
        var block = new Block(FrameKind.If, type, _stack.Count)
        {
            Label = _il.DefineLabel(),
            LabelValues = Reserve(type.Results),
            Parameters = parameters,
            ElseLabel = _il.DefineLabel(),
            Guards = _guards.Count,
            ExtentsAtEntry = new Dictionary<int, ulong>(_extents),
        };
        _blocks.Add(block);
        if (!inPlace)
        {
            _stack.LoadCopy(condition);
            _stack.Release(condition);
        }

        _il.Emit(OpCodes.Brfalse, block.ElseLabel);
        PushCopies(type.Parameters, parameters);
    }

    private void Else()
    {
        var block = _blocks[^1];
        if (!_dead)
        {
            Branch(0);
            _stack.Discard(_stack.Count - block.Height);
        }

        _dead = false;
        StartElse(block);
        _blocks[^1] = block with { Kind = FrameKind.Else };
        PushCopies(block.Type.Parameters, block.Parameters);
    }

    private void StartElse(Block block)
    {
        _il.MarkLabel(block.ElseLabel);
        SetLabelState();
        foreach (var (local, extent) in block.ExtentsAtEntry!)
        {
            _extents[local] = extent;
        }
    }

    private void ForgetFacts()
    {
        _extents.Clear();
        _facts.Forget();
    }

    private void SetLabelState()
    {
        _memoryFresh = true;
        _fuelLive = _fuel is not null;
        ForgetFacts();
    }

    private void End()
    {
        var block = _blocks[^1];
        if (block.Kind == FrameKind.Function)
        {
            if (!_dead)
            {
                Return();
            }

            _blocks.Clear();
            return;
        }

        if (block.Kind == FrameKind.Try)
        {
            EndTry(block);
        }

        if (block.Kind == FrameKind.If)
        {
            // An if without else passes its parameters on.
            Else();
            block = _blocks[^1];
        }

        if (!_dead && block.LabelUsed && block.Kind != FrameKind.Loop)
        {
            ReadyForLabel();
            MoveTo(block.LabelValues);
            _stack.Discard(_stack.Count - block.Height);
        }

        _blocks.RemoveAt(_blocks.Count - 1);
        foreach (var parameter in block.Parameters)
        {
            _pool.Release(parameter);
        }

        if (!block.LabelUsed || block.Kind == FrameKind.Loop)
        {
            foreach (var value in block.LabelValues)
            {
                _pool.Release(value);
            }

            if (_dead)
            {
                SetDead();
            }

            return;
        }

        _dead = false;
        _il.MarkLabel(block.Label);
        SetLabelState();
        for (var i = 0; i < block.LabelValues.Length; i++)
        {
            _stack.PushTemporary(block.Type.Results[i], block.LabelValues[i]);
        }
    }
}
