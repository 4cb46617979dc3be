using Ludos.Platform.Memory;

namespace Ludos.State;

/// <summary>A region's own segment: its slots one after another, each on a boundary of 64 KiB. A one-slot region has its undo copy behind the slot.</summary>
internal static class SegmentLayout
{
    internal const int UndoSlot = 1;

    internal static long SlotPitchBytes(RegionSchema schema) => SharedSegment.Align(schema.SizeBytes);

    internal static int StoredSlots(RegionSchema schema) => schema.Slots == 1 ? 2 : schema.Slots;

    internal static long SegmentBytes(RegionSchema schema) => SlotPitchBytes(schema) * StoredSlots(schema);
}
