using Ludos.Protocols.System.V1;
using Ludos.Runtime.Observability;
using Ludos.Runtime.Tests.Fakes;
using Xunit;

namespace Ludos.Runtime.Tests.Observability;

public sealed class BlackBoxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ludos-box-").FullName;

    [Fact]
    public void Each_counter_counts_what_it_is_named_after()
    {
        using var session = Sessions.Open(Sessions.Counter(outcome: tick => tick == 2 ? new(Modules.UnitFault.Trap, "planted", 7) : default));
        session.Step(4);
        session.Pause();
        session.Resume();
        session.Restart();
        session.Step(1);
        Assert.Equal(5, session.Box.Read(Counter.Ticks));
        Assert.Equal(5, session.Box.Read(Counter.UnitRuns));
        Assert.Equal(1, session.Box.Read(Counter.UnitFaults));
        Assert.Equal(7, session.Box.Read(Counter.FuelUsed));
        Assert.Equal(1, session.Box.Read(Counter.Pauses));
        Assert.Equal(1, session.Box.Read(Counter.Restarts));
        Assert.Equal(0, session.Box.Read(Counter.MissedTicks));
        Assert.Equal(session.Trace.LastSequence, session.Box.Read(Counter.TraceLines));
    }

    [Fact]
    public void The_status_shows_what_the_box_counted()
    {
        using var session = Sessions.Open(Sessions.Counter());
        session.Box.Count(Counter.MissedTicks, 3);
        Assert.Equal(3, session.Status().MissedTicks);
    }

    [Fact]
    public void A_running_games_box_can_be_read_by_others_and_goes_when_it_closes()
    {
        var options = Sessions.Options with { BlackBoxFolder = _folder };
        string path;
        using (var session = Sessions.Open(options, new NativeLoader(), Sessions.Counter()))
        {
            session.Step(3);
            path = session.Box.Path!;
            var report = BlackBoxReader.Read(path).Value;
            Assert.True(report.IsAlive);
            Assert.False(report.IsLost);
            Assert.Equal("test", report.Game);
            Assert.Equal(3, report.Tick);
            Assert.Equal(3, report.Counters["ticks"]);
            Assert.Equal(TickPhase.BetweenTicks, report.Phase);
            Assert.Contains(report.Lines, line => line.Text.StartsWith("LUDOS-MARK READY game=test tick=0", StringComparison.Ordinal));
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void What_ran_when_the_process_ended_is_named()
    {
        CrashReport? seen = null;
        GameSession? session = null;
        var options = Sessions.Options with { BlackBoxFolder = _folder };
        using (session = Sessions.Open(options, new NativeLoader(), Sessions.Counter(outcome: _ =>
        {
            seen = BlackBoxReader.Read(session!.Box.Path!).Value;
            return default;
        })))
        {
            session.Step(1);
        }

        Assert.Equal(TickPhase.Unit, seen!.Phase);
        Assert.Equal("counter/count", seen.Unit);
        Assert.Equal(0, seen.Tick);
    }

    [Fact]
    public void The_newest_lines_are_kept_and_long_ones_cut_between_characters()
    {
        using var box = BlackBox.InFile(_folder, "lines", TimeProvider.System).Value;
        for (var line = 0; line < BlackboxLayout.BoxMaxRecords + 10; line++)
        {
            box.Append(BoxRecordKind.Trace, line, $"line {line}");
        }

        box.Append(BoxRecordKind.Trace, 1, new string('ö', 200));
        var lines = BlackBoxReader.Read(box.Path!).Value.Lines;
        Assert.Equal(BlackboxLayout.BoxMaxRecords, lines.Count);
        Assert.Equal(new string('ö', BlackboxLayout.BoxTextBytes / 2), lines[^1].Text);
        Assert.Equal($"line {BlackboxLayout.BoxMaxRecords + 9}", lines[^2].Text);
        Assert.Equal("line 11", lines[0].Text);
    }

    [Fact]
    public void Lines_from_many_threads_are_all_there_and_whole()
    {
        const int Threads = 4;
        const int Each = 500;
        using var box = BlackBox.InFile(_folder, "threads", TimeProvider.System).Value;
        Parallel.For(0, Threads, thread =>
        {
            for (var line = 0; line < Each; line++)
            {
                box.Append(BoxRecordKind.Trace, line, $"{thread}:{line}");
            }
        });
        var texts = BlackBoxReader.Read(box.Path!).Value.Lines.Select(line => line.Text).ToHashSet();
        Assert.Equal(Threads * Each, texts.Count);
    }

    [Fact]
    public void Counting_and_beating_allocate_nothing()
    {
        using var box = BlackBox.InMemory("quiet", TimeProvider.System);
        var leastBytes = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            // What the framework allocates once (tables of its encoder, say) is not the box's.
            var before = GC.GetAllocatedBytesForCurrentThread();
            Beat(box, 10_000);
            leastBytes = Math.Min(leastBytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, leastBytes);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Beat(BlackBox box, int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            box.Enter(TickPhase.Unit, 1);
            box.Count(Counter.UnitRuns);
            box.Append(BoxRecordKind.Trace, tick, "a line that was there before");
            box.EndTick(tick);
        }
    }
}
