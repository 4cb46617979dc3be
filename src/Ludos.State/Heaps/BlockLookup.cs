namespace Ludos.State;

/// <summary>What lies at an offset of a heap. Every index on the way is copied once and checked, so it may be asked of a heap that another process scribbles on.</summary>
internal readonly unsafe ref struct BlockLookup
{
    private readonly uint* _asked;

    private BlockLookup(uint* tag, uint slab, int item, int order, uint* asked, int capacity)
    {
        _asked = asked;
        var bytes = Volatile.Read(ref *asked);
        Tag = Volatile.Read(ref *tag);
        TagPlace = tag;
        Slab = slab;
        Item = item;
        Order = order;
        AskedBytes = (int)Math.Min(bytes, (uint)capacity);
        CapacityBytes = capacity;
    }

    /// <summary>Whether a block may begin there; the rest means nothing otherwise.</summary>
    internal bool Exists => TagPlace is not null;

    internal uint Tag { get; }

    internal uint* TagPlace { get; }

    /// <summary>The slab's first granule for an item, the block's own otherwise.</summary>
    internal uint Slab { get; }

    /// <summary>Index in its slab; -1 for a block of whole granules.</summary>
    internal int Item { get; }

    internal int Order { get; }

    /// <summary>What was asked for, never more than the block holds.</summary>
    internal int AskedBytes { get; }

    internal int CapacityBytes { get; }

    /// <summary>Notes that more of the block is asked for; the writer's alone.</summary>
    internal void Ask(uint bytes) => Volatile.Write(ref *_asked, Math.Min(bytes, (uint)CapacityBytes));

    internal static BlockLookup At(HeapMemory memory, ulong offset)
    {
        if (!memory.TryRelative(offset, out var relative) || (relative & (HeapLayout.LineBytes - 1)) != 0)
        {
            return default;
        }

        var granule = (uint)(relative >> HeapLayout.GranuleShift);
        var slab = granule & ~(HeapLayout.SlabGranules - 1);
        var state = memory.State(slab);
        if (state.Kind == GranuleKind.Slab)
        {
            return ItemAt(memory, slab, state.SizeClass, (int)(relative - ((long)slab << HeapLayout.GranuleShift)));
        }

        state = memory.State(granule);
        var isStart = (relative & (HeapLayout.GranuleBytes - 1)) == 0;
        if (!isStart || state.Kind != GranuleKind.Block || state.Order > HeapLayout.MaxOrder || granule + (1UL << state.Order) > memory.Committed)
        {
            return default;
        }

        var record = memory.Record(granule);
        var capacity = (int)Math.Min(int.MaxValue, (long)HeapLayout.GranuleBytes << state.Order);
        return new BlockLookup((uint*)&record->State, granule, -1, state.Order, &record->Link, capacity);
    }

    private static BlockLookup ItemAt(HeapMemory memory, uint slab, int sizeClass, int within)
    {
        if (sizeClass >= SizeClasses.Count || slab + HeapLayout.SlabGranules > memory.Committed || within < SizeClasses.ItemsOffset(sizeClass))
        {
            return default;
        }

        var (index, rest) = Math.DivRem((uint)(within - SizeClasses.ItemsOffset(sizeClass)), (uint)SizeClasses.SizeBytes(sizeClass));
        if (rest != 0 || index >= (uint)SizeClasses.Capacity(sizeClass) || index >= Volatile.Read(ref memory.Slab(slab)->Used))
        {
            return default;
        }

        var item = memory.Item(slab, (int)index);
        return new BlockLookup(&item->Tag, slab, (int)index, sizeClass, &item->Link, SizeClasses.SizeBytes(sizeClass));
    }
}
