using Microsoft.Net.Http.Headers;

namespace Ludos.Registry.Server;

/// <summary>One range of RFC 9110 held against a length.</summary>
internal static class ByteRange
{
    /// <summary>First byte and count; null when nothing of the range lies within the length.</summary>
    public static (long First, long Count)? Of(RangeItemHeaderValue range, long lengthBytes)
    {
        var (from, to) = (range.From, range.To);
        if (from is null)
        {
            var last = Math.Min(to ?? 0, lengthBytes);
            return last > 0 ? (lengthBytes - last, last) : null;
        }

        return from < lengthBytes ? (from.Value, Math.Min(to ?? long.MaxValue, lengthBytes - 1) - from.Value + 1) : null;
    }
}
