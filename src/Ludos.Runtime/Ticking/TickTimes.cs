namespace Ludos.Runtime.Ticking;

/// <summary>The durations of the recent ticks, or of one unit's recent runs. One thread adds; any thread reads.
/// A reader may see a value that is being replaced as the old or the new one, never as a mixture.</summary>
internal sealed class TickTimes
{
    /// <summary>Ticks remembered: ten seconds.</summary>
    public const int Capacity = 600;

    private readonly int[] _microseconds = new int[Capacity];
    private long _count;

    public long Count => Volatile.Read(ref _count);

    public double LastMs
    {
        get
        {
            var count = Count;
            return count == 0 ? 0 : Volatile.Read(ref _microseconds[(count - 1) % Capacity]) / 1000.0;
        }
    }

    public void Add(long durationNs)
    {
        var count = _count;
        Volatile.Write(ref _microseconds[count % Capacity], (int)Math.Min(durationNs / 1000, int.MaxValue));
        Volatile.Write(ref _count, count + 1);
    }

    /// <summary>Fills <paramref name="recent"/> with the newest durations in microseconds, oldest first, and returns how many.</summary>
    public int Copy(Span<int> recent, out long first)
    {
        var count = Count;
        var kept = (int)Math.Min(Math.Min(count, Capacity), recent.Length);
        first = count - kept;
        for (var index = 0; index < kept; index++)
        {
            recent[index] = Volatile.Read(ref _microseconds[(first + index) % Capacity]);
        }

        return kept;
    }

    /// <summary>Median and 99th percentile of what is remembered, in milliseconds.</summary>
    public (double P50Ms, double P99Ms) Percentiles()
    {
        Span<int> sorted = stackalloc int[Capacity];
        var count = Copy(sorted, out _);
        if (count == 0)
        {
            return (0, 0);
        }

        sorted = sorted[..count];
        sorted.Sort();
        return (At(sorted, 0.50), At(sorted, 0.99));
    }

    private static double At(ReadOnlySpan<int> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)] / 1000.0;
}
