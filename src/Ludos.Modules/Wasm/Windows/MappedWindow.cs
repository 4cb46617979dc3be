using Ludos.State;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>
/// A region's slots as they lie in the arena, laid into an instance's memory: what the unit reads and writes is the region itself. No map moves from call to call;
/// the unit is told which slot counts. Tick thread only; allocates nothing.
/// </summary>
internal sealed unsafe class MappedWindow(AreaPlace place, RegionWriter? writer, WasmMemory memory, uint address, uint pointer)
{
    private HeldWrite _write;
    private uint _generation;
    private bool _isMapped;

    public Region Region => place.Region;

    /// <summary>False when the system will not map it.</summary>
    public bool TryMap()
    {
        _generation = Region.Generation;
        _isMapped = Region.TryMapSlots(memory.Base + address, writer is not null);
        return _isMapped;
    }

    /// <summary>Opens the write where there is one, and shows the unit its slot. False when the region got another segment, and that cannot be mapped.</summary>
    public bool TryBegin()
    {
        if ((!_isMapped || Region.Generation != _generation) && !TryMap()) return false;
        long offset = writer is null ? Region.FrontOffsetBytes : Open(writer);
        *(uint*)(memory.Base + pointer) = (uint)(address + offset);
        return true;
    }

    public void Publish()
    {
        if (writer is not null) _ = _write.Publish();
    }

    public void Discard() => _write.Discard();

    private long Open(RegionWriter lease)
    {
        _write = lease.Hold(place.Use == WindowUse.Replace ? WriteMode.Replace : WriteMode.Carry);

        // What an older epoch left in the slot depends on readers outside, and no unit's result may.
        if (place.Use == WindowUse.Replace) new Span<byte>(memory.Base + address + _write.OffsetBytes, (int)Region.SizeBytes).Clear();
        return _write.OffsetBytes;
    }
}
