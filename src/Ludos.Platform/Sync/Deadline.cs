using System.Diagnostics;

namespace Ludos.Platform.Sync;

/// <summary>A moment on the monotonic clock, for waits only.</summary>
public readonly struct Deadline
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly long _ticks;

    private Deadline(long ticks) => _ticks = ticks;

    /// <summary>Never comes.</summary>
    public static Deadline Never { get; } = new(long.MaxValue);

    /// <summary>Already past for zero; <see cref="Never"/> for negative values (<see cref="Timeout.InfiniteTimeSpan"/>) and beyond a year.</summary>
    public static Deadline After(TimeSpan timeout) => timeout < TimeSpan.Zero || timeout > TimeSpan.FromDays(365)
        ? Never
        : new(Stopwatch.GetTimestamp() + (long)(timeout.TotalSeconds * Stopwatch.Frequency));

    public bool IsPast => Stopwatch.GetTimestamp() >= _ticks;

    /// <summary>On the system's monotonic clock; false for <see cref="Never"/>.</summary>
    internal bool TryGetNanoseconds(out long nanoseconds)
    {
        nanoseconds = _ticks == long.MaxValue ? 0 : _ticks * (NanosecondsPerSecond / Stopwatch.Frequency);
        return _ticks != long.MaxValue;
    }

    /// <summary>Time left, zero when past, at most <paramref name="most"/>.</summary>
    public TimeSpan Left(TimeSpan most)
    {
        if (_ticks == long.MaxValue)
        {
            return most;
        }

        var left = TimeSpan.FromSeconds(Math.Max(0, _ticks - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency);
        return left < most ? left : most;
    }
}
