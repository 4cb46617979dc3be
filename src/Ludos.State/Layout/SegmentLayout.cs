using Ludos.Platform.Memory;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// Where things lie in the arena's segments. A region's own segment is a head of 64 KiB (word, lease, identity, slot records), then its slots, each on a
/// boundary of 64 KiB. A one-slot region has its undo copy behind the slot.
/// </summary>
internal static class SegmentLayout
{
    internal const int UndoSlot = 1;
    internal const int PinPageBytes = ArenaLayout.SegmentAlignment;

    internal static long ControlBytes(int maxRegions) => SharedSegment.Align(EntryOffset(maxRegions));

    internal static long EntryOffset(int region) => ArenaLayout.ControlMap.EntriesOffset + ((long)region * ArenaLayout.ControlMap.EntriesStride);

    internal static long SlotPitchBytes(RegionSchema schema) => SharedSegment.Align(schema.SizeBytes);

    internal static int StoredSlots(RegionSchema schema) => schema.Slots == 1 ? 2 : schema.Slots;

    internal static long SegmentBytes(RegionSchema schema) => schema.Kind == RegionKind.Dynamic
        ? ArenaLayout.RegionMap.ContentOffset + DynamicLayout.HeapBytes(schema)
        : ArenaLayout.RegionMap.ContentOffset + (SlotPitchBytes(schema) * StoredSlots(schema));
}
