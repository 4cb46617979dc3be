namespace Ludos.Runtime.Ticking;

/// <summary>The worst lateness or overrun of a tick since it was last read. The tick thread notes; who swaps reads.</summary>
internal sealed class PauseMeter
{
    private const long PeriodNs = 1_000_000_000 / Pulse.BeatsPerSecond;

    private long _worstNs;

    /// <summary>How late recent ticks began after the moment they were due.</summary>
    public TickTimes Lateness { get; } = new();

    /// <summary>The lateness or overrun of recent ticks, whichever was worse.</summary>
    public TickTimes Recent { get; } = new();

    public void Note(long latenessNs, long durationNs)
    {
        var pauseNs = Math.Max(latenessNs, durationNs - PeriodNs);
        Lateness.Add(latenessNs);
        Recent.Add(pauseNs);
        if (pauseNs > Volatile.Read(ref _worstNs))
        {
            Volatile.Write(ref _worstNs, pauseNs);
        }
    }

    public void Reset() => Interlocked.Exchange(ref _worstNs, 0);

    public double WorstMs => Interlocked.Read(ref _worstNs) / 1_000_000.0;
}
