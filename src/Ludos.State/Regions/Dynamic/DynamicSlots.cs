using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// The slots of a dynamic region: each is a block of the heap in the region's own segment, named by its slot record. Only a slot that is being filled, under an odd sequence, changes its
/// block, so a reader that finds the word unchanged has the record of its epoch. For the writer's thread, but for <see cref="Content"/>.
/// </summary>
internal sealed unsafe class DynamicSlots
{
    private readonly RegionMemory _memory;
    private readonly HeapCore _heap;
    private readonly Func<long, long, bool> _reserve;
    private int _slot;

    private DynamicSlots(RegionMemory memory, HeapCore heap)
    {
        _memory = memory;
        _heap = heap;
        _reserve = (offset, length) => memory.With(segment => segment.TryReserve(offset, length));
    }

    /// <summary>The content of the slot being filled.</summary>
    internal SlotContent Filling { get; private set; }

    /// <summary>What a record names, copied once: inside the segment, and never more than the capacity. Empty where it names nothing.</summary>
    internal static SlotContent Content(RegionMemory memory, int slot)
    {
        var record = memory.SlotRecord(slot);
        var (offset, elements) = (Volatile.Read(ref record->BlockOffset), Volatile.Read(ref record->Elements));
        var bytes = (long)Math.Min(elements, (uint)memory.Schema.Capacity) * memory.Schema.StrideBytes;
        var start = (ulong)ArenaLayout.RegionMap.ContentOffset;
        var end = (ulong)SegmentLayout.SegmentBytes(memory.Schema);
        return offset >= start && offset <= end - (ulong)bytes && offset % HeapLayout.LineBytes == 0
            ? new SlotContent(memory.First + (offset - start), (int)bytes)
            : new SlotContent(memory.First, 0);
    }

