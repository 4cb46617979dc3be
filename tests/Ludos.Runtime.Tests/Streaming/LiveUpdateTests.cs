using Ludos.Distribution;
using Ludos.Modules;
using Ludos.Runtime.Tests.Fakes;

namespace Ludos.Runtime.Tests.Streaming;

public sealed class LiveUpdateTests
{
    private static readonly string[] Modules = ["alpha", "beta"];
    private static readonly UnitOutcome Trapped = new(UnitFault.Trap, "It trapped.", 0);
    private readonly NativeLoader _loader = new();

    [Fact]
    public void A_version_streams_into_a_running_game_and_is_adopted()
    {
        using var update = new WireUpdate("2.0.0", Modules, assetBytes: 300_000);
        using var session = Running(update);
        Good("2.0.0");
        Assert.Null(session.Updates.Status());
        Assert.Null(session.Updates.Begin());
        var status = Await(session);
        Assert.Equal(("adopted", "test", "1.0.0", "2.0.0", null), (status.Stage, status.Set, status.FromVersion, status.ToVersion, status.Problem));
        Assert.Equal((3, 3, 100.0), (status.DoneObjects, status.TotalObjects, status.Percent));
        Assert.Equal(["2.0.0"], update.Adopted);
        Assert.All(session.Status().Modules, module => Assert.Equal(("2.0.0", "promoted"), (module.Version, module.State)));
        Assert.NotEmpty(status.CapText);

        // The newest runs: nothing more to do.
        Assert.Null(session.Updates.Begin());
        Assert.Equal("upToDate", Await(session).Stage);
    }

    [Fact]
    public void A_version_that_fails_is_gone_and_not_gone_to_again()
    {
        using var update = new WireUpdate("2.0.0", Modules);
        using var session = Running(update);
        _loader.With(Sessions.Counter("alpha", "2.0.0")).With(Sessions.Counter("beta", "2.0.0", outcome: _ => Trapped));
        Assert.Null(session.Updates.Begin());
        var status = Await(session);
        Assert.Equal("quarantined", status.Stage);
        Assert.Contains("It trapped.", status.Problem, StringComparison.Ordinal);
        Assert.Contains("It trapped.", Assert.Single(update.Quarantined).Why, StringComparison.Ordinal);
        Assert.Empty(update.Adopted);
        Assert.All(session.Status().Modules, module => Assert.Equal("1.0.0", module.Version));
        Assert.Null(session.Updates.Begin());
        Assert.Equal("upToDate", Await(session).Stage);
    }

    [Fact]
    public void A_version_with_other_regions_waits_for_the_next_start()
    {
        using var update = new WireUpdate("2.0.0", Modules);
        using var session = Running(update);
        Good("2.0.0");
        _loader.With(new NativeModule("beta", "2.0.0", [NativeModule.Number("beta", capacity: 2)], [(NativeModule.Descriptor("beta", "count", writes: ["beta"]), (_, _) => default)]));
        Assert.Null(session.Updates.Begin());
        var status = Await(session);
        Assert.Equal("nextStart", status.Stage);
        Assert.Contains("capacity", status.Problem, StringComparison.Ordinal);
        Assert.Equal(["2.0.0"], update.Adopted);
        Assert.Equal("1.0.0", session.Status().Modules[0].Version);
    }

    [Fact]
    public void A_link_that_is_gone_is_waited_for()
    {
        using var update = new WireUpdate("2.0.0", Modules) { IsThere = false };
        using var session = Running(update);
        Good("2.0.0");
        Assert.Null(session.Updates.Begin());
        Assert.True(Sessions.Eventually(() => session.Updates.Status()?.Stage == "waiting"));
        Assert.NotNull(session.Updates.Status()?.Problem);
        Assert.Equal(UpdateErrorCode.Busy, session.Updates.Begin()?.Code);
        update.IsThere = true;
        Assert.Equal("adopted", Await(session).Stage);
        Assert.True(update.Unreachable > 0);
    }

    [Fact]
    public void A_paused_game_is_switched_when_it_goes_on()
    {
        using var update = new WireUpdate("2.0.0", Modules);
        using var session = Running(update);
        Good("2.0.0");
        session.Pause();
        Assert.Null(session.Updates.Begin());
        Assert.True(Sessions.Eventually(() => session.Updates.Status() is { Stage: "switching", Problem: not null }));
        session.Resume();
        Assert.Equal("adopted", Await(session).Stage);
    }

