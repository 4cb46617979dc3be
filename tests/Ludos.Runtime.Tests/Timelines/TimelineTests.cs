using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.Headless;
using Ludos.Runtime.Tests.Fakes;
using Ludos.Trust;
using Xunit;

namespace Ludos.Runtime.Tests.Timelines;

public sealed class TimelineTests
{
    private static readonly SessionOptions Small = Sessions.Options with { TimelineBytes = 1 << 20 };

    [Fact]
    public void A_kept_tick_comes_back_under_new_epochs()
    {
        using var session = Sessions.Open(Small, new NativeLoader(), Sessions.Counter());
        session.Step(10);
        Assert.True(session.Arena.TryFind("counter", out var counter));
        var epoch = counter.Epoch;
        var status = session.Timeline.GoTo(4).Value;
        Assert.Equal(4, session.Number("counter"));
        Assert.Equal(epoch + 1, counter.Epoch);
        Assert.Equal((4, 0, 10), (status.Tick, status.FirstTick, status.LastTick));
        Assert.Equal(4, session.Tick);
        Assert.Equal(7, Shown(session, 7));
        Assert.Equal(10, Shown(session, 10));
        Assert.Equal(0, Shown(session, 0));
    }

    [Fact]
    public void Going_on_from_an_older_tick_begins_a_branch_and_the_old_one_stays()
    {
        using var session = Sessions.Open(Small, new NativeLoader(), Sessions.Counter());
        var moves = new List<TimelineMove>();
        session.Timeline.Moved += moves.Add;
        session.Step(10);
        _ = session.Timeline.GoTo(4).Value;
        session.Step(3);
        var status = session.Timeline.Status();
        Assert.Equal((7, 0, 7, "branch-2"), (status.Tick, status.FirstTick, status.LastTick, status.Branch));
        Assert.Equal(["main", "branch-2"], status.Branches.Select(branch => branch.Name));
        Assert.Equal((1, 4, 7), (status.Branches[1].FromId, status.Branches[1].FromTick, status.Branches[1].LastTick));
        Assert.Equal([new(TimelineMoveKind.Shown, 10, 4, 1, 1), new(TimelineMoveKind.Branched, 4, 4, 2, 1)], moves);

        Assert.Equal(10, session.Timeline.GoToBranch("main").Value.Tick);
        Assert.Equal(10, session.Number("counter"));
        session.Step(1);
        Assert.Equal((11, "main"), (session.Timeline.Status().LastTick, session.Timeline.Status().Branch));
        Assert.Equal(7, session.Timeline.GoToBranch("branch-2").Value.Tick);
        Assert.Equal(2, Shown(session, 2));
        Assert.Equal(2, session.Timeline.Status().Branches.Count);
    }

    [Fact]
    public void A_step_goes_over_kept_ticks_and_then_runs_new_ones()
    {
        using var session = Sessions.Open(Small, new NativeLoader(), Sessions.Counter());
        session.Step(10);
        Assert.Equal(7, session.Timeline.Step(-3).Value.Tick);
        Assert.Equal(7, session.Number("counter"));
        var status = session.Timeline.Step(5).Value;
        Assert.Equal((12, 12), (status.Tick, session.Number("counter")));
        Assert.Single(status.Branches);
        Assert.Equal(RewindErrorCode.NotKept, session.Timeline.Step(-13).Fault?.Code);
        Assert.Equal(RewindErrorCode.TooMany, session.Timeline.Step(int.MinValue).Fault?.Code);
        Assert.Equal(12, session.Tick);
    }

    [Fact]
    public void What_is_not_kept_or_not_there_is_refused_and_nothing_changes()
    {
        using var session = Sessions.Open(Small, new NativeLoader(), Sessions.Counter());
        session.Step(5);
        Assert.Equal(RewindErrorCode.NotKept, session.Timeline.GoTo(6).Fault?.Code);
        Assert.Equal(RewindErrorCode.NotKept, session.Timeline.GoTo(-1).Fault?.Code);
        Assert.Contains("0 to 5", session.Timeline.GoTo(long.MaxValue).Fault!.Mend, StringComparison.Ordinal);
        Assert.Equal(RewindErrorCode.NoSuchBranch, session.Timeline.GoToBranch("nowhere").Fault?.Code);
        Assert.Equal(RewindErrorCode.BadName, session.Timeline.BeginBranch("a b").Fault?.Code);
        Assert.Equal(RewindErrorCode.BadName, session.Timeline.BeginBranch("main").Fault?.Code);
        Assert.Equal((5, 5), (session.Tick, session.Number("counter")));

        using var off = Sessions.Open(Small with { TimelineBytes = 0 }, new NativeLoader(), Sessions.Counter());
        off.Step(5);
        Assert.Equal(RewindErrorCode.Off, off.Timeline.GoTo(2).Fault?.Code);
        Assert.False(off.Timeline.Status().IsOn);
        Assert.Equal(7, off.Timeline.Step(2).Value.Tick);
    }

