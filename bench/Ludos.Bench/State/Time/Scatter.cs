namespace Ludos.Bench.State.Time;

/// <summary>Which lines of 64 bytes a tick changes: the same numbers on every machine, ascending, without repeats.</summary>
internal static class Scatter
{
    /// <summary>One line at a random place of each of <paramref name="count"/> equal stretches.</summary>
    public static int[] Lines(int lines, int count, ulong seed)
    {
        var chosen = new int[count];
        var stretch = (double)lines / count;
        var state = (seed * 0x9E37_79B9_7F4A_7C15) | 1;
        for (var index = 0; index < count; index++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            var (from, to) = ((int)(index * stretch), (int)((index + 1) * stretch));
            chosen[index] = from + (int)(state % (ulong)Math.Max(1, to - from));
        }

        return chosen;
    }

    public static int[] Run(int from, int count) => [.. Enumerable.Range(from, count)];
}
