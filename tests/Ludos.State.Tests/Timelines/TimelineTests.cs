using FsCheck;
using FsCheck.Fluent;
using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Timelines;

public sealed class TimelineTests
{
    private const int Sequences = 80;
    private const int MaxSteps = 150;
    private const long Roomy = 16 << 20;
    private const long Tight = 80_000;
    private const long LongBudget = 120_000;

    /// <summary>With room for everything, for little, and for few ticks and branches: what is said to be kept is as it was, in every byte.</summary>
    [Theory]
    [InlineData(Roomy, 400, 8)]
    [InlineData(Roomy, 400, 0)]
    [InlineData(Tight, 30, 3)]
    [InlineData(Roomy, 7, 2)]
    public void Timelines_behave_like_a_tree_of_copies(long budgetBytes, int maxTicks, int maxBranches)
    {
        var steps = Gen.Choose(0, 16 * 256).ArrayOf().Resize(MaxSteps).ToArbitrary();
        Prop.ForAll(steps, sequence =>
        {
            using var model = new TimelineModel(new TimelineOptions(budgetBytes, maxTicks, maxBranches));
            foreach (var step in sequence)
            {
                model.Step(step);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Sequences));
    }

    [Fact]
    public void A_long_game_keeps_its_newest_ticks_within_the_budget()
    {
        using var model = new TimelineModel(new TimelineOptions(LongBudget, 500));
        for (var tick = 0; tick < 3000; tick++)
        {
            model.Write(tick);
            model.Record();
            Assert.InRange(model.Timeline.KeptBytes, 1, LongBudget);
        }

        var first = model.Timeline.FirstTick;
        Assert.InRange(first, 2400, 2998);
        for (var tick = model.Timeline.LastTick; tick >= first; tick--)
        {
            Assert.Equal(tick, model.Timeline.Rewind(tick).Value);
            model.AssertHolds(model.Line[tick]);
        }

        Assert.Equal(TimelineErrorCode.NotKept, model.Timeline.Rewind(first - 1).Fault!.Code);
        Assert.Equal(2999, model.Timeline.Forward(2999).Value);
        model.AssertHolds(model.Line[2999]);
    }

    [Fact]
    public void What_was_published_since_the_last_record_is_undone_too()
    {
        using var model = new TimelineModel(new TimelineOptions(Roomy));
        model.Write(3);
        model.Record();
        model.Write(50);
        Assert.Equal(0, model.Timeline.Rewind(0).Value);
        model.AssertHolds(model.Line[0]);
    }

    [Fact]
    public void More_change_than_the_ring_holds_ends_the_past_and_is_told()
    {
        using var arena = Schemas.NewArena();
        using var writer = arena.Add(Schemas.Bytes("large", 1 << 20, 3)).Value.AcquireWriter().Value;
        using var timeline = Timeline.Create(new TimelineOptions((1 << 20) + (1 << 16) + (1 << 17), 10), [writer]).Value;
        Assert.True(timeline.Record(0));
        PatchAt(writer, 100);
        Assert.True(timeline.Record(1));
        using (var scope = writer.Begin(WriteMode.Replace))
        {
            scope.Bytes.Fill(0xAB);
            _ = scope.Publish();
        }

        Assert.False(timeline.Record(2));
        Assert.Equal((2L, 2L, 2L), (timeline.FirstTick, timeline.Tick, timeline.LastTick));
        PatchAt(writer, 200);
        Assert.True(timeline.Record(3));
        Assert.Equal(2, timeline.Rewind(2).Value);
        Assert.True(writer.Region.Front.IndexOfAnyExcept((byte)0xAB) < 0);
    }

    [Fact]
    public void A_region_is_left_alone_when_it_does_not_differ()
    {
        using var arena = Schemas.NewArena();
        using var still = arena.Add(Schemas.Bytes("still", 100, 3)).Value.AcquireWriter().Value;
        using var moving = arena.Add(Schemas.Bytes("moving", 100, 3)).Value.AcquireWriter().Value;
        using var timeline = Timeline.Create(new TimelineOptions(Roomy), [still, moving]).Value;
        _ = timeline.Record(0);
        PatchAt(moving, 1);
        _ = timeline.Record(1);
        Assert.True(timeline.Rewind(0).IsOk);
        Assert.Equal((1UL, 3UL), (still.Region.Epoch, moving.Region.Epoch));
    }

    [Fact]
    public void A_new_writer_is_adopted_with_the_past_and_a_gone_one_is_told()
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Bytes("r", 1000, 3)).Value;
        var first = region.AcquireWriter().Value;
        using var timeline = Timeline.Create(new TimelineOptions(Roomy), [first]).Value;
        _ = timeline.Record(0);
        PatchAt(first, 10);
        _ = timeline.Record(1);
        first.Dispose();
        Assert.Equal(TimelineErrorCode.WriterGone, timeline.Rewind(0).Fault!.Code);
        Assert.Equal(1, timeline.Tick);
        using var second = region.AcquireWriter().Value;
        timeline.Adopt(second);
        PatchAt(second, 500);
        _ = timeline.Record(2);
        Assert.Equal(1, timeline.Rewind(1).Value);
        Assert.Equal((7, 0), (region.Front[10], region.Front[500]));
        Assert.Equal(0, timeline.Rewind(0).Value);
        Assert.True(region.Front.IndexOfAnyExcept((byte)0) < 0);
    }

    [Fact]
    public void Misuse_throws_and_too_small_a_budget_is_told()
    {
        using var arena = Schemas.NewArena();
        using var writer = arena.Add(Schemas.Bytes("r", 1000, 3)).Value.AcquireWriter().Value;
        var other = arena.Add(Schemas.Bytes("s", 1000, 3)).Value;
        Assert.Equal(TimelineErrorCode.BudgetTooSmall, Timeline.Create(new TimelineOptions(1000), [writer]).Fault!.Code);
        using var growing = arena.Add(Schemas.Words("growing", 100, 3) with { Kind = RegionKind.Dynamic }).Value.AcquireWriter().Value;
        Assert.Equal(TimelineErrorCode.Unsupported, Timeline.Create(new TimelineOptions(Roomy), [writer, growing]).Fault!.Code);
        Assert.Throws<ArgumentException>(() => Timeline.Create(new TimelineOptions(Roomy), [writer, writer]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Timeline.Create(new TimelineOptions(Roomy, MaxTicks: 1), [writer]));
        var timeline = Timeline.Create(new TimelineOptions(Roomy), [writer]).Value;
        _ = timeline.Record(5);
        Assert.Throws<ArgumentOutOfRangeException>(() => timeline.Record(5));
        Assert.Throws<ArgumentException>(() => timeline.Rewind(other, 5));
        Assert.Equal(TimelineErrorCode.NoSuchBranch, timeline.GoTo("nowhere").Fault!.Code);
        Assert.Throws<InvalidOperationException>(() =>
        {
            using var scope = writer.Begin(WriteMode.Patch);
            _ = timeline.Rewind(5);
        });
        timeline.Dispose();
        timeline.Dispose();
        Assert.Throws<ObjectDisposedException>(() => timeline.Record(6));
    }

    [Fact]
    public void Recording_and_going_back_and_forth_allocates_nothing()
    {
        using var arena = Schemas.NewArena();
        using var writer = arena.Add(Schemas.Bytes("r", 64 * 500, 3)).Value.AcquireWriter().Value;
        using var timeline = Timeline.Create(new TimelineOptions(300_000, 50, MaxBranches: 0), [writer]).Value;
        Rounds(writer, timeline);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Rounds(writer, timeline);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Rounds(RegionWriter writer, Timeline timeline)
    {
        var good = true;
        for (var round = 0; round < 400; round++)
        {
            PatchAt(writer, round * 61 % 30_000);
            good &= timeline.Record(timeline.Tick + 1);
            if (round % 10 == 9)
            {
                good &= timeline.Rewind(timeline.Tick - 4).IsOk && timeline.Forward(timeline.Tick + 2).IsOk;
            }
        }

        Assert.True(good);
    }

    private static void PatchAt(RegionWriter writer, int offset)
    {
        using var scope = writer.Begin(WriteMode.Patch);
        scope.Change(offset, 1)[0] += 7;
        _ = scope.Publish();
    }
}
