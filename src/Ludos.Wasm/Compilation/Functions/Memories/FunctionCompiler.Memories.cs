using System.Reflection.Emit;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Where a function finds its memories. The base of each is in a local, for it never moves. The length of memory 0 is in another where comparisons need it, read
/// again after what may have changed it. That of other memories, and of a shared one, which other threads may grow, is read anew each time.
/// </summary>
internal sealed partial class FunctionCompiler
{
    private readonly Dictionary<int, (LocalBuilder Memory, LocalBuilder Base)> _otherMemories = [];

    /// <summary>Accesses of this memory are not compared.</summary>
    private bool IsGuarded(int memory) => _context.IsGuarded && !_module.Memories[memory].Is64;

    private void FindOtherMemories()
    {
        foreach (var index in _shape.OtherMemories)
        {
            var memory = _il.DeclareLocal(typeof(WasmMemory));
            var start = _il.DeclareLocal(typeof(byte*));
            _otherMemories[index] = (memory, start);
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldfld, RuntimeMembers.Memories);
            _il.LoadInt(index);
            _il.Emit(OpCodes.Ldelem_Ref);
            _il.Emit(OpCodes.Stloc, memory);
            _il.Emit(OpCodes.Ldloc, memory);
            _il.Emit(OpCodes.Ldfld, RuntimeMembers.MemoryBase);
            _il.Emit(OpCodes.Stloc, start);
        }
    }

    private void LoadBase(int memory) => _il.Emit(OpCodes.Ldloc, memory == 0 ? _memoryBase! : _otherMemories[memory].Base);

    /// <summary>Loads a memory's length, as a native integer, over what <paramref name="beforeUse"/> loads.</summary>
    private void LoadLength(int memory, Action? beforeUse = null)
    {
        if (memory == 0 && _memoryLength is not null)
        {
            ReadMemoryLength();
            beforeUse?.Invoke();
            _il.Emit(OpCodes.Ldloc, _memoryLength);
            return;
        }

        beforeUse?.Invoke();
        LoadLengthAnew(memory);
    }

    private void ReadMemoryLength()
    {
        if (_memoryLength is null || _memoryFresh)
        {
            return;
        }

        LoadLengthAnew(0);
        _il.Emit(OpCodes.Stloc, _memoryLength);
        foreach (var (extent, last) in _lastAddresses)
        {
            _il.Emit(OpCodes.Ldloc, _memoryLength);
            _il.LoadInt((int)extent);
            _il.Emit(OpCodes.Sub);
            _il.Emit(OpCodes.Stloc, last);
        }

        _memoryFresh = true;
    }

    private void LoadLengthAnew(int memory)
    {
        if (memory == 0)
        {
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldfld, RuntimeMembers.Memory);
        }
        else
        {
            _il.Emit(OpCodes.Ldloc, _otherMemories[memory].Memory);
        }

        _il.Emit(OpCodes.Ldfld, RuntimeMembers.MemoryLength);
        _il.Emit(OpCodes.Conv_U);
    }
}
