namespace Ludos.Runtime.Observability;

/// <summary>What a black box tells.</summary>
/// <param name="Tick">Ticks that had ended.</param>
/// <param name="LastSignUtc">When the session last said that it lived; within half a second while ticks were due.</param>
/// <param name="Unit">The unit that ran at that moment, as module/unit; empty outside of one.</param>
/// <param name="Lines">Oldest first.</param>
public sealed record CrashReport(
    string Game,
    string Build,
    int ProcessId,
    bool IsAlive,
    BoxState State,
    DateTimeOffset OpenedUtc,
    DateTimeOffset LastSignUtc,
    long Tick,
    TickPhase Phase,
    string Unit,
    IReadOnlyDictionary<string, long> Counters,
    IReadOnlyList<BoxLine> Lines)
{
    /// <summary>Neither closed nor running: it was killed, or died of something that it could not catch.</summary>
    public bool IsLost => !IsAlive && State != BoxState.Closed;
}

/// <param name="Sequence">Counts from 1.</param>
public sealed record BoxLine(ulong Sequence, DateTimeOffset Utc, long Tick, BoxRecordKind Kind, string Text);
