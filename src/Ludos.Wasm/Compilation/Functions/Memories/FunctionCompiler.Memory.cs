using System.Reflection.Emit;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>Loads and stores. Those of the guard tier are in another file.</summary>
internal sealed partial class FunctionCompiler
{
    /// <summary>By wasm local: offset from its present value up to which memory 0 is known to exist. Memory never shrinks while code runs.</summary>
    private readonly Dictionary<int, ulong> _extents = [];

    private void Access(in Instruction instruction)
    {
        var (type, bytes) = MemoryAccess.Of(instruction.Opcode);
        var reach = new Reach((int)instruction.Index, (ulong)instruction.Bits, (uint)bytes);
        if (IsGuarded(reach.Memory))
        {
            GuardedAccess(instruction.Opcode, type, reach);
            return;
        }

        if (MemoryAccess.IsStore(instruction.Opcode))
        {
            var value = _stack.PopLazy();
            LoadPointer(CheckedAddress(reach), reach);
            _stack.LoadCopy(value);
            _stack.Release(value);
            _il.Emit(StoreCode(instruction.Opcode));
            return;
        }

        LoadPointer(CheckedAddress(reach), reach);
        EmitLoad(instruction.Opcode);
        _stack.PushEvaluated(type, 1);
    }

    /// <summary>Pops the address and sees to it that the code traps unless the access lies within the memory.</summary>
    /// <param name="staysWhole">The just-in-time compiler will not make the access narrower.</param>
    private Address CheckedAddress(in Reach reach, bool staysWhole = false)
    {
        if (IsGuarded(reach.Memory))
        {
            return GuardedAddress(reach, staysWhole);
        }

        var isKnown = IsKnownToExist(_stack.Peek(0), reach);
        NoteExtent(_stack.Peek(0), reach);
        var address = PopAddress();
        _stack.Flush();
        if (!isKnown)
        {
            Compare(address, reach);
        }

        return address;
    }

    private void Compare(Address address, in Reach reach)
    {
        if (_module.Memories[reach.Memory].Is64)
        {
            CompareWide(address, reach);
            return;
        }

        var end = reach.End;
        if (reach.Memory == 0 && _lastAddresses.TryGetValue(end, out var last))
        {
            ReadMemoryLength();
            LoadAddress(address);
            _il.Emit(OpCodes.Ldloc, last);
        }
        else
        {
            LoadLength(reach.Memory, beforeUse: () =>
            {
                LoadAddress(address);
                AddNative(end);
            });
        }

        _il.Emit(OpCodes.Bgt_Un, Trap(TrapKind.MemoryOutOfBounds));
    }

    /// <summary>Nothing here overflows: what would is never within a memory.</summary>
    private void CompareWide(Address address, in Reach reach)
    {
        var trap = Trap(TrapKind.MemoryOutOfBounds);
        var memory = reach.Memory;
        if (reach.NeverFits)
        {
            _il.LoadInt(1);
            _il.Emit(OpCodes.Brtrue, trap);
            return;
        }

        if (reach.End > _module.Memories[memory].MinPages * WasmMemory.PageBytes)
        {
            LoadLength(memory, beforeUse: () => LoadAddress(address));
            _il.Emit(OpCodes.Bgt_Un, trap);
            var end = reach.End;
            LoadLength(memory, beforeUse: () =>
            {
                LoadAddress(address);
                AddNative(end);
            });
            _il.Emit(OpCodes.Bgt_Un, trap);
            return;
        }

        LoadLength(memory, beforeUse: () => LoadAddress(address));
        AddNative(0 - reach.End);
        _il.Emit(OpCodes.Bgt_Un, trap);
    }

    private bool IsKnownToExist(Entry address, in Reach reach)
    {
        var memory = _module.Memories[reach.Memory];
        switch (address.Kind)
        {
            case EntryKind.Constant:
                var start = memory.Is64 ? (ulong)address.Bits : (uint)address.Bits;
                var least = memory.MinPages * WasmMemory.PageBytes;
                return !reach.NeverFits && reach.End <= least && start <= least - reach.End;
            case EntryKind.Local:
                return reach.Memory == 0 && _extents.TryGetValue(address.Local, out var known) && known >= reach.End;
            default:
                return false;
        }
    }

