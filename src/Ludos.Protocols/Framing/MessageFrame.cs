using System.Buffers.Binary;
using Ludos.Base;

namespace Ludos.Protocols;

/// <summary>
/// The segment table before a message: number of segments less one, then each one's length in words, all u32, padded to a word. Segment 0 holds the root.
/// </summary>
public static class MessageFrame
{
    private const int EntryBytes = sizeof(uint);

    /// <summary>The bytes of the table of a message with <paramref name="segments"/> segments.</summary>
    public static int TableBytes(int segments) => (EntryBytes * (segments + 1) + 7) & ~7;

    /// <summary>The length of the whole message that begins with <paramref name="start"/>.</summary>
    /// <param name="start">The first bytes of the message; may hold more or less than it.</param>
    /// <param name="maxBytes">Refused above that.</param>
    /// <returns>The bytes of table and segments; 0 while <paramref name="start"/> holds too little to tell.</returns>
    public static Result<int, MessageErrorCode> Measure(ReadOnlySpan<byte> start, int maxBytes)
    {
        if (start.Length < EntryBytes)
        {
            return 0;
        }

        var announced = BinaryPrimitives.ReadUInt32LittleEndian(start);
        if (announced >= MessageLimits.MaxSegments)
        {
            return new Fault<MessageErrorCode>(MessageErrorCode.TooManySegments, $"The frame announces {announced + 1L} segments, at most {MessageLimits.MaxSegments} are read.");
        }

        var segments = (int)announced + 1;
        var tableBytes = TableBytes(segments);
        if (start.Length < tableBytes)
        {
            return 0;
        }

        long bytes = tableBytes;
        for (var segment = 0; segment < segments; segment++)
        {
            bytes += SegmentWords(start, segment) * MessageLimits.WordBytes;
        }

        return bytes <= maxBytes
            ? (int)bytes
            : new Fault<MessageErrorCode>(MessageErrorCode.TooLarge, $"The frame announces {bytes} bytes, at most {maxBytes} are read.");
    }

    /// <summary>The length of a whole message of one segment, which nearly all are. False for others and for what is cut off.</summary>
    internal static bool TryMeasureSingle(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length < TableBytes(1) || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != 0)
        {
            return false;
        }

        var words = BinaryPrimitives.ReadUInt32LittleEndian(bytes[EntryBytes..]);
        length = (int)(TableBytes(1) + (words * MessageLimits.WordBytes));
        return words <= (bytes.Length - TableBytes(1)) / MessageLimits.WordBytes;
    }

    internal static int Segments(ReadOnlySpan<byte> frame) => (int)BinaryPrimitives.ReadUInt32LittleEndian(frame) + 1;

    internal static long SegmentWords(ReadOnlySpan<byte> frame, int segment) => BinaryPrimitives.ReadUInt32LittleEndian(frame[(EntryBytes * (segment + 1))..]);

    /// <summary>Where a segment of a measured frame lies in it, in bytes. False when there is no such segment.</summary>
    internal static bool TryLocate(ReadOnlySpan<byte> frame, uint segment, out int start, out int end)
    {
        var segments = Segments(frame);
        start = TableBytes(segments);
        end = start;
        if (segment >= segments)
        {
            return false;
        }

        for (var before = 0; before < segment; before++)
        {
            start += (int)SegmentWords(frame, before) * MessageLimits.WordBytes;
        }

        end = start + ((int)SegmentWords(frame, (int)segment) * MessageLimits.WordBytes);
        return true;
    }
}
