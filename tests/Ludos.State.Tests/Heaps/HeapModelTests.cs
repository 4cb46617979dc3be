using Ludos.State.Tests.Layout;
using Xunit;

namespace Ludos.State.Tests.Heaps;

/// <summary>Long random lives against a model: which blocks are live, how long they are, and what each byte of them holds.</summary>
public sealed class HeapModelTests
{
    private const int Steps = 40_000;

    [Theory]
    [InlineData(1)]
    [InlineData(22)]
    [InlineData(333)]
    [InlineData(4444)]
    public void No_two_live_blocks_ever_overlap_and_nothing_is_lost(int seed)
    {
        var chance = new Mutations((ulong)seed);
        using var segment = HeapSegment.Make(8 << 20);
        using var heap = Heap.Create(segment).Value;
        var live = new List<(HeapHandle Handle, int Bytes, byte Fill)>();
        var freed = new List<HeapHandle>();
        for (var step = 0; step < Steps; step++)
        {
            if (live.Count > 0 && (chance.Below(100) < 45 || live.Count > 600))
            {
                FreeOne(heap, live, freed, chance.Below(live.Count));
            }
            else if (heap.Allocate(HeapTrace.SizeOf(chance)) is { IsOk: true } made)
            {
                _ = heap.Resolve(made.Value, out var span);
                var fill = (byte)step;
                span.Fill(fill);
                live.Add((made.Value, span.Length, fill));
            }
            else if (live.Count > 0)
            {
                FreeOne(heap, live, freed, 0);
            }

            if (freed.Count > 0 && step % 16 == 0)
            {
                Assert.Equal(HeapErrorCode.DoubleFree, heap.Free(freed[chance.Below(freed.Count)])!.Code);
            }

            if (step % 5_000 == 0)
            {
                Assert.Equal(live.Select(block => (block.Handle, block.Bytes)).OrderBy(block => block.Handle.Offset), HeapSegment.List(heap.Blocks));
            }
        }

        Assert.Equal((ulong)live.Count, heap.Statistics.LiveBlocks);
        Assert.Equal((ulong)live.Sum(block => (long)block.Bytes), heap.Statistics.LiveBytes);
        while (live.Count > 0)
        {
            FreeOne(heap, live, freed, live.Count - 1);
        }

        Assert.Equal(heap.Statistics.Allocations, heap.Statistics.Frees);
        Assert.True(heap.Allocate(1 << 20).IsOk);
    }

    private static void FreeOne(Heap heap, List<(HeapHandle Handle, int Bytes, byte Fill)> live, List<HeapHandle> freed, int at)
    {
        var (handle, bytes, fill) = live[at];
        Assert.Null(heap.Resolve(handle, out var span));
        Assert.Equal(bytes, span.Length);
        Assert.True(span.IndexOfAnyExcept(fill) < 0, $"block {handle} was written by another");
        Assert.Null(heap.Free(handle));
        live[at] = live[^1];
        live.RemoveAt(live.Count - 1);
        freed.Add(handle);
    }
}
