using Ludos.Base;
using Ludos.Platform.Time;
using Ludos.Runtime.Observability;

namespace Ludos.Runtime.Ticking;

/// <summary>Beats 60 times a second at absolute moments on a thread of its own, on which no foreign code ever runs. While nobody needs it,
/// the thread sleeps without a timer. A beat that comes late is made up for; past <see cref="MaxBacklogNs"/> it is dropped and counted.</summary>
internal sealed class Pulse : IDisposable
{
    public const int BeatsPerSecond = 60;

    /// <summary>Lateness that is made up for: as much as a WASM-4 player keeps.</summary>
    public const long MaxBacklogNs = 200_000_000;

    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly IClock _clock;
    private readonly Action<long> _beat;
    private readonly Func<bool> _isBusy;
    private readonly BlackBox _box;
    private readonly Thread _thread;
    private readonly WakeWord _wake = new();
    private readonly PreciseSleep _sleep;
    private volatile bool _isNeeded;
    private volatile bool _isStopping;

    /// <param name="beat">Called on the pulse's thread with the moment the beat was due, in the clock's nanoseconds; returns at once.</param>
    /// <param name="isBusy">Something runs that must be looked after, so the pulse may not park yet.</param>
    public Pulse(IClock clock, Action<long> beat, Func<bool> isBusy, BlackBox box)
    {
        _box = box;
        _clock = clock;
        _beat = beat;
        _isBusy = isBusy;
        _sleep = new PreciseSleep(clock);
        _thread = new Thread(Run) { Name = "ludos pulse", IsBackground = true, Priority = ThreadPriority.Highest };
    }

    /// <summary>Moment of a beat after <paramref name="startNs"/>, without the drift of adding rounded periods.</summary>
    public static long MomentOf(long startNs, long beat) =>
        startNs + (beat / BeatsPerSecond * NanosecondsPerSecond) + (beat % BeatsPerSecond * NanosecondsPerSecond / BeatsPerSecond);

    public void Start() => _thread.Start();

    /// <summary>Whether ticks are to run. Any thread. The first beat after a park comes one period later.</summary>
    public bool IsNeeded
    {
        get => _isNeeded;
        set
        {
            _isNeeded = value;
            _wake.Raise();
        }
    }

    /// <summary>Something was given to the worker while the pulse may be parked. Any thread.</summary>
    public void LookAfter() => _wake.Raise();

    public void Dispose()
    {
        _isStopping = true;
        _wake.Raise();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _wake.Dispose();
    }

    private void Run()
    {
        PreciseSleep.PrepareThread();
        while (!_isStopping)
        {
            var seen = _wake.Seen;
            if (_isNeeded || _isBusy())
            {
                BeatWhileNeeded();
            }
            else if (!_isStopping)
            {
                _wake.SleepWhile(seen);
            }
        }
    }

    private void BeatWhileNeeded()
    {
        var startNs = _clock.NowNs;
        var beat = 1L;
        while (true)
        {
            var dueNs = MomentOf(startNs, beat);
            _sleep.Until(dueNs);
            if (_isStopping || !(_isNeeded || _isBusy()))
            {
                return;
            }

            if (_clock.NowNs - dueNs > MaxBacklogNs)
            {
                // This thread itself was held up for too long.
                _box.Count(Counter.MissedTicks);
            }
            else
            {
                _beat(dueNs);
            }

            beat++;
        }
    }
}
