using System.Reflection.Emit;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Wasm exceptions are .NET exceptions of one type, try_table is a protected block. Its handler only keeps the exception and leaves; which clause it is for
/// is found behind the block, where branches are free. A filter looks at the tag first, so that an exception passes blocks that do not want it without being
/// thrown again. Fuel and the memory's length are read anew behind a handler: whoever threw or called has written them back.
/// </summary>
internal sealed partial class FunctionCompiler
{
    // With what the runtime adds when it is thrown, about.
    private const int ExceptionBytes = 512;

    // A throw takes about as long as this many turns of a loop.
    private const long ThrowFuel = 1000;

    private readonly List<Guard> _guards = [];

    private void EnterTry(in Instruction instruction)
    {
        var type = instruction.BlockType!;
        if (instruction.Catches!.Length == 0)
        {
            EnterBlock(type);
            return;
        }

        var parameters = Reserve(type.Parameters);
        MoveTo(parameters);
        _stack.Settle();
        _blocks.Add(new Block(FrameKind.Try, type, _stack.Count)
        {
            Label = _il.DefineLabel(),
            LabelValues = Reserve(type.Results),
            Guards = _guards.Count,
            Catches = instruction.Catches,
        });
        _guards.Add(new Guard(_deferred, _traps));
        _deferred = [];
        _traps = new TrapSites(_il, _context.ExactTraps);
        _il.BeginExceptionBlock();

        // RyuJIT crashes on two protected blocks that begin at one place which is branched to.
        _il.Emit(OpCodes.Nop);
        PushCopies(type.Parameters, parameters);
        foreach (var parameter in parameters)
        {
            _pool.Release(parameter);
        }
    }

    /// <summary>Ends the protected block and emits its handler. Nothing falls through afterwards; the block's label is still to be marked.</summary>
    private void EndTry(Block block)
    {
        if (!_dead)
        {
            ReadyForLabel();
            MoveTo(block.LabelValues);
            block.LabelUsed = true;
            _il.Emit(OpCodes.Leave, block.Label);
            SetDead();
        }

        EmitDeferred();
        var guard = _guards[^1];
        _guards.RemoveAt(_guards.Count - 1);
        (_deferred, _traps) = (guard.OuterDeferred, guard.OuterTraps);
        var caught = _pool.Acquire(typeof(WasmException));
        Handler(block, caught);
        _blocks.RemoveAt(_blocks.Count - 1);
        Dispatch(block, caught);
        _blocks.Add(block);
        _pool.Release(caught);
    }

    private void Handler(Block block, LocalBuilder caught)
    {
        if (Array.Exists(block.Catches, clause => clause.Kind is CatchKind.CatchAll or CatchKind.CatchAllRef))
        {
            _il.BeginCatchBlock(typeof(WasmException));
        }
        else
        {
            _il.BeginExceptFilterBlock();
            Filter(block);
            _il.BeginFilteredBlock();
        }

        _il.Emit(OpCodes.Stloc, caught);
        _il.EndExceptionBlock();
    }

    private void Filter(Block block)
    {
        var thrown = _pool.Acquire(typeof(object));
        _il.Emit(OpCodes.Stloc, thrown);
        for (var i = 0; i < block.Catches.Length; i++)
        {
            _il.Emit(OpCodes.Ldloc, thrown);
            LoadTag((int)block.Catches[i].Tag);
            _il.Emit(OpCodes.Call, RuntimeMembers.ExceptionHasTag);
            if (i > 0)
            {
                _il.Emit(OpCodes.Or);
            }
        }

        _pool.Release(thrown);
    }

