using System.Reflection.Emit;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// In code that may be shown what it must not change, each store is compared with the one range where that lies. A store that begins below the range
/// and reaches into it is a hit too.
/// </summary>
internal sealed partial class FunctionCompiler
{
    private LocalBuilder? _storeAddress;

    /// <summary>Before a store takes its operands: branches away when it would hit the range.</summary>
    private void KeepOffReadOnlyRange(in Instruction instruction)
    {
        if (instruction.Index != 0 || StoreShape.Of(instruction.Opcode) is not { } store)
        {
            return;
        }

        var offset = (ulong)instruction.Bits;
        _stack.Flush();
        var address = _stack.Peek(store.AddressDepth);
        if (address.Kind == EntryKind.Constant && (uint)address.Bits + offset + (uint)store.Bytes <= _module.Memories[0].MinPages * WasmMemory.PageBytes)
        {
            // The range never begins within what the module starts with.
            return;
        }

        _storeAddress ??= _il.DeclareLocal(typeof(nuint));
        _stack.LoadWide(address);
        if (offset != 0)
        {
            AddNative(offset);
        }

        _il.Emit(OpCodes.Stloc, _storeAddress);
        _il.Emit(OpCodes.Ldloc, _storeAddress);
        _il.LoadInt(store.Bytes - 1);
        _il.Emit(OpCodes.Conv_U);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.ReadOnlyStart);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.ReadOnlyLength);
        _il.LoadInt(store.Bytes - 1);
        _il.Emit(OpCodes.Conv_U);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Blt_Un, Trap(TrapKind.ReadOnlyWindow));
    }
}
