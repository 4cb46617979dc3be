namespace Ludos.State;

/// <summary>
/// The records between two kept ticks, in no order that matters: from the one up to where the lines part, and down to the other. A record has a higher number than
/// the one before it on its line, so the higher of two that differ is never on the other's way to the beginning.
/// </summary>
internal struct TimelineWay(TickRing ring, long from, long to)
{
    private long _from = from;
    private long _to = to;

    /// <summary>Whether every record on the way is kept.</summary>
    internal static bool IsOpen(TickRing ring, long from, long to)
    {
        while (from != to)
        {
            var later = Math.Max(from, to);
            if (!ring.IsKept(later) || ring.Entry(later).Parent == TickEntry.None)
            {
                return false;
            }

            (from, to) = (ring.Entry(later).Parent, Math.Min(from, to));
        }

        return true;
    }

    /// <summary>The next record of a way that is open; false at its end.</summary>
    internal bool TryNext(out long record)
    {
        record = Math.Max(_from, _to);
        if (_from == _to)
        {
            return false;
        }

        (_from, _to) = (ring.Entry(record).Parent, Math.Min(_from, _to));
        return true;
    }
}
