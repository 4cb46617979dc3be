using Ludos.State;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Twins;

public sealed class WorldTwinTests
{
    private const int Words = 2048;
    private const int Takes = 3000;

    [Fact]
    public void A_twin_holds_every_region_as_it_was_and_keeps_it()
    {
        using var arena = Schemas.NewArena();
        var regions = new[] { arena.Add(Schemas.Words("many", Words, 3)).Value, arena.Add(Schemas.Words("one", Words, 1)).Value };
        using var twin = WorldTwin.Create(regions);
        Assert.Throws<InvalidOperationException>(() => twin.Content(regions[0]).Length);
        Assert.Equal(TwinOutcome.Ok, twin.Take());
        foreach (var region in regions)
        {
            using var writer = region.AcquireWriter().Value;
            var epoch = Schemas.PublishPattern(writer);
            Assert.Equal(epoch - 1, twin.Epoch(region));
            Assert.True(twin.Content(region).IndexOfAnyExcept((byte)0) < 0, "The twin changed with its region.");
        }

        Assert.Equal(TwinOutcome.Ok, twin.Take());
        Assert.Equal(2 * Words * sizeof(ulong), twin.CopiedBytes);
        Assert.All(regions, region => Assert.True(Schemas.HoldsPattern(twin.Content(region), twin.Epoch(region))));
    }

    [Fact]
    public void What_has_not_moved_is_not_copied_again()
    {
        using var arena = Schemas.NewArena();
        var (still, moving) = (arena.Add(Schemas.Words("still", Words, 3)).Value, arena.Add(Schemas.Words("moving", 8, 3)).Value);
        using var writer = moving.AcquireWriter().Value;
        using var twin = WorldTwin.Create([still, moving]);
        Assert.Equal(TwinOutcome.Ok, twin.Take());
        _ = Schemas.PublishPattern(writer);
        Assert.Equal(TwinOutcome.Ok, twin.Take());
        Assert.Equal(8 * sizeof(ulong), twin.CopiedBytes);
        Assert.Equal((1UL, 2UL), (twin.Epoch(still), twin.Epoch(moving)));
    }

