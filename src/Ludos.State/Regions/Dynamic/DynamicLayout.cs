using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// A dynamic region's segment: its head, then a heap that has room for twice as many of the largest blocks as there are slots. Addresses are cheap: only what is in use is
/// reserved, step by step.
/// </summary>
internal static class DynamicLayout
{
    /// <summary>Blocks are reserved this much at a time.</summary>
    internal const int GrowthBytes = 1 << 20;

    /// <summary>
    /// Above the slabs' sizes: a class keeps a slab, and slabs here and there would split the room. Without them each slot, and the block that one is being moved to, keeps at most one
    /// of the largest blocks from being whole, and with twice their number there is always another.
    /// </summary>
    internal const int LeastBlockBytes = 2 * SizeClasses.MaxBytes;

    private const int RoomForBlocks = 2;

    internal static long HeapBytes(RegionSchema schema)
    {
        var largest = 1L << Math.Max(HeapLayout.SlabOrder, HeapLayout.OrderOf((int)Math.Min(schema.SizeBytes, Heap.MaxBlockBytes)));
        var granules = (uint)Math.Min((schema.Slots + 1) * RoomForBlocks * largest, uint.MaxValue / 2);
        return SharedSegment.Align(HeapLayout.AreaOffset(granules) + ((long)granules << HeapLayout.GranuleShift));
    }

    internal static Result<SharedSegment, SegmentErrorCode> CreateSegment(string label, RegionSchema schema, SegmentOptions options)
    {
        var size = ArenaLayout.RegionMap.ContentOffset + HeapBytes(schema);
        var records = ArenaLayout.RegionMap.ContentOffset + HeapLayout.AreaOffset(HeapLayout.GranulesIn(HeapBytes(schema)));
        return SharedSegment.CreateSparse(label, size, records, options);
    }
}
