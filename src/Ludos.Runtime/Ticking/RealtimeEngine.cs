using System.Runtime;
using Ludos.Base;
using Ludos.Runtime.Observability;

namespace Ludos.Runtime.Ticking;

/// <summary>The pulse and the thread that ticks, together. The pulse says when, and looks after what runs; the worker runs it.</summary>
internal sealed class RealtimeEngine : IDisposable
{
    /// <summary>How long a tick may go on once the game is being closed, before its unit is stopped.</summary>
    private const int CloseGraceMs = 200;

    private const int CloseLookMs = 20;

    private readonly Watchdog _watchdog;
    private readonly Pulse _pulse;
    private readonly TickWorker _worker;

    public RealtimeEngine(IClock clock, TickLoop loop, BlackBox box)
    {
        _watchdog = loop.Watchdog;
        _worker = new TickWorker(clock, loop, box);
        _pulse = new Pulse(clock, Beat, () => !_worker.IsIdle, box);
    }

    public bool IsNeeded
    {
        get => _pulse.IsNeeded;
        set => _pulse.IsNeeded = value;
    }

    public void Start()
    {
        // A full collection that stops every thread would be a late tick; the concurrent one is not.
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        _worker.Start();
        _pulse.Start();
        RunBoundary();
    }

    /// <summary>Something was posted for the moment between two ticks: it runs soon, even while ticks do not.</summary>
    public void RunBoundary()
    {
        _worker.Wake();
        _pulse.LookAfter();
    }

    public void Dispose()
    {
        _pulse.Dispose();
        _worker.End();
        for (var waitedMs = 0; !_worker.HasEnded(CloseLookMs); waitedMs += CloseLookMs)
        {
            if (waitedMs >= CloseGraceMs)
            {
                _watchdog.StopNow();
            }
        }

        _worker.Dispose();
    }

    private void Beat(long dueNs)
    {
        _watchdog.Look();
        if (_pulse.IsNeeded)
        {
            _worker.Due(dueNs);
        }
    }
}