    [Fact]
    public void A_world_too_large_for_the_memory_is_played_without_a_past()
    {
        using var session = Sessions.Open(Small with { TimelineBytes = 10_000 }, new NativeLoader(), Noise());
        session.Step(3);
        Assert.Contains("MiB", session.Timeline.Status().WhyOff!, StringComparison.Ordinal);
        Assert.Equal(3, session.Tick);
    }

    [Fact]
    public void A_branch_can_be_named_and_few_are_kept()
    {
        using var session = Sessions.Open(Small, new NativeLoader(), Sessions.Counter());
        session.Step(4);
        Assert.Equal("bold", session.Timeline.BeginBranch("bold").Value.Branch);
        session.Step(2);
        for (var round = 0; round < 20; round++)
        {
            _ = session.Timeline.GoTo(3).Value;
            session.Step(2);
        }

        var status = session.Timeline.Status();
        Assert.Equal(8, status.Branches.Count);
        Assert.DoesNotContain(status.Branches, branch => branch.Name is "main" or "bold");
        Assert.Equal((5, 0, 5), (session.Tick, status.FirstTick, session.Number("counter")));
    }

    [Fact]
    public void Memory_is_bounded_the_oldest_go_first_and_every_kept_tick_is_right()
    {
        var noise = Noise();
        using var session = Sessions.Open(Sessions.Options with { TimelineBytes = 128 << 10 }, new NativeLoader(), noise);
        var hashes = new Dictionary<long, string>();
        for (var tick = 0; tick < 400; tick++)
        {
            session.StepOnce();
            hashes[session.Tick] = Hash(session);
        }

        var status = session.Timeline.Step(0).Value;
        Assert.InRange(status.KeptBytes, 32 << 10, 4 << 20);
        Assert.InRange(status.FirstTick, 300, 395);
        foreach (var tick in Shuffled(status.FirstTick, status.LastTick))
        {
            _ = session.Timeline.GoTo(tick).Value;
            Assert.Equal(hashes[tick], Hash(session));
        }

        // A branch from the middle: what was left is there until the way to it is let go.
        var middle = (status.FirstTick + status.LastTick) / 2;
        _ = session.Timeline.GoTo(middle).Value;
        session.Step((int)(status.LastTick - middle) / 2);
        Assert.Equal(hashes[session.Tick], Hash(session));
        Assert.Equal(400, session.Timeline.GoToBranch("main").Value.LastTick);
        Assert.Equal(hashes[400], Hash(session));
        _ = session.Timeline.GoToBranch("branch-2").Value;
        session.Step(400);
        Assert.DoesNotContain(session.Timeline.Status().Branches, branch => branch.Name == "main");
        Assert.Equal(RewindErrorCode.NoSuchBranch, session.Timeline.GoToBranch("main").Fault?.Code);
    }

    [Fact]
    public void A_restart_leaves_the_run_before_as_a_branch()
    {
        using var session = Sessions.Open(Small, new NativeLoader(), Sessions.Counter());
        session.Step(6);
        session.Restart();
        session.Step(2);
        Assert.Equal((2, 2), (session.Tick, session.Number("counter")));
        var status = session.Timeline.Status();
        Assert.Equal((0, 2, "branch-2"), (status.FirstTick, status.LastTick, status.Branch));
        Assert.Equal(6, session.Timeline.GoToBranch("main").Value.Tick);
        Assert.Equal(6, session.Number("counter"));
        session.Restart();
        Assert.Equal(6, session.Timeline.GoToBranch("main").Value.Tick);
    }

    [Fact]
    public void A_crash_is_undone_by_going_back()
    {
        var isBroken = false;
        using var session = Sessions.Open(Small, new NativeLoader(), Sessions.Counter(outcome: tick => isBroken && tick >= 5 ? new UnitOutcome(UnitFault.Trap, "It trapped.", 0) : default));
        session.Step(5);
        isBroken = true;
        session.Step(10);
        Assert.NotNull(session.Crash);
        Assert.Contains(session.Timeline.Status().Marks, mark => mark is { Kind: SessionEventKind.Crashed, Tick: 7 });
        Assert.Equal(4, session.Timeline.GoTo(4).Value.Tick);
        Assert.Null(session.Crash);
        isBroken = false;
        session.Step(3);
        Assert.Equal((7, 7), (session.Tick, session.Number("counter")));
    }

    [Fact]
    public void Faults_in_a_row_are_counted_from_where_the_game_stands()
    {
        var runs = 0;
        using var session = Sessions.Open(Small, new NativeLoader(), Sessions.Counter("good"), Sessions.Counter("bad", outcome: tick => tick is 3 or 4 ? new UnitOutcome(UnitFault.Trap, "It trapped.", ++runs) : default));
        session.Step(8);
        for (var round = 0; round < 3; round++)
        {
            _ = session.Timeline.GoTo(4).Value;
            session.Step(4);
        }

        Assert.All(session.Status().Modules, module => Assert.NotEqual("faulted", module.State));
        Assert.Equal(6, session.Number("bad"));
        Assert.Equal(5, runs);
    }

