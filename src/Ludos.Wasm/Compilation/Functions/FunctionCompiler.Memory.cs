using System.Reflection.Emit;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

internal sealed partial class FunctionCompiler
{
    /// <summary>By wasm local: offset from its present value up to which memory is known to exist. Memory never shrinks while code runs.</summary>
    private readonly Dictionary<int, ulong> _extents = [];

    private void ReadMemoryLength()
    {
        if (_memoryLength is null || _memoryFresh)
        {
            return;
        }

        LoadLengthOfState();
        _il.Emit(OpCodes.Stloc, _memoryLength);
        _memoryFresh = true;
    }

    private void LoadMemoryLength()
    {
        if (_memoryLength is null)
        {
            LoadLengthOfState();
            return;
        }

        ReadMemoryLength();
        _il.Emit(OpCodes.Ldloc, _memoryLength);
    }

    private void LoadLengthOfState()
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.Memory);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.MemoryLength);
        _il.Emit(OpCodes.Conv_U);
    }

    private void Access(in Instruction instruction)
    {
        if (_context.IsGuarded)
        {
            GuardedAccess(in instruction);
            return;
        }

        var (type, bytes) = MemoryAccess.Of(instruction.Opcode);
        var offset = (ulong)instruction.Bits;
        if (MemoryAccess.IsStore(instruction.Opcode))
        {
            var value = _stack.PopLazy();
            var address = CheckedAddress(offset, (uint)bytes);
            LoadPointer(address, offset);
            _stack.LoadCopy(value);
            _stack.Release(value);
            _il.Emit(StoreCode(instruction.Opcode));
            return;
        }

        LoadPointer(CheckedAddress(offset, (uint)bytes), offset);
        EmitLoad(instruction.Opcode);
        _stack.PushEvaluated(type, 1);
    }

    /// <summary>Pops the address and sees to it that the code traps unless the access lies within the memory.</summary>
    /// <param name="staysWhole">The just-in-time compiler will not make the access narrower.</param>
    private Address CheckedAddress(ulong offset, uint bytes, bool staysWhole = false)
    {
        if (_context.IsGuarded)
        {
            return GuardedAddress(offset, bytes, staysWhole);
        }

        var address = PopAddress();
        _stack.Flush();
        if (address.Entry is { Kind: EntryKind.Constant } constant)
        {
            if ((uint)constant.Bits + offset + bytes <= (ulong)_module.Memories[0].MinPages * WasmMemory.PageBytes)
            {
                return address;
            }
        }
        else if (address.Entry is { Kind: EntryKind.Local } entry)
        {
            if (_extents.TryGetValue(entry.Local, out var known) && known >= offset + bytes)
            {
                return address;
            }

            _extents[entry.Local] = offset + bytes;
        }

        ReadMemoryLength();
        LoadAddress(address);
        AddNative(offset + bytes);
        _il.Emit(OpCodes.Ldloc, _memoryLength!);
        _il.Emit(OpCodes.Bgt_Un, Trap(TrapKind.MemoryOutOfBounds));
        return address;
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

    private void LoadPointer(Address address, ulong offset)
    {
        _il.Emit(OpCodes.Ldloc, _memoryBase!);
        LoadAddress(address);
        _il.Emit(OpCodes.Add);
        if (offset != 0)
        {
            AddNative(offset);
        }

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
