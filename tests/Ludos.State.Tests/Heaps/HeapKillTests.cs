using System.Globalization;
using Ludos.Platform.Memory;
using Ludos.State.TestHost;
using Ludos.State.Tests.Layout;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Heaps;

/// <summary>SIGKILL at any instruction of a heap's writer: the heir finds exactly the blocks of before or after the step that was cut off.</summary>
public sealed class HeapKillTests
{
    private const int LongestLifeSpins = 2_000_000;

    [Fact]
    public async Task The_heir_of_a_killed_writer_finds_every_block() => await KillMany(rounds: 12, seed: 1);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_heirs_of_many_killed_writers_find_every_block() => await KillMany(rounds: 400, seed: 1000);

    private static async Task KillMany(int rounds, int seed)
    {
        var interrupted = 0;
        for (var round = 0; round < rounds; round++)
        {
            interrupted += await KillOne(seed + round) ? 1 : 0;
        }

        // A writer does nothing but allocate and free, so some die in the middle of it.
        Assert.True(rounds < 100 || interrupted > 0);
    }

    private static async Task<bool> KillOne(int seed)
    {
        using var segment = HeapSegment.Make(8 << 20);
        using var progress = HeapSegment.Make(65_536);
        Heap.Create(segment).Value.Dispose();
        using (var writer = new HostProcess("heap", ForeignSegment.Name(segment), ForeignSegment.Name(progress), seed.ToString(CultureInfo.InvariantCulture)))
        {
            await writer.Expect("living");
            Assert.Equal(HeapErrorCode.LeaseHeld, Heap.Open(segment).Fault!.Code);
            Thread.SpinWait(new Mutations((ulong)seed).Below(LongestLifeSpins));
            writer.Kill();
        }

        using var heir = Heap.Open(segment).Value;
        Assert.Equal(0L, heir.Recovery!.LostBytes);
        var found = HeapSegment.List(heir.Blocks);
        var (before, after) = Replay(seed, Steps(progress));
        Assert.True(found.SequenceEqual(before) || found.SequenceEqual(after), $"seed {seed}: {heir.Recovery}; {found.Count} blocks, {before.Count} before the last step, {after.Count} after it");
        Assert.Equal((ulong)found.Count, heir.Statistics.LiveBlocks);
        FillUp(heir, found);
        return heir.Recovery.Interrupted != HeapOperation.None;
    }

    private static unsafe long Steps(SharedSegment progress) => *(long*)progress.Base;

    private static (List<(HeapHandle, int)> Before, List<(HeapHandle, int)> After) Replay(int seed, long steps)
    {
        using var segment = HeapSegment.Make(8 << 20);
        using var heap = Heap.Create(segment).Value;
        var life = new HeapLife(heap, (ulong)seed);
        for (var step = 1L; step < steps; step++)
        {
            life.Step();
        }

        var before = HeapSegment.List(heap.Blocks);
        if (steps > 0)
        {
            life.Step();
        }

        return (before, HeapSegment.List(heap.Blocks));
    }

    /// <summary>What the heir gives out overlaps nothing that was found, down to the last free byte.</summary>
    private static void FillUp(Heap heir, List<(HeapHandle Handle, int Bytes)> found)
    {
        foreach (var (handle, _) in found)
        {
            Assert.Null(heir.Resolve(handle, out var span));
            span.Fill(0x55);
        }

        foreach (var bytes in new[] { 200_000, 30_000, 5_000, 64 })
        {
            while (heir.Allocate(bytes).TryGet(out var handle, out var _))
            {
                Assert.Null(heir.Resolve(handle, out var span));
                span.Fill(0xAA);
            }
        }

        foreach (var (handle, _) in found)
        {
            Assert.Null(heir.Resolve(handle, out var span));
            Assert.True(span.IndexOfAnyExcept((byte)0x55) < 0);
        }
    }
}
