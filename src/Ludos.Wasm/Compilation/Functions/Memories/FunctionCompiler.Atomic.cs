using System.Reflection.Emit;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Atomics. All are sequentially consistent: loads are volatile, everything else is one of .NET's interlocked operations. What other threads did may
/// have grown a shared memory, whose length is read anew at each comparison.
/// </summary>
internal sealed partial class FunctionCompiler
{
    private void Atomic(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.AtomicFence:
                _stack.Flush();
                _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(Interlocked), nameof(Interlocked.MemoryBarrier)));
                break;
            case Opcode.AtomicNotify:
                OnWaiters(nameof(AtomicWaits.Notify), 1, in instruction);
                break;
            case Opcode.AtomicWait32:
                OnWaiters(nameof(AtomicWaits.Wait32), 2, in instruction);
                break;
            case Opcode.AtomicWait64:
                OnWaiters(nameof(AtomicWaits.Wait64), 2, in instruction);
                break;
            default:
                var access = AtomicAccess.Of(instruction.Opcode);
                Atomic(access, new Reach((int)instruction.Index, (ulong)instruction.Bits, (uint)access.Bytes));
                break;
        }
    }

    private void Atomic(AtomicAccess access, in Reach reach)
    {
        var values = new Entry[access.Kind switch { AtomicKind.Load => 0, AtomicKind.CompareExchange => 2, _ => 1 }];
        for (var i = values.Length - 1; i >= 0; i--)
        {
            values[i] = _stack.PopLazy();
        }

        var pointer = AlignedPointer(reach);
        if (access.Kind == AtomicKind.Load)
        {
            _il.Emit(OpCodes.Ldloc, pointer);
            _il.Emit(OpCodes.Volatile);
            _il.Emit(access.Bytes switch { 1 => OpCodes.Ldind_U1, 2 => OpCodes.Ldind_U2, 4 => OpCodes.Ldind_U4, _ => OpCodes.Ldind_I8 });
        }
        else
        {
            if (IsGuarded(reach.Memory))
            {
                // The fault must come from this function, not from one of the engine's.
                _il.Emit(OpCodes.Ldloc, pointer);
                _il.Emit(OpCodes.Ldind_U1);
                _il.Emit(OpCodes.Pop);
            }

            _il.Emit(OpCodes.Ldloc, pointer);
            foreach (var value in values)
            {
                _stack.LoadCopy(value);
                _il.Emit(access is { Type.Kind: ValueKind.I64, Bytes: < sizeof(long) } ? OpCodes.Conv_I4 : OpCodes.Nop);
                _stack.Release(value);
            }

            _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(AtomicOps), AtomicOps.NameOf(access)));
        }

        _pool.Release(pointer);
        if (access.Kind == AtomicKind.Store)
        {
            _il.Emit(OpCodes.Pop);
            return;
        }

        if (access is { Type.Kind: ValueKind.I64, Bytes: < sizeof(long) })
        {
            _il.Emit(OpCodes.Conv_U8);
        }

        _stack.PushStored(access.Type);
    }

    /// <summary>Pops the address; traps unless it is aligned and within the memory.</summary>
    private LocalBuilder AlignedPointer(in Reach reach)
    {
        var isKnown = IsKnownToExist(_stack.Peek(0), reach);
        var address = PopAddress();
        _stack.Flush();
        var pointer = _pool.Acquire(typeof(byte*));
        if (reach.Bytes > 1)
        {
            LoadAddress(address);
            _il.Emit(OpCodes.Conv_I4);
            _il.LoadInt((int)(reach.Offset % reach.Bytes));
            _il.Emit(OpCodes.Add);
            _il.LoadInt((int)reach.Bytes - 1);
            _il.Emit(OpCodes.And);
            _il.Emit(OpCodes.Brtrue, Trap(TrapKind.UnalignedAtomic));
        }

        if (!isKnown && !IsGuarded(reach.Memory))
        {
            Compare(address, reach);
        }

        LoadPointer(address, reach);
        _il.Emit(OpCodes.Stloc, pointer);
        return pointer;
    }

    private void OnWaiters(string name, int values, in Instruction instruction)
    {
        var operands = new Entry[values + 1];
        for (var i = values; i >= 0; i--)
        {
            operands[i] = _stack.PopLazy();
        }

        _stack.Flush();
        GiveUpFuel();
        _il.Emit(OpCodes.Ldarg_0);
        _stack.LoadCopy(operands[0]);
        Take(AddressForm((int)instruction.Index));
        foreach (var value in operands.AsSpan(1))
        {
            _stack.LoadCopy(value);
        }

        _il.LoadLong(instruction.Bits);
        _il.LoadInt((int)instruction.Index);
        _il.LoadInt(_function);
        _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(AtomicWaits), name));
        Array.ForEach(operands, _stack.Release);
        _memoryFresh = false;
        _stack.PushStored(ValueType.I32);
    }
}