    [Fact]
    public void A_game_that_ends_ends_its_stream_and_keeps_what_came()
    {
        using var update = new WireUpdate("2.0.0", Modules, assetBytes: 400_000) { Pacer = new Endless() };
        var session = Running(update);
        Assert.Null(session.Updates.Begin());
        Assert.True(Sessions.Eventually(() => session.Updates.Status() is { Stage: "streaming", ReceivedBytes: > 0 }));
        session.Dispose();
        Assert.True(session.Updates.Completion.IsCompleted);
        Assert.Equal(UpdateErrorCode.Cancelled, session.Updates.Begin()?.Code);
        Assert.Empty(update.Adopted);
    }

    [Fact]
    public void A_game_that_is_not_installed_has_no_update()
    {
        using var session = Sessions.Open(Sessions.Options, _loader, Sessions.Counter("alpha"));
        Assert.False(session.Updates.CanUpdate);
        Assert.Equal(UpdateErrorCode.NotInstalled, session.Updates.Begin()?.Code);
    }

    [Fact]
    public void Only_the_moves_of_the_table_are_legal()
    {
        Assert.Equal(StreamMoves.Table.Length, StreamMoves.Table.Distinct().Count());
        Assert.All(Enum.GetValues<StreamStage>().Where(StreamMoves.IsRest), rest => Assert.Equal([(rest, StreamStage.Looking)], StreamMoves.Table.Where(move => move.From == rest)));
        Assert.All(Enum.GetValues<StreamStage>(), stage => Assert.Contains(StreamMoves.Table, move => move.From == stage));
        var page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "reference", "streaming.md"));
        Assert.All(StreamMoves.Table, move => Assert.Contains($"| {move.From} | {move.To} |", page, StringComparison.Ordinal));
    }

    /// <summary>The link is cut at each byte in turn while the game ticks: it goes on where it was, fetches no object twice, and is adopted.</summary>
    [Fact]
    public void A_link_cut_while_streaming_is_resumed() => CutAtEvery(37);

    [Fact]
    [Trait("Category", "Slow")]
    public void A_link_cut_at_any_byte_while_streaming_is_resumed() => CutAtEvery(1);

    private void CutAtEvery(int step)
    {
        Good("2.0.0");
        var positions = 0;
        for (var cutAfter = 0; ; cutAfter += step)
        {
            using var update = new WireUpdate("2.0.0", Modules, assetBytes: 211);
            using var session = Running(update);
            update.Server.CutAfter = cutAfter;
            Assert.Null(session.Updates.Begin());
            var status = Await(session);
            Assert.True(status.Stage == "adopted", $"Cut after {cutAfter} bytes: {status.Stage}, {status.Problem}");
            Assert.Equal(3, update.Sink.Objects.Count);
            Assert.Equal("2.0.0", session.Status().Modules[1].Version);
            if (update.Server.IsUncut)
            {
                break;
            }

            positions++;
        }

        Assert.True(positions * step > 400, $"{positions} positions were tried.");
    }

    private void Good(string version)
    {
        foreach (var module in Modules)
        {
            _loader.With(Sessions.Counter(module, version, amount: 2));
        }
    }

    private GameSession Running(IGameUpdate update)
    {
        var session = Sessions.Open(Sessions.Options with { Update = update, RunUnattended = true, TimelineBytes = 0 }, _loader, [.. Modules.Select(module => Sessions.Counter(module))]);
        session.StartRealtime();
        return session;
    }

    private static StreamStatus Await(GameSession session)
    {
        session.Updates.Completion.GetAwaiter().GetResult();
        return session.Updates.Status()!;
    }

    /// <summary>Lets the first bytes through, and then none.</summary>
    private sealed class Endless : IDownloadPacer
    {
        private int _taken;

        public ValueTask Take(int bytes, CancellationToken cancellation) =>
            Interlocked.Increment(ref _taken) == 1 ? default : new ValueTask(Task.Delay(Timeout.InfiniteTimeSpan, cancellation));
    }
}
