namespace Ludos.Store;

/// <summary>One step of a difference: so many bytes of the base with a delta added, then so many new ones, then a jump in the base.</summary>
/// <param name="DeltaBytes">Bytes taken from the base's place, each plus its delta.</param>
/// <param name="ExtraBytes">New bytes.</param>
/// <param name="Jump">By how much the base's place then moves on.</param>
internal readonly record struct DiffStep(int DeltaBytes, int ExtraBytes, int Jump);

/// <summary>A difference in three streams.</summary>
internal sealed record Diff(IReadOnlyList<DiffStep> Steps, byte[] Delta, byte[] Extra);

/// <summary>
/// Finds how one file comes out of another where code was inserted and every address behind it shifted: long stretches that are equal but for a few bytes
/// (after Colin Percival's "Naive differences of executable code").
/// </summary>
internal static class BinaryDiff
{
    /// <summary>A match elsewhere must explain this many bytes more than going on does.</summary>
    private const int WorthJumpingBytes = 8;

    internal static Diff Make(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var order = SuffixArray.Of(before);
        var writer = new DiffWriter(after.Length);
        var (scan, length, place) = (0, 0, 0);
        var (lastScan, lastPlace, lastOffset) = (0, 0, 0);
        while (scan < after.Length)
        {
            var score = 0;
            scan += length;
            for (var scored = scan; scan < after.Length; scan++)
            {
                length = Longest(order, before, after[scan..], out place);
                for (; scored < scan + length; scored++)
                {
                    score += IsSame(before, after, scored, lastOffset) ? 1 : 0;
                }

                if ((length == score && length != 0) || length > score + WorthJumpingBytes)
                {
                    break;
                }

                score -= IsSame(before, after, scan, lastOffset) ? 1 : 0;
            }

            if (length == score && scan != after.Length)
            {
                continue;
            }

            var forward = Forward(before[lastPlace..], after[lastScan..scan]);
            var backward = scan < after.Length ? Backward(before, after, scan, lastScan, place) : 0;
            Settle(before, after, lastScan, lastPlace, scan, place, ref forward, ref backward);
            writer.Add(
                before.Slice(lastPlace, forward),
                after.Slice(lastScan, forward),
                after[(lastScan + forward)..(scan - backward)],
                place - backward - (lastPlace + forward));
            lastScan = scan - backward;
            lastPlace = place - backward;
            lastOffset = place - scan;
        }

        return writer.Done();
    }

    private static bool IsSame(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, int at, int offset) =>
        (uint)(at + offset) < (uint)before.Length && before[at + offset] == after[at];

    /// <summary>How far the last match goes on usefully: where most bytes are equal.</summary>
    private static int Forward(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var (same, best, bestLength) = (0, 0, 0);
        for (var at = 0; at < after.Length && at < before.Length;)
        {
            same += before[at] == after[at] ? 1 : 0;
            at++;
            if ((2 * same) - at > (2 * best) - bestLength)
            {
                (best, bestLength) = (same, at);
            }
        }

        return bestLength;
    }

    /// <summary>How far before its beginning the next match is useful already.</summary>
    private static int Backward(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, int scan, int lastScan, int place)
    {
        var (same, best, bestLength) = (0, 0, 0);
        for (var at = 1; scan >= lastScan + at && place >= at; at++)
        {
            same += before[place - at] == after[scan - at] ? 1 : 0;
            if ((2 * same) - at > (2 * best) - bestLength)
            {
                (best, bestLength) = (same, at);
            }
        }

        return bestLength;
    }

    /// <summary>Where both reach over the same bytes: cuts them at the best place.</summary>
    private static void Settle(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, int lastScan, int lastPlace, int scan, int place, ref int forward, ref int backward)
    {
        var overlap = lastScan + forward - (scan - backward);
        if (overlap <= 0)
        {
            return;
        }

        var (score, best, cut) = (0, 0, 0);
        for (var at = 0; at < overlap; at++)
        {
            score += after[lastScan + forward - overlap + at] == before[lastPlace + forward - overlap + at] ? 1 : 0;
            score -= after[scan - backward + at] == before[place - backward + at] ? 1 : 0;
            if (score > best)
            {
                (best, cut) = (score, at + 1);
            }
        }

        forward += cut - overlap;
        backward -= cut;
    }

    /// <summary>The longest beginning of <paramref name="wanted"/> that occurs in the text.</summary>
    private static int Longest(int[] order, ReadOnlySpan<byte> text, ReadOnlySpan<byte> wanted, out int place)
    {
        place = 0;
        if (order.Length == 0)
        {
            return 0;
        }

        // What both ends of the range share with the wanted bytes, everything between them shares too.
        var (low, high) = (0, order.Length - 1);
        var lowCommon = text[order[low]..].CommonPrefixLength(wanted);
        var highCommon = text[order[high]..].CommonPrefixLength(wanted);
        while (high - low > 1)
        {
            var middle = (low + high) >> 1;
            var skip = Math.Min(lowCommon, highCommon);
            var suffix = text[order[middle]..];
            var common = skip + suffix[skip..].CommonPrefixLength(wanted[skip..]);
            var isBelow = common < wanted.Length && (common == suffix.Length || suffix[common] < wanted[common]);
            if (isBelow)
            {
                (low, lowCommon) = (middle, common);
            }
            else
            {
                (high, highCommon) = (middle, common);
            }
        }

        place = lowCommon > highCommon ? order[low] : order[high];
        return Math.Max(lowCommon, highCommon);
    }

    private sealed class DiffWriter(int afterBytes)
    {
        private readonly List<DiffStep> _steps = [];
        private readonly byte[] _delta = new byte[afterBytes];
        private readonly byte[] _extra = new byte[afterBytes];
        private int _deltaBytes;
        private int _extraBytes;

        internal void Add(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, ReadOnlySpan<byte> extra, int jump)
        {
            if (after.Length + extra.Length == 0 && _steps.Count > 0)
            {
                _steps[^1] = _steps[^1] with { Jump = _steps[^1].Jump + jump };
                return;
            }

            _steps.Add(new DiffStep(after.Length, extra.Length, jump));
            var delta = _delta.AsSpan(_deltaBytes, after.Length);
            for (var at = 0; at < delta.Length; at++)
            {
                delta[at] = (byte)(after[at] - before[at]);
            }

            extra.CopyTo(_extra.AsSpan(_extraBytes));
            _deltaBytes += after.Length;
            _extraBytes += extra.Length;
        }

        internal Diff Done() => new(_steps, _delta[.._deltaBytes], _extra[.._extraBytes]);
    }
}
