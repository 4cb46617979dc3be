using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>The parts of a region segment's head, by address. Whoever has a write grant on the region writes all of it: what is read is copied once and checked.</summary>
internal readonly unsafe struct SegmentHead(byte* segment)
{
    internal ulong* Word => (ulong*)(segment + ArenaLayout.RegionMap.WordOffset);

    internal RegionLease* Lease => (RegionLease*)(segment + ArenaLayout.RegionMap.LeaseOffset);

    internal RegionIdentity* Identity => (RegionIdentity*)(segment + ArenaLayout.RegionMap.IdentityOffset);

    internal byte* Content => segment + ArenaLayout.RegionMap.ContentOffset;

    internal SlotRecord* Slot(int slot) => (SlotRecord*)(segment + ArenaLayout.RegionMap.SlotsOffset) + slot;
}