    /// <summary>Branches to the label of the first clause that fits. One does: the handler was entered.</summary>
    private void Dispatch(Block block, LocalBuilder caught)
    {
        foreach (var clause in block.Catches)
        {
            _dead = false;
            _memoryFresh = false;
            _fuelLive = false;
            ForgetFacts();
            var isAll = clause.Kind is CatchKind.CatchAll or CatchKind.CatchAllRef;
            var next = _il.DefineLabel();
            if (!isAll)
            {
                _il.Emit(OpCodes.Ldloc, caught);
                LoadTag((int)clause.Tag);
                _il.Emit(OpCodes.Call, RuntimeMembers.ExceptionHasTag);
                _il.Emit(OpCodes.Brfalse, next);
                PushPayload(clause, caught);
            }

            if (clause.Kind is CatchKind.CatchRef or CatchKind.CatchAllRef)
            {
                _il.Emit(OpCodes.Ldloc, caught);
                _stack.PushStored(ValueType.ExnRef.NonNull());
            }

            Branch(clause.Label);
            _stack.Discard(_stack.Count - block.Height);
            _dead = true;
            if (isAll)
            {
                return;
            }

            _il.MarkLabel(next);
        }

        _il.Emit(OpCodes.Ldloc, caught);
        _il.Emit(OpCodes.Throw);
    }

    private void PushPayload(CatchClause clause, LocalBuilder caught)
    {
        var types = _module.TypeOfTag((int)clause.Tag).Parameters;
        for (var i = 0; i < types.Length; i++)
        {
            _il.Emit(OpCodes.Ldloc, caught);
            _il.Emit(OpCodes.Ldfld, RuntimeMembers.ExceptionPayload);
            _il.LoadInt(i);
            _il.Emit(OpCodes.Ldelema, typeof(WasmValue));
            Thunks.LoadFrom(_il, types[i]);
            _stack.PushStored(types[i]);
        }
    }

    private void Throw(int tag)
    {
        var types = _module.TypeOfTag(tag).Parameters;
        var values = new Entry[types.Length];
        for (var i = types.Length - 1; i >= 0; i--)
        {
            values[i] = _stack.PopLazy();
        }

        _stack.Flush();
        GiveUpFuel();
        ChargeThrow();
        var exception = _pool.Acquire(typeof(WasmException));
        CountObject(ExceptionBytes + (types.Length * Thunks.ValueBytes), nameof(StructOps.Count));
        LoadTag(tag);
        _il.Emit(OpCodes.Call, RuntimeMembers.MakeException);
        _il.Emit(OpCodes.Stloc, exception);
        for (var i = 0; i < types.Length; i++)
        {
            _il.Emit(OpCodes.Ldloc, exception);
            _il.Emit(OpCodes.Ldfld, RuntimeMembers.ExceptionPayload);
            _il.LoadInt(i);
            _il.Emit(OpCodes.Ldelema, typeof(WasmValue));
            _stack.LoadCopy(values[i]);
            _stack.Release(values[i]);
            _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(ValueWriter), nameof(ValueWriter.Write), typeof(WasmValue).MakeByRefType(), ClrShape.Of(types[i])));
        }

        _il.Emit(OpCodes.Ldloc, exception);
        _il.Emit(OpCodes.Throw);
        _pool.Release(exception);
        SetDead();
    }

    private void ThrowReference()
    {
        var entry = _stack.PopLazy();
        _stack.Flush();
        if (entry.Type.IsNullable)
        {
            _stack.LoadCopy(entry);
            _il.Emit(OpCodes.Brfalse, Trap(TrapKind.NullReference));
        }

        GiveUpFuel();
        ChargeThrow();
        _stack.LoadCopy(entry);
        _il.Emit(OpCodes.Throw);
        _stack.Release(entry);
        SetDead();
    }

    private void ChargeThrow()
    {
        if (_context.CountsFuel)
        {
            _il.Emit(OpCodes.Ldarg_0);
            _il.LoadLong(ThrowFuel);
            _il.LoadInt(_function);
            _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(MemoryOps), nameof(MemoryOps.Charge)));
        }
    }

    private void LoadTag(int tag)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.Tags);
        _il.LoadInt(tag);
        _il.Emit(OpCodes.Ldelem_Ref);
    }

    /// <summary>An open protected block, with what was to be emitted outside it when it began: no branch reaches from inside to there.</summary>
    private sealed record Guard(List<Action> OuterDeferred, TrapSites OuterTraps);
}
