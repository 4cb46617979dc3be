namespace Ludos.State;

/// <summary>A tick's record as it lies in the ring: a count on a line of its own, then that many regions' parts. In private memory: nobody else writes it.</summary>
internal static unsafe class TickRecord
{
    internal const int HeadBytes = LineSet.LineBytes;

    /// <summary>Writes the count; the parts follow at the place that is returned.</summary>
    internal static byte* Begin(byte* record, int parts)
    {
        *(int*)record = parts;
        return record + HeadBytes;
    }

    internal static int Parts(byte* record) => *(int*)record;

    /// <summary>A region's part, or null when the tick did not change it.</summary>
    internal static byte* Find(byte* record, int region)
    {
        var at = record + HeadBytes;
        for (var part = Parts(record); part > 0; part--, at += LineRecord.SizeBytes(at))
        {
            if (LineRecord.Region(at) == region)
            {
                return at;
            }
        }

        return null;
    }
}
