using System.Reflection.Emit;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>Tests and casts of references, null checks, and the branches upon them.</summary>
internal sealed partial class FunctionCompiler
{
    private void Cast(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.RefTest or Opcode.RefTestNull:
                var tested = _stack.PopLazy();
                Test(tested, instruction.Type);
                _stack.Release(tested);
                _stack.PushEvaluated(ValueType.I32, 1, 1);
                break;
            case Opcode.RefCast or Opcode.RefCastNull:
                CastTo(instruction.Type);
                break;
            case Opcode.BrOnCast:
                BranchOnCast(instruction.Index, instruction.Target, true);
                break;
            case Opcode.BrOnCastFail:
                BranchOnCast(instruction.Index, instruction.Target, false);
                break;
            case Opcode.AnyConvertExtern:
                Retype(type => ValueType.Ref(HeapKind.Any, type.IsNullable));
                break;
            case Opcode.ExternConvertAny:
                Retype(type => ValueType.Ref(HeapKind.Extern, type.IsNullable));
                break;
            case Opcode.RefI31:
                Engine(typeof(StructOps), nameof(StructOps.MakeI31), 1, ValueType.I31Ref.NonNull(), true);
                break;
            default:
                var name = instruction.Opcode == Opcode.I31GetS ? nameof(Casts.Signed) : nameof(Casts.Unsigned);
                var integer = PopNotNull();
                _stack.LoadCopy(integer);
                _stack.Release(integer);
                _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(Casts), name));
                _stack.PushEvaluated(ValueType.I32, 1);
                break;
        }
    }

    private void RefEqual()
    {
        var canBeIntegers = HeapMeets(_stack.Peek(0).Type.Heap, HeapKind.I31) && HeapMeets(_stack.Peek(1).Type.Heap, HeapKind.I31);
        _stack.Load(2);
        if (canBeIntegers)
        {
            _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(Casts), nameof(Casts.AreSame)));
        }
        else
        {
            _il.Emit(OpCodes.Ceq);
        }

        _stack.PushEvaluated(ValueType.I32, 1, 1);
    }

    private static bool HeapMeets(HeapType heap, HeapKind kind) => heap.IsSubtypeOf(kind) || ((HeapType)kind).IsSubtypeOf(heap);

    /// <summary>Pops a reference and traps when it is null, unless its type says that it is not.</summary>
    private Entry PopNotNull()
    {
        var entry = _stack.PopLazy();
        if (entry.Type.IsNullable)
        {
            _stack.Flush();
            _stack.LoadCopy(entry);
            _il.Emit(OpCodes.Brfalse, Trap(TrapKind.NullReference));
        }

        return entry;
    }

    private void CastTo(ValueType target)
    {
        var entry = _stack.PopLazy();
        if (!entry.Type.IsSubtypeOf(target))
        {
            _stack.Flush();
            Test(entry, target);
            _il.Emit(OpCodes.Brfalse, Trap(TrapKind.CastFailure));
        }

        _stack.Push(entry with { Type = target });
    }

    private void Retype(Func<ValueType, ValueType> change)
    {
        var entry = _stack.PopLazy();
        _stack.Push(entry with { Type = change(entry.Type) });
    }

    private void BranchOnNull(uint label)
    {
        var entry = _stack.PopLazy();
        var block = Target(label);
        var stay = _il.DefineLabel();
        ReadyForLabel();
        _stack.LoadCopy(entry);
        _il.Emit(OpCodes.Brtrue, stay);
        Take(block);
        _il.MarkLabel(stay);
        _stack.Push(entry with { Type = entry.Type.NonNull() });
    }

    private void BranchOnNonNull(uint label)
    {
        var entry = _stack.PopLazy();
        var block = Target(label);
        var stay = _il.DefineLabel();
        _stack.Push(entry);
        ReadyForLabel();
        _stack.LoadCopy(entry);
        _il.Emit(OpCodes.Brfalse, stay);
        Take(block);
        _il.MarkLabel(stay);
        _stack.Discard(1);
    }

    private void BranchOnCast(uint label, ValueType target, bool whenItFits)
    {
        var entry = _stack.PopLazy();
        var block = Target(label);
        var stay = _il.DefineLabel();
        _stack.Push(entry);
        ReadyForLabel();
        Test(entry, target);
        _il.Emit(whenItFits ? OpCodes.Brfalse : OpCodes.Brtrue, stay);
        Take(block);
        _il.MarkLabel(stay);
        var kept = !whenItFits ? target : target.IsNullable ? entry.Type.NonNull() : entry.Type;
        entry = _stack.PopLazy();
        _stack.Push(entry with { Type = kept });
    }

    /// <summary>Loads 1 when the reference is of the type, 0 when not. IL's stack may hold other values.</summary>
    private void Test(Entry entry, ValueType target)
    {
        if (entry.Type.IsSubtypeOf(target))
        {
            _il.Emit(OpCodes.Ldc_I4_1);
            return;
        }

        if (!target.IsNullable || !entry.Type.IsNullable)
        {
            TestNotNull(entry, target.Heap);
            return;
        }

        _stack.LoadCopy(entry);
        _il.Emit(OpCodes.Ldnull);
        _il.Emit(OpCodes.Ceq);
        TestNotNull(entry, target.Heap);
        _il.Emit(OpCodes.Or);
    }

    /// <summary>Loads 0 for null.</summary>
    private void TestNotNull(Entry entry, HeapType target)
    {
        if (target.Kind is HeapKind.None or HeapKind.NoFunc or HeapKind.NoExtern or HeapKind.NoExn)
        {
            _il.Emit(OpCodes.Ldc_I4_0);
            return;
        }

        _stack.LoadCopy(entry);
        if (target.Kind == HeapKind.Defined && !entry.Type.Heap.IsSubtypeOf(target))
        {
            TestDefined(entry, target.Defined!);
            return;
        }

        if (!entry.Type.Heap.IsSubtypeOf(target))
        {
            _il.Emit(OpCodes.Isinst, target.Kind switch
            {
                HeapKind.I31 => typeof(WasmI31),
                HeapKind.Struct => typeof(WasmStruct),
                HeapKind.Array => typeof(WasmArray),
                _ => typeof(WasmObject),
            });
        }

        _il.Emit(OpCodes.Ldnull);
        _il.Emit(OpCodes.Cgt_Un);
    }

    /// <summary>Takes the reference from IL's stack.</summary>
    private void TestDefined(Entry entry, DefinedType type)
    {
        var isFunction = type.Function is not null;
        var isAggregate = entry.Type.Heap.IsSubtypeOf(HeapKind.Struct) || entry.Type.Heap.IsSubtypeOf(HeapKind.Array);
        _il.LoadInt(type.Depth);
        _il.LoadTypeNumber(_module.IndexOfType(type));
        _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(Casts), (isFunction, isAggregate, entry.Type.IsNullable) switch
        {
            (true, _, false) => nameof(Casts.IsFunctionOf),
            (true, _, true) => nameof(Casts.IsFunctionOrNullOf),
            (_, true, false) => nameof(Casts.IsAggregateOf),
            (_, true, true) => nameof(Casts.IsAggregateOrNullOf),
            _ => nameof(Casts.IsOf),
        }));
    }
}