    [Fact]
    public void The_code_stays_and_takes_up_the_state_of_code_before_it()
    {
        var loader = new NativeLoader().With(Sessions.Counter(version: "2.0.0", amount: 10));
        using var session = Sessions.Open(Small, loader, Sessions.Counter());
        session.Step(5);
        Assert.Equal("promoted", session.Swap("counter", NativeLoader.BytesOf("counter", "2.0.0"), ModuleOrigin.CommandLine, "c").Value.Outcome);
        session.Step(2);
        Assert.Contains(session.Timeline.Status().Marks, mark => mark is { Kind: SessionEventKind.Swap, Tick: 5 });
        _ = session.Timeline.GoTo(3).Value;
        Assert.Equal(3, session.Number("counter"));
        session.Step(1);
        Assert.Equal(13, session.Number("counter"));
        Assert.Equal("2.0.0", session.Status().Modules[0].Version);
    }

    [Fact]
    public void A_fault_that_was_undone_does_not_bring_older_code_back()
    {
        var isBroken = true;
        var loader = new NativeLoader().With(Sessions.Counter(version: "2.0.0", amount: 10, outcome: tick => isBroken && tick == 9 ? new UnitOutcome(UnitFault.Trap, "It trapped.", 0) : default));
        using var session = Sessions.Open(Small, loader, Sessions.Counter());
        session.Step(3);
        _ = session.Swap("counter", NativeLoader.BytesOf("counter", "2.0.0"), ModuleOrigin.CommandLine, "c").Value;
        session.Step((int)(10 - session.Tick));
        _ = session.Timeline.GoTo(8).Value;
        isBroken = false;
        session.Step(4);
        Assert.Equal("2.0.0", session.Status().Modules[0].Version);
    }

    [Fact]
    public void Nothing_goes_back_under_code_on_probation()
    {
        var loader = new NativeLoader().With(Sessions.Counter(version: "2.0.0"));
        using var session = Sessions.Open(Small, loader, Sessions.Counter());
        session.Step(5);
        var faults = new List<Fault<RewindErrorCode>?>();
        session.Loop.AfterTick = _ => faults.Add(session.Timeline.GoTo(2).Fault);
        Assert.Equal("promoted", session.Swap("counter", NativeLoader.BytesOf("counter", "2.0.0"), ModuleOrigin.CommandLine, "c").Value.Outcome);
        session.Loop.AfterTick = null;
        Assert.All(faults.Take(ModuleSlot.ProbationTicks), fault => Assert.Equal(RewindErrorCode.SwapUnderWay, fault?.Code));
        Assert.Contains("counter", faults[0]!.Message, StringComparison.Ordinal);
        Assert.Equal(2, session.Timeline.GoTo(2).Value.Tick);
    }

    [Fact]
    public void A_game_that_runs_late_stays_where_it_was_put()
    {
        using var session = Sessions.Open(Small, new NativeLoader(), Sessions.Counter(outcome: _ =>
        {
            // Longer than a sixtieth of a second: ticks are always due.
            SpinWait.SpinUntil(() => false, 30);
            return default;
        }));
        using var viewer = session.AddViewer();
        session.StartRealtime();
        Assert.True(Sessions.Eventually(() => session.Tick >= 10));
        for (var round = 0; round < 5; round++)
        {
            Assert.Equal(4, session.Timeline.GoTo(4).Value.Tick);
            SpinWait.SpinUntil(() => false, 100);
            Assert.Equal((4, 4), (session.Tick, session.Number("counter")));
            session.Resume();
            Assert.True(Sessions.Eventually(() => session.Tick >= 8));
        }
    }

    [Fact]
    public void Going_back_and_on_allocates_nothing_a_tick()
    {
        using var session = Sessions.Open(Sessions.Options with { TimelineBytes = 128 << 10 }, new NativeLoader(), Noise());
        session.Step(600);
        _ = session.Timeline.Step(-5).Value;
        session.Step(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        session.Step(500);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>A number as state, and a few kilobytes made of it: different in every tick, and the same in every run.</summary>
    private static NativeModule Noise() => new(
        "noise",
        "1.0.0",
        [NativeModule.Number("noise", capacity: 1_000), NativeModule.Number("seed", slots: 1)],
        [(NativeModule.Descriptor("noise", "make", writes: ["noise", "seed"]), (context, tick) =>
        {
            context.Add("seed", 1);
            var seed = BitConverter.ToInt32(context.Read("seed"));
            context.Fill("noise", seed * 1_000_003);
            return default;
        })]);

    private static string Hash(GameSession session) => HashSpec.Resolve("noise,seed", session.Arena).Value.Compute();

    private static int Shown(GameSession session, long tick)
    {
        _ = session.Timeline.GoTo(tick).Value;
        return session.Number("counter");
    }

    private static IEnumerable<long> Shuffled(long first, long last)
    {
        var random = new Random(7);
        return Enumerable.Range(0, (int)(last - first + 1)).Select(offset => first + offset).OrderBy(_ => random.Next()).ToList();
    }
}
