using Ludos.Base;
using Ludos.Runtime.Observability;

namespace Ludos.Runtime.Ticking;

/// <summary>What runs ticks. Called on one thread at a time.</summary>
internal interface ITicker
{
    /// <summary>Does what waits for the moment between two ticks.</summary>
    void AtBoundary();

    /// <summary>Ticks that are due already are left out: nothing runs until it is asked for. Any thread.</summary>
    bool IsHeld { get; }

    /// <param name="latenessNs">How long after the moment it was due.</param>
    void RunTick(long latenessNs);
}

/// <summary>The thread on which units run. The pulse tells it that a tick is due; when it falls too far behind, ticks are dropped and counted.</summary>
internal sealed class TickWorker : IDisposable
{
    /// <summary>Ticks that may wait: what the pulse makes up for, in whole ticks.</summary>
    public const int MaxBacklogTicks = (int)(Pulse.MaxBacklogNs * Pulse.BeatsPerSecond / 1_000_000_000);

    /// <summary>Room for a module's deepest stack and the runtime's own frames.</summary>
    private const int StackBytes = 16 * 1024 * 1024;

    private readonly IClock _clock;
    private readonly ITicker _ticker;
    private readonly BlackBox _box;
    private readonly Thread _thread;
    private readonly WakeWord _wake = new();
    private readonly long[] _dueNs = new long[MaxBacklogTicks + 1];
    private volatile bool _isStopping;
    private long _due;
    private long _done;
    private int _handled;

    public TickWorker(IClock clock, ITicker ticker, BlackBox box)
    {
        _box = box;
        _clock = clock;
        _ticker = ticker;
        _thread = new Thread(Run, StackBytes) { Name = "ludos tick", IsBackground = true, Priority = ThreadPriority.AboveNormal };
    }

    /// <summary>All that was given to it is done. Any thread.</summary>
    public bool IsIdle => Volatile.Read(ref _handled) == _wake.Seen;

    public void Start() => _thread.Start();

    /// <summary>A tick is due. One caller: the pulse.</summary>
    public void Due(long momentNs)
    {
        if (_due - Volatile.Read(ref _done) >= MaxBacklogTicks)
        {
            _box.Count(Counter.MissedTicks);
            return;
        }

        Volatile.Write(ref _dueNs[_due % _dueNs.Length], momentNs);
        Volatile.Write(ref _due, _due + 1);
        _wake.Raise();
    }

    /// <summary>Something waits for the moment between two ticks. Any thread.</summary>
    public void Wake() => _wake.Raise();

    /// <summary>The tick it is in is the last.</summary>
    public void End()
    {
        _isStopping = true;
        _wake.Raise();
    }

    /// <summary>Whether the thread has ended, after waiting a while for it.</summary>
    public bool HasEnded(int waitMs) => !_thread.IsAlive || _thread.Join(waitMs);

    /// <summary>Only once <see cref="HasEnded"/>.</summary>
    public void Dispose() => _wake.Dispose();

    private void Run()
    {
        while (true)
        {
            var seen = _wake.Seen;
            _ticker.AtBoundary();
            while (!_isStopping && Volatile.Read(ref _due) > _done)
            {
                var latenessNs = Math.Max(0, _clock.NowNs - Volatile.Read(ref _dueNs[_done % _dueNs.Length]));
                if (!_ticker.IsHeld)
                {
                    _ticker.RunTick(latenessNs);
                }

                Volatile.Write(ref _done, _done + 1);
                _ticker.AtBoundary();
            }

            if (_isStopping)
            {
                return;
            }

            Volatile.Write(ref _handled, seen);
            _wake.SleepWhile(seen);
        }
    }
}
