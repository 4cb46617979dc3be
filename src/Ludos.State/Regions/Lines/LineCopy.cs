using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ludos.State;

/// <summary>
/// Copies the lines of a set from one content to another at the same places, in ascending order. Scattered lines are far apart in memory, so each batch is
/// asked for before it is touched: then a dozen misses are under way at once instead of one. Whole lines are copied: both contents must be padded to 64 bytes.
/// </summary>
internal static unsafe class LineCopy
{
    private const int LineBytes = LineSet.LineBytes;
    private const int WordLines = 64;

    /// <summary>Lines asked for ahead; twice that many lines of source and target stay well within the first cache.</summary>
    private const int BatchLines = 128;

    internal static void Copy(LineSet lines, byte* from, byte* to, int sizeBytes)
    {
        if (lines.IsAll)
        {
            Buffer.MemoryCopy(from, to, sizeBytes, sizeBytes);
            return;
        }

        var batch = stackalloc uint[BatchLines + WordLines];
        var count = 0;
        for (var group = 0; group < lines.Groups; group++)
        {
            for (var above = lines.Group(group); above != 0; above &= above - 1)
            {
                var word = BitOperations.TrailingZeroCount(above);
                var start = (long)((group * WordLines) + word) * WordLines * LineBytes;
                var bits = lines.Word(group, word);
                if (bits == ulong.MaxValue)
                {
                    Buffer.MemoryCopy(from + start, to + start, WordLines * LineBytes, WordLines * LineBytes);
                    continue;
                }

                count = Ask(bits, (uint)start, batch, count, from, to);
                if (count >= BatchLines)
                {
                    Copy(batch, count, from, to);
                    count = 0;
                }
            }
        }

        Copy(batch, count, from, to);
    }

    private static int Ask(ulong bits, uint start, uint* batch, int count, byte* from, byte* to)
    {
        for (; bits != 0; bits &= bits - 1)
        {
            var at = start + ((uint)BitOperations.TrailingZeroCount(bits) * LineBytes);
            batch[count++] = at;
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(from + at);
                Sse.Prefetch0(to + at);
            }
        }

        return count;
    }

    private static void Copy(uint* batch, int count, byte* from, byte* to)
    {
        for (var index = 0; index < count; index++)
        {
            var at = batch[index];
            Vector512.Load(from + at).Store(to + at);
        }
    }
}
