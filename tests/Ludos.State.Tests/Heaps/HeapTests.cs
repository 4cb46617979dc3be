using Ludos.Base;
using Ludos.Platform.Memory;
using Xunit;

namespace Ludos.State.Tests.Heaps;

public sealed class HeapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(8192)]
    [InlineData(8193)]
    [InlineData(262_144)]
    [InlineData(1_000_000)]
    public void A_block_is_on_a_line_and_as_long_as_was_asked(int bytes)
    {
        using var segment = HeapSegment.Make();
        using var heap = Heap.Create(segment).Value;
        var handle = heap.Allocate(bytes).Value;
        Assert.Equal(0UL, handle.Offset % 64);
        Assert.Null(heap.Resolve(handle, out var span));
        Assert.Equal(bytes, span.Length);
        span.Fill(0xAB);
        Assert.Equal(1UL, heap.Statistics.LiveBlocks);
        Assert.Null(heap.Free(handle));
        Assert.Equal(0UL, heap.Statistics.LiveBlocks);
        Assert.Equal(0UL, heap.Statistics.LiveBytes);
        Assert.Equal(0UL, heap.Statistics.HeldBytes);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(20_000)]
    public void A_second_free_and_a_use_after_it_are_told_even_when_the_place_is_in_use_again(int bytes)
    {
        using var segment = HeapSegment.Make();
        using var heap = Heap.Create(segment).Value;
        var first = heap.Allocate(bytes).Value;
        Assert.Null(heap.Free(first));
        AssertStale(heap, first);
        var second = heap.Allocate(bytes).Value;
        Assert.Equal(first.Offset, second.Offset);
        AssertStale(heap, first);
        Assert.Null(heap.Resolve(second, out _));
        Assert.Equal(1UL, heap.Statistics.LiveBlocks);
    }

    [Fact]
    public void A_freed_block_is_still_told_after_its_granules_merged_and_became_a_slab()
    {
        using var segment = HeapSegment.Make();
        using var heap = Heap.Create(segment).Value;
        var handle = heap.Allocate(40_000).Value;
        Assert.Null(heap.Free(handle));
        var small = heap.Allocate(64).Value;
        Assert.True(small.Offset - handle.Offset < 65_536);
        AssertStale(heap, handle);
    }

    [Theory]
    [InlineData(0UL, 1u)]
    [InlineData(63UL, 1u)]
    [InlineData(ulong.MaxValue, 1u)]
    [InlineData(long.MaxValue, 3u)]
    [InlineData(65_536UL, 0u)]
    [InlineData(65_536UL, 2u)]
    [InlineData(65_536UL, 0x7FFF_FFFFu)]
    public void A_handle_that_was_never_given_out_is_bad(ulong offset, uint tag)
    {
        using var segment = HeapSegment.Make();
        using var heap = Heap.Create(segment).Value;
        _ = heap.Allocate(64).Value;
        Assert.Equal(HeapErrorCode.BadHandle, heap.Free(new HeapHandle(offset, tag))!.Code);
        Assert.Equal(HeapErrorCode.BadHandle, heap.Resolve(new HeapHandle(offset, tag), out _)!.Code);
    }

    [Fact]
    public void The_inside_of_a_block_is_no_block()
    {
        using var segment = HeapSegment.Make();
        using var heap = Heap.Create(segment).Value;
        var item = heap.Allocate(256).Value;
        var block = heap.Allocate(16_384).Value;
        Assert.NotNull(heap.Free(item with { Offset = item.Offset + 64 }));
        Assert.NotNull(heap.Free(block with { Offset = block.Offset + 4096 }));
        Assert.NotNull(heap.Free(block with { Offset = block.Offset + 64 }));
        Assert.Equal(2UL, heap.Statistics.LiveBlocks);
    }

    [Fact]
    public void What_is_freed_merges_back_into_the_largest_blocks()
    {
        using var segment = HeapSegment.Make();
        using var heap = Heap.Create(segment).Value;
        var empty = heap.Statistics.LargestFreeBytes;
        var handles = new List<HeapHandle>();
        while (heap.Allocate(5_000 + (handles.Count % 7 * 3_000)).TryGet(out var handle, out var fault))
        {
            handles.Add(handle);
        }

        Assert.True(handles.Count > 100);
        Assert.True(heap.Statistics.LargestFreeBytes < 65_536);
        foreach (var handle in handles.Where((_, index) => index % 2 == 0).Concat(handles.Where((_, index) => index % 2 == 1)))
        {
            Assert.Null(heap.Free(handle));
        }

        // A class keeps its last slab.
        Assert.True(heap.Statistics.LargestFreeBytes >= empty / 2);
        Assert.Equal(0UL, heap.Statistics.HeldBytes);
        Assert.True(heap.Statistics.Merges > 0);
    }

    [Fact]
    public void A_full_heap_says_so_and_goes_on()
    {
        using var segment = HeapSegment.Make(1 << 20);
        using var heap = Heap.Create(segment).Value;
        var tooMuch = heap.Allocate(Heap.MaxBlockBytes);
        Assert.Equal(HeapErrorCode.OutOfMemory, tooMuch.Fault!.Code);
        Assert.Contains("1073741824 bytes", tooMuch.Fault.Message);
        Assert.Equal(1UL, heap.Statistics.Refusals);
        Assert.True(heap.Allocate(1000).IsOk);
    }

    [Fact]
    public void Another_map_of_the_segment_reads_the_same_blocks_and_may_not_write()
    {
        using var segment = HeapSegment.Make();
        using var heap = Heap.Create(segment).Value;
        var handle = heap.Allocate(1000).Value;
        Assert.Null(heap.Resolve(handle, out var span));
        span.Fill(7);
        using var other = SharedSegment.Open(segment.OpenReadOnlyDescriptor().Value, segment.SizeBytes, writable: false).Value;
        var view = HeapView.Open(other).Value;
        Assert.True(view.TryResolve(handle, out var seen));
        Assert.Equal(1000, seen.Length);
        Assert.True(seen.IndexOfAnyExcept((byte)7) < 0);
        Assert.Equal(HeapErrorCode.NotGranted, Heap.Open(other).Fault!.Code);
        Assert.Null(heap.Free(handle));
        Assert.False(view.IsLive(handle));
    }

    [Fact]
    public void One_writer_at_a_time_and_the_next_finds_all_blocks()
    {
        using var segment = HeapSegment.Make();
        var heap = Heap.Create(segment).Value;
        var handles = Enumerable.Range(1, 200).Select(index => heap.Allocate(index * 97).Value).ToList();
        Assert.Equal(HeapErrorCode.LeaseHeld, Heap.Open(segment).Fault!.Code);
        heap.Dispose();
        using var heir = Heap.Open(segment).Value;
        Assert.Equal((200UL, 0L, 0, HeapOperation.None), (heir.Recovery!.LiveBlocks, heir.Recovery.LostBytes, heir.Recovery.MendedRecords, heir.Recovery.Interrupted));
        Assert.Equal(handles.Order(Comparer<HeapHandle>.Create((a, b) => a.Offset.CompareTo(b.Offset))), HeapSegment.List(heir.Blocks).Select(block => block.Handle));
        var kept = handles.Where((_, index) => index % 3 == 0).ToHashSet();
        Assert.Equal(200 - kept.Count, heir.Sweep(kept));
        Assert.Equal((ulong)kept.Count, heir.Statistics.LiveBlocks);
    }

    [Fact]
    public void A_segment_that_holds_no_heap_is_refused()
    {
        using var small = HeapSegment.Make(65_536);
        Assert.Equal(HeapErrorCode.BadSize, Heap.Create(small).Fault!.Code);
        using var empty = HeapSegment.Make();
        Assert.Equal(HeapErrorCode.BadHeader, Heap.Open(empty).Fault!.Code);
        Assert.Equal(HeapErrorCode.BadHeader, HeapView.Open(empty).Fault!.Code);
        Heap.Create(empty).Value.Dispose();
        Assert.Equal(HeapErrorCode.BadHeader, Heap.Create(empty).Fault!.Code);
    }

    [Fact]
    public void Allocate_and_free_allocate_nothing_managed()
    {
        using var segment = HeapSegment.Make();
        using var heap = Heap.Create(segment).Value;
        Cycle(heap);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Cycle(heap);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Cycle(Heap heap)
    {
        Span<HeapHandle> handles = stackalloc HeapHandle[40];
        for (var index = 0; index < handles.Length; index++)
        {
            handles[index] = heap.Allocate(64 + (index * index * 40)).Value;
        }

        foreach (var handle in handles)
        {
            _ = heap.Resolve(handle, out var span);
            span[0] = 1;
            _ = heap.Free(handle);
        }
    }

    private static void AssertStale(Heap heap, HeapHandle handle)
    {
        Assert.Equal(HeapErrorCode.DoubleFree, heap.Free(handle)!.Code);
        Assert.Equal(HeapErrorCode.UseAfterFree, heap.Resolve(handle, out _)!.Code);
    }
}
