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
                BranchTable(instruction.Targets!);
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
            case Opcode.Block or Opcode.Loop or Opcode.If:
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
        });
    }

    private void EnterLoop(FunctionType type)
    {
        var values = Reserve(type.Parameters);
        MoveTo(values);
        _stack.Settle();
        ReadyForLabel();
        var block = new Block(FrameKind.Loop, type, _stack.Count) { Label = _il.DefineLabel(), LabelValues = values };
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

    private void Branch(uint label)
    {
        var block = Target(label);
        if (block.Kind == FrameKind.Function)
        {
            Return();
            return;
        }

        if (TryDispatch(block))
        {
            return;
        }

        ReadyForLabel();
        CopyTo(block.LabelValues);
        _il.Emit(OpCodes.Br, block.Label);
    }

    private void BranchIf(uint label)
    {
        var block = Target(label);
        var arity = Arity(block);
        if (arity == 0 && block.Kind != FrameKind.Function && _stack.OnlyTopIsEvaluated)
        {
            // Nothing beneath the condition: it may stay on IL's stack, next to its branch.
            _stack.Load(1);
            ReadyForLabel();
            _il.Emit(OpCodes.Brtrue, block.Label);
            return;
        }

        var condition = _stack.PopLazy();
        ReadyForLabel();
        _stack.LoadCopy(condition);
        _stack.Release(condition);
        if (arity == 0 && block.Kind != FrameKind.Function)
        {
            _il.Emit(OpCodes.Brtrue, block.Label);
            return;
        }

        var stay = _il.DefineLabel();
        _il.Emit(OpCodes.Brfalse, stay);
        Take(block);
        _il.MarkLabel(stay);
    }

    /// <summary>Branches with copies of the values on the stack, which stay there. What a label expects is in place.</summary>
    private void Take(Block block)
    {
        if (block.Kind == FrameKind.Function)
        {
            ReturnCopies();
            return;
        }

        CopyTo(block.LabelValues);
        _il.Emit(OpCodes.Br, block.Label);
    }

    private void BranchTable(uint[] targets)
    {
        var index = _stack.PopLazy();
        ReadyForLabel();
        var landings = new Dictionary<uint, Label>();
        var stubs = new List<(uint Target, Label Label)>();
        foreach (var target in targets)
        {
            var block = Target(target);
            if (landings.ContainsKey(target))
            {
                continue;
            }

            if (block.Kind != FrameKind.Function && Arity(block) == 0)
            {
                landings[target] = block.Label;
                continue;
            }

            landings[target] = _il.DefineLabel();
            stubs.Add((target, landings[target]));
        }

        var ways = Array.ConvertAll(targets, target => landings[target]);
        Jump(index, ways);
        if (stubs.Count == 0)
        {
            EndHead(ways);
        }

        foreach (var (target, label) in stubs)
        {
            _il.MarkLabel(label);
            var block = Target(target);
            if (block.Kind == FrameKind.Function)
            {
                ReturnCopies();
                continue;
            }

            CopyTo(block.LabelValues);
            _il.Emit(OpCodes.Br, block.Label);
        }

        SetDead();
    }

    private Block Target(uint label)
    {
        var block = _blocks[_blocks.Count - 1 - (int)label];
        block.LabelUsed = true;
        return block;
    }

    private static int Arity(Block block) => block.Kind == FrameKind.Loop ? block.Type.Parameters.Length : block.Type.Results.Length;

    private void Return()
    {
        _stack.Flush();
        ReturnCopies();
    }

    private void ReturnCopies()
    {
        StoreFuel(_fuelLive);
        if (!_context.CountsFuel && _shape is { HasLoops: true, UsesMemory: true })
        {
            // Nothing else may refer to the state, and so to the memory, while a loop runs on its bare address.
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Call, RuntimeMembers.KeepAlive);
        }

        var count = _type.Results.Length;
        for (var i = 1; i < count; i++)
        {
            _il.LoadArgument(_type.Parameters.Length + i);
            _stack.LoadCopy(_stack.Peek(count - 1 - i));
            _il.StoreIndirect(_type.Results[i]);
        }

        if (count > 0)
        {
            _stack.LoadCopy(_stack.Peek(count - 1));
        }

        _il.Emit(OpCodes.Ret);
    }

    /// <summary>Pops values into places, all read before any is written.</summary>
    private void MoveTo(LocalBuilder[] places)
    {
        _stack.Load(places.Length);
        StoreAll(places);
    }

    /// <summary>Like <see cref="MoveTo"/>, but the values also stay on the stack.</summary>
    private void CopyTo(LocalBuilder[] places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            _stack.LoadCopy(_stack.Peek(places.Length - 1 - i));
        }

        StoreAll(places);
    }

    private void StoreAll(LocalBuilder[] places)
    {
        for (var i = places.Length - 1; i >= 0; i--)
        {
            _il.Emit(OpCodes.Stloc, places[i]);
        }
    }

    private void PushCopies(ImmutableArray<ValueType> types, LocalBuilder[] places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            _il.Emit(OpCodes.Ldloc, places[i]);
            _stack.PushStored(types[i]);
        }
    }
}
