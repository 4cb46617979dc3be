using System.Reflection.Emit;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

internal sealed partial class FunctionCompiler
{
    /// <summary>By wasm local: offset from its present value up to which memory is known to exist. Memory never shrinks while code runs.</summary>
    private readonly Dictionary<int, ulong> _extents = [];

    /// <summary>Wasm locals whose present value is 0 or 1.</summary>
    private readonly HashSet<int> _booleans = [];

    private bool MemoryReady => (_memoryLength is null || _memoryFresh) && (_fuel is null || _fuelLive);

    private void ReadMemoryLength()
    {
        if (_memoryLength is null || _memoryFresh)
        {
            return;
        }

        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.Memory);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.MemoryLength);
        _il.Emit(OpCodes.Stloc, _memoryLength);
        _memoryFresh = true;
    }

    private void Access(in Instruction instruction)
    {
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

    /// <summary>Pops the address and branches away unless the access lies within the memory. Gives the 64-bit address, or null for a constant that is added to the offset.</summary>
    private LocalBuilder? CheckedAddress(ulong offset, uint bytes)
    {
        var entry = _stack.PopLazy();
        _stack.Flush();
        if (entry.Kind == EntryKind.Constant)
        {
            return CheckedConstant(entry, offset, bytes);
        }

        var address = _pool.Acquire(ValueType.I64);
        _stack.LoadCopy(entry);
        _stack.Release(entry);
        _il.Emit(OpCodes.Conv_U8);
        _il.Emit(OpCodes.Stloc, address);
        _pool.Release(address);
        if (entry.Kind == EntryKind.Local)
        {
            if (_extents.TryGetValue(entry.Local, out var known) && known >= offset + bytes)
            {
                return address;
            }

            _extents[entry.Local] = offset + bytes;
        }

        ReadMemoryLength();
        _il.Emit(OpCodes.Ldloc, address);
        _il.LoadLong((long)(offset + bytes));
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldloc, _memoryLength!);
        _il.Emit(OpCodes.Bgt_Un, Trap(TrapKind.MemoryOutOfBounds));
        return address;
    }

    private LocalBuilder? CheckedConstant(Entry entry, ulong offset, uint bytes)
    {
        var end = (uint)entry.Bits + offset + bytes;
        if (end > (ulong)_module.Memory!.Value.MinPages * WasmMemory.PageBytes)
        {
            ReadMemoryLength();
            _il.LoadLong((long)end);
            _il.Emit(OpCodes.Ldloc, _memoryLength!);
            _il.Emit(OpCodes.Bgt_Un, Trap(TrapKind.MemoryOutOfBounds));
        }

        _constantAddress = (uint)entry.Bits;
        return null;
    }

    private uint _constantAddress;

    private void LoadPointer(LocalBuilder? address, ulong offset)
    {
        _il.Emit(OpCodes.Ldloc, _memoryBase!);
        if (address is null)
        {
            offset += _constantAddress;
        }
        else
        {
            _il.Emit(OpCodes.Ldloc, address);
            _il.Emit(OpCodes.Add);
        }

        if (offset != 0)
        {
            _il.LoadLong((long)offset);
            _il.Emit(OpCodes.Add);
        }
    }

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
