using Ludos.Distribution;
using Ludos.Runtime.Observability;
using Ludos.Runtime.Ticking;

namespace Ludos.Runtime.Streaming;

/// <summary>Sums up how ticks fared from one look to the next. It reads what the tick's thread notes anyway; one thread looks.</summary>
internal sealed class PulseWatch
{
    private const double PeriodMs = 1_000.0 / Pulse.BeatsPerSecond;
    private const double MicrosecondsPerMillisecond = 1_000;

    private readonly TickTimes _pauses;
    private readonly TickTimes _times;
    private readonly BlackBox _box;
    private readonly double _lateMs;
    private readonly int[] _recent = new int[TickTimes.Capacity];
    private long _seenPauses;
    private long _seenTimes;
    private long _seenMissed;

    public PulseWatch(TickLoop loop, BlackBox box, double lateMs)
    {
        _pauses = loop.Pauses.Recent;
        _times = loop.Times;
        _box = box;
        _lateMs = lateMs;
        (_seenPauses, _seenTimes, _seenMissed) = (_pauses.Count, _times.Count, box.Read(Counter.MissedTicks));
    }

    public PulseSample Look()
    {
        var missed = _box.Read(Counter.MissedTicks) - _seenMissed;
        _seenMissed += missed;
        var (worst, late) = (0, 0);
        var ticks = New(_pauses, ref _seenPauses);
        foreach (var pause in ticks)
        {
            worst = Math.Max(worst, pause);
            late += pause > _lateMs * MicrosecondsPerMillisecond ? 1 : 0;
        }

        var count = ticks.Length;
        var durations = New(_times, ref _seenTimes);
        var meanMs = durations.IsEmpty ? 0 : Mean(durations) / MicrosecondsPerMillisecond;
        return new PulseSample(count, worst / MicrosecondsPerMillisecond, late, meanMs, PeriodMs, missed);
    }

    /// <summary>What was added since, as far as it is remembered.</summary>
    private ReadOnlySpan<int> New(TickTimes from, ref long seen)
    {
        var kept = from.Copy(_recent, out var first);
        var skip = (int)Math.Clamp(seen - first, 0, kept);
        seen = first + kept;
        return _recent.AsSpan(skip, kept - skip);
    }

    private static double Mean(ReadOnlySpan<int> values)
    {
        var sum = 0L;
        foreach (var value in values)
        {
            sum += value;
        }

        return (double)sum / values.Length;
    }
}
