namespace Ludos.State;

/// <summary>
/// One region's part of a tick's record: region, counts, runs of lines, then the lines as differences, on a boundary of 64 bytes. In private memory: nobody else writes it.
/// </summary>
internal static unsafe class LineRecord
{
    private const int HeadBytes = 16;
    private const int RunBytes = 8;
    private const int LineBytes = LineSet.LineBytes;

    internal static long SizeBytes(int runs, int lines) => Frame(runs) + ((long)lines * LineBytes);

    internal static int Region(byte* record) => *(int*)record;

    internal static long SizeBytes(byte* record) => SizeBytes(((int*)record)[1], ((int*)record)[2]);

    /// <summary>Writes the lines of the set as differences of front and shadow, and brings the shadow up to the front. Returns what follows.</summary>
    internal static byte* Write(byte* at, int region, int runs, int lines, LineSet set, byte* front, byte* shadow)
    {
        ((int*)at)[0] = region;
        ((int*)at)[1] = runs;
        ((int*)at)[2] = lines;
        var run = (uint*)(at + HeadBytes);
        var data = at + Frame(runs);
        for (var from = 0; set.TryNext(from, out var first, out var end); from = end)
        {
            *run++ = (uint)first;
            *run++ = (uint)(end - first);
            var (offset, bytes) = ((long)first * LineBytes, (long)(end - first) * LineBytes);
            LineXor.Between(front + offset, shadow + offset, data, bytes);
            Buffer.MemoryCopy(front + offset, shadow + offset, bytes, bytes);
            data += bytes;
        }

        return data;
    }

    /// <summary>Takes the content over the tick, one way or the other, and names the lines.</summary>
    internal static void Apply(byte* record, byte* content, LineSet touched)
    {
        var runs = ((int*)record)[1];
        var run = (uint*)(record + HeadBytes);
        var data = record + Frame(runs);
        for (var index = 0; index < runs; index++, run += 2)
        {
            if (index + LineXor.Ahead < runs)
            {
                LineXor.Fetch(content + ((long)run[2 * LineXor.Ahead] * LineBytes));
            }

            var bytes = (long)run[1] * LineBytes;
            touched.Add((int)run[0] * LineBytes, (int)bytes);
            LineXor.Into(content + ((long)run[0] * LineBytes), data, bytes);
            data += bytes;
        }
    }

    private static long Frame(int runs) => (HeadBytes + ((long)runs * RunBytes) + LineBytes - 1) / LineBytes * LineBytes;
}
