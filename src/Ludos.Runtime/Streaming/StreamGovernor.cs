using Ludos.Distribution;

namespace Ludos.Runtime.Streaming;

/// <summary>
/// While a stream runs: looks ten times a second at how the ticks fared and sets the cap, at where the player is and sets the order, and measures the rate. Thread-safe.
/// </summary>
internal sealed class StreamGovernor : IDisposable
{
    private const int LookEveryMs = 100;

    /// <summary>Looks over which the rate is measured.</summary>
    private const int RateLooks = 10;

    private readonly StreamCap _cap;
    private readonly ByteBudget _budget;
    private readonly PulseWatch _pulse;
    private readonly InterestReader? _interest;
    private readonly TimeProvider _time;
    private readonly BackgroundWork _work = new();
    private readonly Queue<(long Moment, long Bytes)> _rate = new();
    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private double _bytesPerSecond;
    private bool _isDisposed;

    public StreamGovernor(GameSession session, StreamOrder order, StreamCapOptions options, TimeProvider time)
    {
        _time = time;
        _cap = new StreamCap(options);
        _budget = new ByteBudget(time, _cap.Last.BytesPerSecond);
        _pulse = new PulseWatch(session.Loop, session.Box, options.LateMs);
        _interest = InterestReader.Open(session.Arena, session.Game.Interest);
        Order = order;
        Downloads = new DownloadOptions { Pacer = new StreamPacer(_budget, time), Order = order, Work = _work, Time = time, Parallel = 2 };
        _timer = new Timer(_ => Look(), null, 0, LookEveryMs);
    }

    /// <summary>What downloads are to be run with.</summary>
    public DownloadOptions Downloads { get; }

    public StreamOrder Order { get; }

    /// <summary>The cap in force, and why.</summary>
    public CapDecision Cap => _cap.Last;

    /// <summary>What the pacer let through in the last second, a second.</summary>
    public double BytesPerSecond => Volatile.Read(ref _bytesPerSecond);

    /// <summary>Told of every decision, on the thread that looks.</summary>
    public Action<CapDecision>? Decided { get; set; }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _interest?.Dispose();
        }

        _work.Dispose();
    }

    private void Look()
    {
        // The timer does not wait for a look that takes long.
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            if (_isDisposed)
            {
                return;
            }

            _budget.BytesPerSecond = _cap.Look(_pulse.Look(), _budget.TakeHeldBack()).BytesPerSecond;
            Decided?.Invoke(_cap.Last);
            if (_interest is not null && _interest.TryRead(out var here))
            {
                _ = Order.MoveTo(here);
            }

            Measure();
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void Measure()
    {
        _rate.Enqueue((_time.GetTimestamp(), _budget.TakenBytes));
        while (_rate.Count > RateLooks + 1)
        {
            _ = _rate.Dequeue();
        }

        var (since, before) = _rate.Peek();
        var seconds = _time.GetElapsedTime(since).TotalSeconds;
        Volatile.Write(ref _bytesPerSecond, seconds > 0 ? (_budget.TakenBytes - before) / seconds : 0);
    }
}
