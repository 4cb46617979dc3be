using Ludos.Runtime.Observability;

namespace Ludos.Runtime;

/// <param name="Sequence">Counts from 1 without a gap.</param>
/// <param name="Tick">The tick it was written in; -1 before the first.</param>
/// <param name="Source">The module's id, or "runtime".</param>
public sealed record TraceLine(long Sequence, long Tick, string Source, string Text);

/// <summary>The last <see cref="Capacity"/> lines that the game and the runtime wrote. Any thread may add or read; nobody waits for anybody.</summary>
public sealed class TraceLog
{
    /// <summary>Lines kept; older ones are overwritten.</summary>
    public const int Capacity = 1024;

    /// <summary>Characters of a line that are kept.</summary>
    public const int MaxLineLength = 2_000;

    private readonly TraceLine?[] _lines = new TraceLine?[Capacity];
    private long _last;

    /// <summary>Where lines are also kept for the day that the process does not come back; set once, before the first tick.</summary>
    internal BlackBox? Box { get; set; }

    /// <summary>The sequence number of the newest line; 0 when none was written.</summary>
    public long LastSequence => Volatile.Read(ref _last);

    public void Add(long tick, string source, string text)
    {
        var kept = text.Length > MaxLineLength ? string.Concat(text.AsSpan(0, MaxLineLength), "…") : text;
        var sequence = Interlocked.Increment(ref _last);
        Volatile.Write(ref _lines[sequence % Capacity], new TraceLine(sequence, tick, source, kept));
        Box?.Count(Counter.TraceLines);
        Box?.Append(BoxRecordKind.Trace, tick, $"{source}: {kept}");
    }

    /// <summary>Lines newer than <paramref name="afterSequence"/>, oldest first; those that were overwritten are gone.</summary>
    public IReadOnlyList<TraceLine> Since(long afterSequence)
    {
        var last = LastSequence;
        var found = new List<TraceLine>();
        for (var sequence = Math.Max(Math.Max(afterSequence, 0) + 1, last - Capacity + 1); sequence <= last; sequence++)
        {
            if (Volatile.Read(ref _lines[sequence % Capacity]) is { } line && line.Sequence == sequence)
            {
                found.Add(line);
            }
        }

        return found;
    }
}
