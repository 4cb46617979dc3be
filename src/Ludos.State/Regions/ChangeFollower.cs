namespace Ludos.State;

/// <summary>
/// What a writer's publishes have changed since the follower was last cleared, in lines of 64 bytes: told by the writes themselves, so nobody has to compare
/// contents. Everything at first, and after a write that does not say what it changes. Used on the writer's thread; ends with its writer.
/// </summary>
public sealed class ChangeFollower : IDisposable
{
    private readonly StaleLines _stale;

    internal ChangeFollower(RegionWriter writer, StaleLines stale)
    {
        Writer = writer;
        _stale = stale;
        Lines = stale.Follow();
    }

    public RegionWriter Writer { get; }

    /// <summary>True when nothing is known: any byte may have changed.</summary>
    public bool IsAll => Lines.IsAll;

    public bool IsEmpty => Lines.IsEmpty;

    internal LineSet Lines { get; }

    /// <summary>The first run of changed lines that begins at or behind a byte, cut at the content's end. False when there is none.</summary>
    public bool TryNext(uint fromBytes, out DeltaRun run)
    {
        var isThere = Lines.TryNext((int)((fromBytes + (LineSet.LineBytes - 1L)) >> LineSet.LineShift), out var first, out var end);
        var start = (uint)first << LineSet.LineShift;
        run = isThere ? new DeltaRun(start, (uint)(Math.Min((long)end << LineSet.LineShift, _stale.SizeBytes) - start)) : default;
        return isThere;
    }

    /// <summary>From here on, only what is published later counts.</summary>
    public void Clear() => Lines.Clear();

    public void Dispose() => _stale.Leave(Lines);
}