    [Fact]
    public void A_dynamic_regions_twin_has_the_elements_that_it_had()
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Words("growing", Words, 3) with { Kind = RegionKind.Dynamic }).Value;
        using var writer = region.AcquireWriter().Value;
        using var twin = WorldTwin.Create([region]);
        foreach (var elements in (int[])[0, 1, 300, Words, 7])
        {
            using (var scope = writer.Begin(WriteMode.Carry))
            {
                Assert.Null(scope.Resize(elements));
                scope.Bytes.Fill((byte)elements);
                _ = scope.Publish();
            }

            Assert.Equal(TwinOutcome.Ok, twin.Take());
            Assert.True(region.Front.SequenceEqual(twin.Content(region)));
            Assert.Equal(elements * sizeof(ulong), twin.Content(region).Length);
        }
    }

    [Fact]
    public void While_a_one_slot_region_is_being_written_the_twin_says_that_it_was_overrun()
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Words("one", Words, 1)).Value;
        using var writer = region.AcquireWriter().Value;
        using var twin = WorldTwin.Create([region]);
        Assert.Equal(TwinOutcome.Ok, twin.Take());
        _ = Schemas.PublishPattern(writer);
        var scope = writer.Begin(WriteMode.Replace);
        Schemas.FillPattern(scope.Bytes, 3);
        Assert.Equal(TwinOutcome.Overrun, twin.Take());
        Assert.Throws<InvalidOperationException>(() => twin.Epoch(region));
        _ = scope.Publish();
        Assert.Equal(TwinOutcome.Ok, twin.Take());
        Assert.True(Schemas.HoldsPattern(twin.Content(region), 3));
    }

    /// <summary>One thread publishes a number to three regions in turn, as fast as it can: at no instant is a later region ahead of an earlier one, or two behind.</summary>
    [Theory]
    [InlineData(3, 3, 3)]
    [InlineData(3, 4, 1)]
    public void Under_a_writer_at_full_speed_all_regions_are_of_one_instant(int first, int second, int third)
    {
        using var arena = Schemas.NewArena();
        var regions = new[] { arena.Add(Schemas.Words("a", Words, first)).Value, arena.Add(Schemas.Words("b", Words, second)).Value, arena.Add(Schemas.Words("c", Words, third)).Value };
        using var twin = WorldTwin.Create(regions);
        using var running = new CancellationTokenSource();
        var writer = new Thread(() => PublishInTurn(regions, running.Token));
        writer.Start();
        var outcomes = new int[Enum.GetValues<TwinOutcome>().Length];
        for (var take = 0; take < Takes; take++)
        {
            var outcome = twin.Take();
            outcomes[(int)outcome]++;
            if (outcome == TwinOutcome.Ok)
            {
                AssertIsOneInstant(twin, regions);
            }
        }

        running.Cancel();
        writer.Join();
        Assert.True(outcomes[(int)TwinOutcome.Ok] > 0, $"No instant found: {string.Join(", ", outcomes)}.");
        Assert.Equal(TwinOutcome.Ok, twin.Take());
        AssertIsOneInstant(twin, regions);
    }

    [Fact]
    public async Task An_attached_process_takes_twins_while_the_owner_publishes_at_full_speed()
    {
        using var served = new ServedArena();
        var regions = new[] { served.Arena.Add(Schemas.Words("a", Words, 3)).Value, served.Arena.Add(Schemas.Words("b", Words, 3)).Value };
        using var twins = new HostProcess("twin", served.Socket, "500", "a", "b");
        await twins.Expect("attached");
        using var running = new CancellationTokenSource();
        var writer = new Thread(() => PublishInTurn(regions, running.Token));
        writer.Start();
        await twins.Say();
        var answer = await twins.Line();
        await running.CancelAsync();
        writer.Join();
        Assert.Matches("^twins 500 of [0-9]+$", answer);
        Assert.Equal(0, twins.WaitForExit());
    }

    [Fact]
    public void Taking_a_twin_allocates_nothing()
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Words("r", Words, 3)).Value;
        using var writer = region.AcquireWriter().Value;
        using var twin = WorldTwin.Create([region]);
        Rounds(writer, twin);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Rounds(writer, twin);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Misuse_throws()
    {
        using var arena = Schemas.NewArena();
        var (region, other) = (arena.Add(Schemas.Words("r", 8, 3)).Value, arena.Add(Schemas.Words("s", 8, 3)).Value);
        Assert.Throws<ArgumentException>(() => WorldTwin.Create([region, region]));
        var twin = WorldTwin.Create([region]);
        Assert.Equal(TwinOutcome.Ok, twin.Take());
        Assert.Throws<ArgumentException>(() => twin.Epoch(other));
        twin.Dispose();
        twin.Dispose();
        Assert.Throws<ObjectDisposedException>(() => twin.Take());
    }

    private static void Rounds(RegionWriter writer, WorldTwin twin)
    {
        for (var round = 0; round < 300; round++)
        {
            using var scope = writer.Begin(WriteMode.Replace);
            scope.Bytes.Fill((byte)round);
            _ = scope.Publish();
            Assert.True(twin.Take() == TwinOutcome.Ok && twin.Content(writer.Region)[9] == (byte)round);
        }
    }

    private static void PublishInTurn(Region[] regions, CancellationToken stop)
    {
        var writers = Array.ConvertAll(regions, region => region.AcquireWriter().Value);
        while (!stop.IsCancellationRequested)
        {
            Array.ForEach(writers, writer => Schemas.PublishPattern(writer));
        }

        Array.ForEach(writers, writer => writer.Dispose());
    }

    private static void AssertIsOneInstant(WorldTwin twin, Region[] regions)
    {
        var epochs = Array.ConvertAll(regions, twin.Epoch);
        for (var index = 1; index < regions.Length; index++)
        {
            Assert.True(epochs[index] <= epochs[index - 1] && epochs[index] + 1 >= epochs[0], $"Epochs {string.Join(", ", epochs)} were never there at once.");
        }

        // The first epoch's content is zeroes.
        Assert.All(regions, region => Assert.True(twin.Epoch(region) == 1 || Schemas.HoldsPattern(twin.Content(region), twin.Epoch(region)), $"{region.Name} is torn."));
    }
}
