using System.Globalization;

namespace Ludos.Distribution;

/// <summary>Why a stream's cap is what it is.</summary>
public enum CapReason
{
    /// <summary>The stream begins.</summary>
    Begins,

    /// <summary>Ticks had slack: a step more.</summary>
    Slack,

    /// <summary>Ticks came late or overran: a share less.</summary>
    Late,

    /// <summary>Ticks were dropped: to the floor.</summary>
    Missed,

    /// <summary>Ticks are in time, but take most of their period: no more than now.</summary>
    Busy,

    /// <summary>The player's own limit.</summary>
    Ceiling,

    /// <summary>No tick runs, so nobody can be disturbed: the ceiling.</summary>
    Still,
}

/// <summary>One decision about a stream's cap.</summary>
/// <param name="BytesPerSecond">The cap from now on.</param>
/// <param name="Text">One sentence for people that gives the figures it was decided on.</param>
public sealed record CapDecision(long BytesPerSecond, CapReason Reason, string Text);

/// <summary>
/// Decides how fast a stream may be while a game plays: a step more after a look at ticks that were in time, a share less after one that found a tick late. So it finds what
/// the machine has to spare and stays a little below. Not thread-safe: one thread looks; <see cref="Last"/> may be read from any.
/// </summary>
public sealed class StreamCap
{
    private readonly StreamCapOptions _options;
    private CapDecision _last;
    private double _playingBytesPerSecond;

    /// <param name="options">Floor ≤ first ≤ ceiling.</param>
    public StreamCap(StreamCapOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.FloorBytesPerSecond);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.CeilingBytesPerSecond, options.FloorBytesPerSecond);
        _options = options;
        _playingBytesPerSecond = Math.Clamp(options.FirstBytesPerSecond, options.FloorBytesPerSecond, options.CeilingBytesPerSecond);
        _last = new CapDecision((long)_playingBytesPerSecond, CapReason.Begins, $"It begins with {Rate(_playingBytesPerSecond)}.");
    }

    /// <summary>The decision in force. Any thread.</summary>
    public CapDecision Last => Volatile.Read(ref _last);

    /// <summary>Decides anew, from what ticks were like since the last look.</summary>
    /// <param name="wasUsed">Whether the cap held anything back since then; what was not used shows nothing, so the cap does not rise on it.</param>
    public CapDecision Look(in PulseSample ticks, bool wasUsed)
    {
        var decision = Decide(ticks, wasUsed);
        Volatile.Write(ref _last, decision);
        return decision;
    }

    private CapDecision Decide(in PulseSample ticks, bool wasUsed)
    {
        if (ticks.Ticks == 0 && ticks.MissedTicks == 0)
        {
            return new CapDecision(_options.CeilingBytesPerSecond, CapReason.Still, $"No tick runs: {Rate(_options.CeilingBytesPerSecond)}.");
        }

        if (ticks.MissedTicks > 0)
        {
            _playingBytesPerSecond = _options.FloorBytesPerSecond;
            return Now(CapReason.Missed, $"{(ticks.MissedTicks == 1 ? "A tick was" : $"{ticks.MissedTicks} ticks were")} dropped: down to the least.");
        }

        if (ticks.LateTicks > 0)
        {
            _playingBytesPerSecond = Math.Max(_options.FloorBytesPerSecond, _playingBytesPerSecond * _options.Cut);
            return Now(CapReason.Late, string.Create(CultureInfo.InvariantCulture, $"{ticks.LateTicks} of {ticks.Ticks} ticks came late, by up to {ticks.WorstLateMs:0.0} ms: less."));
        }

        if (ticks.MeanTickMs > ticks.PeriodMs * _options.BusyShare)
        {
            return Now(CapReason.Busy, string.Create(CultureInfo.InvariantCulture, $"A tick takes {ticks.MeanTickMs:0.0} of its {ticks.PeriodMs:0.0} ms: no more."));
        }

        if (_playingBytesPerSecond >= _options.CeilingBytesPerSecond)
        {
            return Now(CapReason.Ceiling, "The highest that is allowed.");
        }

        if (wasUsed)
        {
            _playingBytesPerSecond = Math.Min(_options.CeilingBytesPerSecond, _playingBytesPerSecond + _options.StepBytesPerSecond);
        }

        return Now(CapReason.Slack, string.Create(CultureInfo.InvariantCulture, $"A tick takes {ticks.MeanTickMs:0.0} of its {ticks.PeriodMs:0.0} ms and none was late: {(wasUsed ? "more" : "as before, for it was not used up")}."));
    }

    private CapDecision Now(CapReason reason, string text) => new((long)_playingBytesPerSecond, reason, text);

    private static string Rate(double bytesPerSecond) => string.Create(CultureInfo.InvariantCulture, $"{bytesPerSecond / (1024 * 1024):0.0} MiB/s");
}
