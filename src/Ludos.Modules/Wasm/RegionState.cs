using Ludos.State;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>
/// Memory that is a region, with its mutable globals in another. Copied out after a call that counts, and in only when the region
/// holds something else than this instance left there: after a fault, a swap or a roll back.
/// </summary>
internal sealed class RegionState : ILinearState
{
    private readonly WasmInstance _instance;
    private readonly WasmMemory _memory;
    private readonly RegionWriter _memoryWriter;
    private readonly RegionWriter? _globalsWriter;
    private readonly (int Start, int Length)[] _everything;
    private ulong _held;
    private WasmModule? _writtenBy;

    /// <param name="instance">Shared by all units.</param>
    /// <param name="memory">The instance's memory, of a fixed length. This disposes both.</param>
    /// <param name="memoryWriter">Lease of the region that is the memory.</param>
    /// <param name="globalsWriter">Null for a module without mutable globals.</param>
    public RegionState(WasmInstance instance, WasmMemory memory, RegionWriter memoryWriter, RegionWriter? globalsWriter)
    {
        _instance = instance;
        _memory = memory;
        _memoryWriter = memoryWriter;
        _globalsWriter = globalsWriter;
        _everything = [(0, (int)memory.LengthBytes)];
    }

    /// <summary>The region was written by other code with the same layout: its constants are to become this code's. Null: by this code.</summary>
    public void TakeOver(WasmModule? from)
    {
        _writtenBy = from;
        _held = Window.Nothing;
    }

    public bool Begin(ReadOnlySpan<(int Start, int Length)> keep)
    {
        _instance.ResetToInitial(_everything);
        _globalsWriter?.Region.Front.CopyTo(_instance.MutableGlobals);
        if (_memoryWriter.Region.Epoch == _held) return false;
        _memoryWriter.Region.Front.CopyTo(_memory.Span);
        if (_writtenBy is not null) _instance.ApplyChangedData(_writtenBy);
        return true;
    }

    public void Commit()
    {
        if (_globalsWriter is not null)
        {
            using WriteScope globals = _globalsWriter.Begin(WriteMode.Replace);
            _instance.MutableGlobals.CopyTo(globals.Bytes);
            _ = globals.Publish();
        }

        using WriteScope scope = _memoryWriter.Begin(WriteMode.Replace);
        _memory.Span.CopyTo(scope.Bytes);
        _held = scope.Publish();
        _writtenBy = null;
    }

    public void Spoil() => _held = Window.Nothing;

    public void Dispose()
    {
        _instance.Dispose();
        _memory.Dispose();
    }
}