    /// <summary>Once an access has been done, or compared, memory exists as far as it reached.</summary>
    private void NoteExtent(Entry address, in Reach reach)
    {
        if (address.Kind == EntryKind.Local && reach is { Memory: 0, NeverFits: false })
        {
            _extents[address.Local] = Math.Max(reach.End, _extents.GetValueOrDefault(address.Local));
        }
    }

    /// <summary>Locals and temporaries are widened where they are used: the just-in-time compiler counts uses of locals.</summary>
    private Address PopAddress()
    {
        if (_stack.Peek(0).Kind != EntryKind.Evaluated)
        {
            return new Address(null, _stack.PopLazy());
        }

        var wide = _pool.Acquire(typeof(nuint));
        _il.Emit(OpCodes.Conv_U);
        _il.Emit(OpCodes.Stloc, wide);
        _stack.Discard(1);
        return new Address(wide, null);
    }

    private void LoadAddress(Address address)
    {
        if (address.Wide is not null)
        {
            _il.Emit(OpCodes.Ldloc, address.Wide);
            return;
        }

        _stack.LoadWide(address.Entry!.Value);
    }

    private void LoadPointer(Address address, in Reach reach)
    {
        LoadBase(reach.Memory);
        LoadAddress(address);
        _il.Emit(OpCodes.Add);
        AddNative(reach.Offset);
        Release(address);
    }

    private void Release(Address address)
    {
        if (address.Wide is not null)
        {
            _pool.Release(address.Wide);
        }
        else
        {
            _stack.Release(address.Entry!.Value);
        }
    }

    private void AddNative(ulong value)
    {
        if (value == 0)
        {
            return;
        }

        if (value <= int.MaxValue)
        {
            _il.LoadInt((int)value);
        }
        else
        {
            _il.LoadLong((long)value);
            _il.Emit(OpCodes.Conv_U);
        }

        _il.Emit(OpCodes.Add);
    }

    /// <summary>How far from an address an access goes.</summary>
    private readonly record struct Reach(int Memory, ulong Offset, uint Bytes)
    {
        // Far beyond any memory there can be, and far below where sums of two such would overflow.
        private const ulong MostBytes = 1UL << 56;

        public ulong End => Offset + Bytes;

        public bool NeverFits => Offset > MostBytes;
    }

    private readonly record struct Address(LocalBuilder? Wide, Entry? Entry);

    private void EmitLoad(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.I32Load: _il.Emit(OpCodes.Ldind_I4); break;
            case Opcode.I64Load: _il.Emit(OpCodes.Ldind_I8); break;
            case Opcode.F32Load: _il.Emit(OpCodes.Ldind_R4); break;
            case Opcode.F64Load: _il.Emit(OpCodes.Ldind_R8); break;
            case Opcode.I32Load8S: _il.Emit(OpCodes.Ldind_I1); break;
            case Opcode.I32Load8U: _il.Emit(OpCodes.Ldind_U1); break;
            case Opcode.I32Load16S: _il.Emit(OpCodes.Ldind_I2); break;
            case Opcode.I32Load16U: _il.Emit(OpCodes.Ldind_U2); break;
            case Opcode.I64Load8S: Widened(OpCodes.Ldind_I1, OpCodes.Conv_I8); break;
            case Opcode.I64Load8U: Widened(OpCodes.Ldind_U1, OpCodes.Conv_U8); break;
            case Opcode.I64Load16S: Widened(OpCodes.Ldind_I2, OpCodes.Conv_I8); break;
            case Opcode.I64Load16U: Widened(OpCodes.Ldind_U2, OpCodes.Conv_U8); break;
            case Opcode.I64Load32S: Widened(OpCodes.Ldind_I4, OpCodes.Conv_I8); break;
            default: Widened(OpCodes.Ldind_U4, OpCodes.Conv_U8); break;
        }
    }

    private void Widened(OpCode load, OpCode conversion)
    {
        _il.Emit(load);
        _il.Emit(conversion);
    }

    private static OpCode StoreCode(Opcode opcode) => opcode switch
    {
        Opcode.I32Store or Opcode.I64Store32 => OpCodes.Stind_I4,
        Opcode.I64Store => OpCodes.Stind_I8,
        Opcode.F32Store => OpCodes.Stind_R4,
        Opcode.F64Store => OpCodes.Stind_R8,
        Opcode.I32Store8 or Opcode.I64Store8 => OpCodes.Stind_I1,
        _ => OpCodes.Stind_I2,
    };
}
