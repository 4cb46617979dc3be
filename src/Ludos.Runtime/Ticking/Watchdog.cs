using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.Observability;

namespace Ludos.Runtime.Ticking;

/// <summary>The last resort against a unit that does not come back: past its wall-clock limit it is asked to stop. The tick thread reports
/// what runs; the pulse, or <see cref="WatchdogThread"/> where there is none, looks.</summary>
internal sealed class Watchdog(IClock clock, BlackBox box)
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    private IUnit? _unit;
    private long _deadlineNs;
    private long _runs;
    private long _current;
    private long _delivered;

    /// <summary>Units that were asked to stop.</summary>
    public long Stops => box.Read(Counter.WallClockStops);

    /// <summary>Tick thread: from now on this unit runs.</summary>
    public void Enter(IUnit unit, long nowNs, int limitMs)
    {
        Volatile.Write(ref _unit, unit);
        Volatile.Write(ref _deadlineNs, nowNs + (limitMs * NanosecondsPerMillisecond));
        Volatile.Write(ref _current, ++_runs);
    }

    /// <summary>Tick thread, once after each <see cref="Enter"/>: nothing runs any more. A stop that was meant for this run has landed when it
    /// returns, so that it can never end the next one.</summary>
    public void Leave()
    {
        if (Interlocked.Exchange(ref _current, 0) == _runs)
        {
            return;
        }

        var spin = default(SpinWait);
        while (Volatile.Read(ref _delivered) != _runs)
        {
            spin.SpinOnce();
        }
    }

    /// <summary>Any one thread, now and then. Asks once per run.</summary>
    public void Look()
    {
        var run = Volatile.Read(ref _current);
        var unit = Volatile.Read(ref _unit);
        if (run == 0 || unit is null || clock.NowNs < Volatile.Read(ref _deadlineNs))
        {
            return;
        }

        // The run may have ended meanwhile: only while it is still the current one does the stop belong to it.
        if (Interlocked.CompareExchange(ref _current, 0, run) == run)
        {
            box.Count(Counter.WallClockStops);
            Deliver(unit, run);
        }
    }

    /// <summary>Asks what runs to stop now, whatever its limit: the game is being closed.</summary>
    public void StopNow()
    {
        var run = Volatile.Read(ref _current);
        var unit = Volatile.Read(ref _unit);
        if (run != 0 && unit is not null && Interlocked.CompareExchange(ref _current, 0, run) == run)
        {
            Deliver(unit, run);
        }
    }

    private void Deliver(IUnit unit, long run)
    {
        unit.RequestStop();
        Volatile.Write(ref _delivered, run);
    }
}