    /// <summary>Lays the heap, and the initial content as slot 0's.</summary>
    internal static Fault<ArenaErrorCode>? Fill(SharedSegment segment, RegionSchema schema, ReadOnlySpan<byte> initial)
    {
        if (!HeapMemory.Format(segment.Base, segment.SizeBytes, ArenaLayout.RegionMap.ContentOffset).TryGet(out var memory, out var fault))
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.BadSchema, fault.Message);
        }

        var heap = new HeapCore(memory);
        var handle = HeapHandle.None;
        if (!initial.IsEmpty && !TryAllocate(heap, segment.TryReserve, initial.Length, out handle))
        {
            return OutOfMemory(schema, initial.Length);
        }

        *new SegmentHead(segment.Base).Slot(0) = new SlotRecord { BlockOffset = handle.Offset, BlockTag = handle.Tag, Elements = (uint)(initial.Length / schema.StrideBytes) };
        initial.CopyTo(new Span<byte>(segment.Base + handle.Offset, initial.Length));
        return null;
    }

    /// <summary>For who has just taken the lease: rebuilds the heap, gives back the blocks that no slot names, and empties slots whose block is gone.</summary>
    internal static Result<DynamicSlots, ArenaErrorCode> Open(RegionMemory memory)
    {
        var segment = memory.First - ArenaLayout.RegionMap.ContentOffset;
        if (!HeapMemory.Open(segment, SegmentLayout.SegmentBytes(memory.Schema), ArenaLayout.RegionMap.ContentOffset).TryGet(out var opened, out var fault))
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Corrupt, $"The heap of region '{memory.Schema.Name}' cannot be used: {fault.Message}");
        }

        var heap = new HeapCore(opened);
        _ = heap.Rebuild();
        var named = new HashSet<HeapHandle>();
        for (var slot = 0; slot < memory.Slots; slot++)
        {
            var record = memory.SlotRecord(slot);
            var handle = new HeapHandle(record->BlockOffset, record->BlockTag);
            var isWhole = heap.Resolve(handle, out var block) is null && block.Length >= (long)record->Elements * memory.Schema.StrideBytes;
            if (isWhole)
            {
                _ = named.Add(handle);
            }
            else if (slot != memory.SafeSlot(memory.WriterWord))
            {
                Name(record, HeapHandle.None, 0);
            }
        }

        foreach (var handle in Live(opened).Where(handle => !named.Contains(handle)))
        {
            _ = heap.Free(handle);
        }

        return new DynamicSlots(memory, heap);
    }

    /// <summary>Begins to fill a slot that has as many elements as the front; they are undefined, or the front's.</summary>
    internal Fault<ArenaErrorCode>? Begin(int slot, int front, bool carry)
    {
        _slot = slot;
        Filling = Content(_memory, slot);
        var before = Content(_memory, front);
        if (Resize(before.SizeBytes / _memory.Schema.StrideBytes, kept: 0, isZeroed: false) is { } fault)
        {
            return fault;
        }

        if (carry)
        {
            before.Bytes.CopyTo(Filling.Writable);
        }

        return null;
    }

    internal Fault<ArenaErrorCode>? Resize(int elements)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elements);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elements, _memory.Schema.Capacity);
        return Resize(elements, kept: Filling.SizeBytes, isZeroed: true);
    }

    private Fault<ArenaErrorCode>? Resize(int elements, int kept, bool isZeroed)
    {
        var record = _memory.SlotRecord(_slot);
        var old = new HeapHandle(record->BlockOffset, record->BlockTag);
        var bytes = elements * _memory.Schema.StrideBytes;
        var stays = Math.Min(kept, bytes);
        var found = BlockLookup.At(_heap.Memory, old.Offset);
        var hasBlock = !old.IsNone && found.Exists && found.Tag == old.Tag;
        const int tooLarge = 4;
        var fits = hasBlock && bytes <= found.CapacityBytes && (bytes >= found.CapacityBytes / tooLarge || found.CapacityBytes <= DynamicLayout.LeastBlockBytes);
        if (fits || (bytes == 0 && !hasBlock))
        {
            // The block says how much of it was asked for; an heir compares.
            if (hasBlock)
            {
                _heap.Ask(found, bytes);
            }

            Name(record, old, (uint)elements);
        }
        else
        {
            var handle = HeapHandle.None;
            if (bytes > 0 && !TryAllocate(_heap, _reserve, bytes, out handle))
            {
                return OutOfMemory(_memory.Schema, bytes);
            }

            var from = Filling.Pointer;
            if (stays > 0)
            {
                Buffer.MemoryCopy(from, _heap.Memory.At(handle.Offset), bytes, stays);
            }

            Name(record, handle, (uint)elements);
            _ = hasBlock ? _heap.Free(old) : null;
        }

        Filling = Content(_memory, _slot);
        if (isZeroed)
        {
            Filling.Writable[stays..].Clear();
        }

        return null;
    }

    /// <summary>Elements 0 in between: a reader that looks now finds an empty content, never a length that is another block's.</summary>
    private static void Name(SlotRecord* record, HeapHandle handle, uint elements)
    {
        Volatile.Write(ref record->Elements, 0);
        Volatile.Write(ref record->BlockOffset, handle.Offset);
        record->BlockTag = handle.Tag;
        Volatile.Write(ref record->Elements, elements);
    }

    /// <summary>Reserves more of the area where no free block is large enough, until there is one.</summary>
    private static bool TryAllocate(HeapCore heap, Func<long, long, bool> reserve, int bytes, out HeapHandle handle)
    {
        while (true)
        {
            if (heap.Allocate(Math.Max(bytes, DynamicLayout.LeastBlockBytes), out handle) is not { } error)
            {
                return true;
            }

            var memory = heap.Memory;
            var wanted = (uint)Math.Max(DynamicLayout.GrowthBytes >> HeapLayout.GranuleShift, 1 << HeapLayout.OrderOf(bytes));
            var target = (uint)Math.Min(memory.Granules, (ulong)memory.Committed + wanted);
            var at = memory.AreaOffset + ((long)memory.Committed << HeapLayout.GranuleShift);
            if (error != HeapErrorCode.OutOfMemory || target == memory.Committed || !reserve(at, (long)(target - memory.Committed) << HeapLayout.GranuleShift))
            {
                return false;
            }

            heap.Extend(target);
        }
    }

    private static List<HeapHandle> Live(HeapMemory memory)
    {
        var live = new List<HeapHandle>();
        foreach (var (handle, _) in new HeapBlocks(memory))
        {
            live.Add(handle);
        }

        return live;
    }

    private static Fault<ArenaErrorCode> OutOfMemory(RegionSchema schema, int bytes) =>
        new(ArenaErrorCode.OutOfMemory, $"Region '{schema.Name}' has no memory for a slot of {bytes} bytes.", "Free memory, or let the region have fewer elements.");
}
