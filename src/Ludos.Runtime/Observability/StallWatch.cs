using System.Globalization;
using Ludos.Base;

namespace Ludos.Runtime.Observability;

/// <summary>Looks, while ticks are due, whether they end; says so when none does, and when they do again. Refreshes the black box's sign of life.</summary>
internal sealed class StallWatch : IDisposable
{
    /// <summary>Longer than any unit may run before the wall clock stops it.</summary>
    public const int StalledAfterMs = 3_000;

    private const int LookEveryMs = 500;
    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly IClock _clock;
    private readonly BlackBox _box;
    private readonly MarkerLog _markers;
    private readonly Func<BoxState> _state;
    private readonly Timer _timer;
    private long _ticks = -1;
    private long _sinceNs;
    private bool _isStalled;
    private bool _isDue;

    public StallWatch(IClock clock, BlackBox box, MarkerLog markers, Func<BoxState> state)
    {
        _clock = clock;
        _box = box;
        _markers = markers;
        _state = state;
        _timer = new Timer(_ => Look());
    }

    /// <summary>Whether ticks are due from now on. While they are not, nothing wakes.</summary>
    public void SetDue(bool isDue)
    {
        lock (_timer)
        {
            if (_isDue != isDue)
            {
                _isDue = isDue;
                _ticks = -1;
                _ = _timer.Change(isDue ? LookEveryMs : Timeout.Infinite, isDue ? LookEveryMs : Timeout.Infinite);
            }
        }

        _box.Say(_state());
    }

    public void Dispose()
    {
        lock (_timer)
        {
            _isDue = false;
        }

        _timer.Dispose();
    }

    /// <summary>One look. The timer's callbacks may overlap on a busy machine; they take turns.</summary>
    internal void Look()
    {
        lock (_timer)
        {
            if (!_isDue)
            {
                return;
            }

            _box.Say(_state());
            var (ticks, nowNs) = (_box.Read(Counter.Ticks), _clock.NowNs);
            if (ticks != _ticks)
            {
                if (_isStalled)
                {
                    _isStalled = false;
                    _markers.Mark(MarkerKind.Unstalled, ticks, text: Seconds(nowNs));
                }

                (_ticks, _sinceNs) = (ticks, nowNs);
            }
            else if (!_isStalled && nowNs - _sinceNs >= StalledAfterMs * NanosecondsPerMillisecond)
            {
                _isStalled = true;
                _box.Count(Counter.Stalls);
                _markers.Mark(MarkerKind.Stalled, ticks, text: Seconds(nowNs));
            }
        }
    }

    private string Seconds(long nowNs) => string.Create(CultureInfo.InvariantCulture, $"no tick ended for {(nowNs - _sinceNs) / 1e9:0.0} s");
}
