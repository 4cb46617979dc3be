using Ludos.Modules;
using Ludos.Runtime.Tests.Fakes;
using Xunit;

namespace Ludos.Runtime.Tests.Session;

public sealed class RealtimeTests
{
    [Fact]
    public void Ticks_run_while_a_viewer_is_attached_and_park_without()
    {
        using var session = Sessions.Open(Sessions.Counter());
        session.StartRealtime();
        Assert.Equal("parked", session.Status().State);
        using (session.AddViewer())
        {
            Assert.True(Sessions.Eventually(() => session.Tick >= 5));
            Assert.Equal("running", session.Status().State);
        }

        Assert.True(Sessions.Eventually(() => Parked(session)));
    }

    [Fact]
    public void A_pause_holds_the_tick_and_a_resume_goes_on()
    {
        using var session = Sessions.Open(Sessions.Counter());
        using var viewer = session.AddViewer();
        session.StartRealtime();
        Assert.True(Sessions.Eventually(() => session.Tick >= 2));
        session.Pause();
        Assert.True(Sessions.Eventually(() => Parked(session)));
        Assert.Equal("paused", session.Status().State);
        var held = session.Tick;
        session.Resume();
        Assert.True(Sessions.Eventually(() => session.Tick > held));
    }

    [Fact]
    public void A_crash_parks_the_pulse_and_a_restart_wakes_it()
    {
        var isBroken = true;
        using var session = Sessions.Open(Sessions.Counter(outcome: _ => isBroken ? new UnitOutcome(UnitFault.Trap, "It trapped.", 0) : default));
        using var viewer = session.AddViewer();
        session.StartRealtime();
        Assert.True(Sessions.Eventually(() => session.Crash is not null));
        Assert.Equal("crashed", session.Status().State);
        isBroken = false;
        session.Restart();
        Assert.True(Sessions.Eventually(() => session.Tick >= 3));
        Assert.Equal("running", session.Status().State);
    }

    [Fact]
    public void Foreign_code_never_runs_on_the_pulse()
    {
        var threads = new HashSet<string?>();
        using var session = Sessions.Open(Sessions.Counter(outcome: _ =>
        {
            threads.Add(Thread.CurrentThread.Name);
            return default;
        }));
        using var viewer = session.AddViewer();
        session.StartRealtime();
        Assert.True(Sessions.Eventually(() => session.Tick >= 3));
        session.Stop();
        Assert.True(Sessions.Eventually(() => session.Stopped.IsCompleted));
        Assert.Equal(["ludos tick"], threads);
    }

    [Fact]
    public void A_unit_that_does_not_come_back_is_asked_to_stop_and_the_others_go_on()
    {
        var stops = 0;
        var stuck = new NativeModule("stuck", "1.0.0", [], [(NativeModule.Descriptor("stuck", "spin"), (context, _) =>
        {
            var asked = context.StopRequests;
            SpinWait.SpinUntil(() => context.StopRequests > asked, TimeSpan.FromSeconds(30));
            stops++;
            return new UnitOutcome(UnitFault.Interrupted, "The wall clock stopped it.", 0);
        })]);
        using var session = Sessions.Open(Sessions.Options with { WallClockLimitMs = 30 }, new NativeLoader(), Sessions.Counter(), stuck);
        using var viewer = session.AddViewer();
        session.StartRealtime();
        Assert.True(Sessions.Eventually(() => session.Tick >= 20));
        Assert.Equal(3, stops);
        Assert.Equal("faulted", session.Status().Modules.Single(module => module.Id == "stuck").State);
        Assert.True(session.Number("counter") >= 20);
    }

    [Fact]
    public void Stopping_does_not_wait_for_a_unit_that_hangs()
    {
        var stuck = new NativeModule("stuck", "1.0.0", [], [(NativeModule.Descriptor("stuck", "spin"), (context, _) =>
        {
            SpinWait.SpinUntil(() => context.StopRequests > 0, TimeSpan.FromSeconds(60));
            return new UnitOutcome(UnitFault.Interrupted, "Stopped.", 0);
        })]);
        using var session = Sessions.Open(Sessions.Options with { WallClockLimitMs = 60_000 }, new NativeLoader(), stuck);
        using var viewer = session.AddViewer();
        session.StartRealtime();
        SpinWait.SpinUntil(() => false, 100);
        session.Stop();
        Assert.True(Sessions.Eventually(() => session.Stopped.IsCompleted));
    }

    [Fact]
    public void Events_come_in_order_and_off_the_tick_thread()
    {
        var seen = new List<(SessionEventKind, string?)>();
        using var session = Sessions.Open(Sessions.Counter());
        session.Events += happened =>
        {
            lock (seen)
            {
                seen.Add((happened.Kind, Thread.CurrentThread.Name));
            }
        };
        using var viewer = session.AddViewer();
        session.StartRealtime();
        session.Pause();
        session.Resume();
        session.Restart();
        Assert.True(Sessions.Eventually(() => Kinds(seen).Contains(SessionEventKind.Restarted)));
        session.Stop();
        Assert.True(Sessions.Eventually(() => Kinds(seen).Contains(SessionEventKind.Stopped)));
        Assert.Equal([SessionEventKind.Paused, SessionEventKind.Resumed, SessionEventKind.Restarted, SessionEventKind.Stopped], Kinds(seen));
        Assert.DoesNotContain("ludos tick", seen.Select(entry => entry.Item2));
    }

    [Fact]
    public void A_session_is_either_stepped_or_runs_by_itself()
    {
        using var session = Sessions.Open(Sessions.Counter());
        session.StartRealtime();
        Assert.Throws<InvalidOperationException>(session.StepOnce);
        Assert.Throws<InvalidOperationException>(session.StartRealtime);
    }

    private static List<SessionEventKind> Kinds(List<(SessionEventKind Kind, string?)> seen)
    {
        lock (seen)
        {
            return [.. seen.Select(entry => entry.Kind)];
        }
    }

    /// <summary>No tick in a tenth of a second: six would have run.</summary>
    private static bool Parked(GameSession session)
    {
        var before = session.Tick;
        SpinWait.SpinUntil(() => false, 100);
        return session.Tick == before;
    }
}
