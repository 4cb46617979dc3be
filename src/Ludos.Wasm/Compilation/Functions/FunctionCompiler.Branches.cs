using System.Collections.Immutable;
using System.Reflection.Emit;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>Branches and returns. Out of a protected block only <c>leave</c> may go; it does what <c>br</c> does, and empties IL's stack.</summary>
internal sealed partial class FunctionCompiler
{
    private LocalBuilder? _returned;
    private Label? _returnLabel;

    private void Branch(uint label)
    {
        var block = Target(label);
        if (block.Kind == FrameKind.Function)
        {
            Return();
            return;
        }

        if (!IsOutside(block) && TryDispatch(block))
        {
            return;
        }

        ReadyForLabel();
        CopyTo(block.LabelValues);
        Jump(block);
    }

    private void Jump(Block block) => _il.Emit(IsOutside(block) ? OpCodes.Leave : OpCodes.Br, block.Label);

    /// <summary>A protected block lies between here and the block's label.</summary>
    private bool IsOutside(Block block) => block.Guards < _guards.Count;

    /// <summary>Nothing needs to be done between a test and the label.</summary>
    private bool IsPlainTarget(Block block) => block.Kind != FrameKind.Function && Arity(block) == 0 && !IsOutside(block);

    private void BranchIf(uint label)
    {
        var block = Target(label);
        if (IsPlainTarget(block) && _stack.OnlyTopIsEvaluated)
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
        BranchWhen(true, block);
    }

    /// <summary>Branches on the number or reference on IL's stack, which holds nothing else; what the label takes stays on the operand stack.</summary>
    private void BranchWhen(bool condition, Block block)
    {
        if (IsPlainTarget(block))
        {
            _il.Emit(condition ? OpCodes.Brtrue : OpCodes.Brfalse, block.Label);
            return;
        }

        var stay = _il.DefineLabel();
        _il.Emit(condition ? OpCodes.Brfalse : OpCodes.Brtrue, stay);
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
        Jump(block);
    }

    /// <param name="offset">Of the instruction.</param>
    private void BranchTable(uint[] targets, int offset)
    {
        var index = _stack.PopLazy();
        ReadyForLabel();
        var outside = TableExit(targets, offset, index);
        var landings = new Dictionary<uint, Label>();
        var stubs = new List<(Block Target, Label Label)>();
        foreach (var target in targets)
        {
            if (landings.ContainsKey(target))
            {
                continue;
            }

            if (outside is not null && IsOuter(target))
            {
                landings[target] = outside.Label;
                continue;
            }

            var block = Target(target);

            if (IsPlainTarget(block))
            {
                landings[target] = block.Label;
                continue;
            }

            landings[target] = _il.DefineLabel();
            stubs.Add((block, landings[target]));
        }

        var ways = Array.ConvertAll(targets, target => landings[target]);
        Jump(index, ways);
        if (stubs.Count == 0 && outside is null)
        {
            EndHead(ways);
        }

        foreach (var (block, label) in stubs)
        {
            _il.MarkLabel(label);
            Take(block);
        }

        SetDead();
    }

    private Block Target(uint label)
    {
        var index = _blocks.Count - 1 - (int)label;
        if (_piece is not null && index <= 0)
        {
            return OuterBlock(index);
        }

        var block = _blocks[index];
        block.LabelUsed = true;
        return block;
    }

    private static int Arity(Block block) => block.Kind == FrameKind.Loop ? block.Type.Parameters.Length : block.Type.Results.Length;

    private void Return()
    {
        if (_piece is not null)
        {
            Branch((uint)LastLabel());
            return;
        }

        _stack.Flush();
        ReturnCopies();
    }

    private void ReturnCopies()
    {
        BeforeLeaving();

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

        if (_guards.Count == 0)
        {
            _il.Emit(OpCodes.Ret);
            return;
        }

        if (count > 0)
        {
            _returned ??= _il.DeclareLocal(ClrShape.Return(_type));
            _il.Emit(OpCodes.Stloc, _returned);
        }

        _returnLabel ??= _il.DefineLabel();
        _il.Emit(OpCodes.Leave, _returnLabel.Value);
    }

    /// <summary>Where returns from protected blocks go.</summary>
    private void SharedReturn()
    {
        if (_returnLabel is not { } label)
        {
            return;
        }

        _il.MarkLabel(label);
        if (_returned is not null)
        {
            _il.Emit(OpCodes.Ldloc, _returned);
        }

        _il.Emit(OpCodes.Ret);
    }

    private void BeforeLeaving()
    {
        StoreFuel(_fuelLive);
        if (!_context.CountsFuel && _shape is { HasLoops: true, UsesMemory: true })
        {
            // Nothing else may refer to the state, and so to the memory, while a loop runs on its bare address.
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Call, RuntimeMembers.KeepAlive);
        }
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
