using System.Buffers.Binary;
using System.Numerics;
using Ludos.Base;

namespace Ludos.Protocols;

/// <summary>
/// The packed encoding of a framed message: for each word a byte that tells which of its bytes are not zero, then those; runs of zero words and of words
/// that do not shrink are counted.
/// </summary>
public static class PackedCodec
{
    private const int WordBytes = MessageLimits.WordBytes;
    private const int MaxRun = 255;
    private const byte AllZero = 0;
    private const byte NoneZero = 0xff;
    private const int WorstBytesPerWord = 10;

    /// <summary>More than packing so many bytes can need.</summary>
    public static int MaxPackedBytes(int bytes) => checked(bytes / WordBytes * WorstBytesPerWord);

    /// <param name="message">Whole words.</param>
    /// <param name="packed">At least <see cref="MaxPackedBytes"/> long.</param>
    /// <returns>The bytes written.</returns>
    public static int Pack(ReadOnlySpan<byte> message, Span<byte> packed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(message.Length % WordBytes, 0, nameof(message));
        var to = 0;
        for (var from = 0; from < message.Length;)
        {
            var word = message.Slice(from, WordBytes);
            from += WordBytes;
            var tag = PackWord(word, packed[to..], out var written);
            to += written;
            if (tag == AllZero)
            {
                var run = ZeroRun(message[from..]);
                packed[to++] = (byte)run;
                from += run * WordBytes;
            }
            else if (tag == NoneZero)
            {
                var run = DenseRun(message[from..]);
                packed[to++] = (byte)run;
                message.Slice(from, run * WordBytes).CopyTo(packed[to..]);
                to += run * WordBytes;
                from += run * WordBytes;
            }
        }

        return to;
    }

    /// <summary>Unpacks a whole message.</summary>
    /// <param name="packed">All of it, and nothing behind it.</param>
    /// <param name="message">Room for it; see <see cref="MeasureUnpacked"/>.</param>
    /// <returns>The bytes written, whole words; a fault where the stream is cut off or does not fit.</returns>
    public static Result<int, MessageErrorCode> Unpack(ReadOnlySpan<byte> packed, Span<byte> message)
    {
        var to = 0;
        for (var from = 0; from < packed.Length;)
        {
            var tag = packed[from++];
            var dense = BitOperations.PopCount(tag);
            var head = dense + (tag is AllZero or NoneZero ? 1 : 0);
            if (packed.Length - from < head)
            {
                return Truncated(from);
            }

            var run = head > dense ? packed[from + dense] : 0;
            var runBytes = tag == NoneZero ? run * WordBytes : 0;
            if (packed.Length - from - head < runBytes)
            {
                return Truncated(from);
            }

            if (message.Length - to < (run + 1) * WordBytes)
            {
                return new Fault<MessageErrorCode>(MessageErrorCode.TooLarge, $"The packed message unpacks to more than {message.Length} bytes.");
            }

            UnpackWord(tag, packed[from..], message.Slice(to, WordBytes));
            from += head;
            to += WordBytes;
            var rest = message.Slice(to, run * WordBytes);
            rest.Clear();
            packed.Slice(from, runBytes).CopyTo(rest);
            from += runBytes;
            to += rest.Length;
        }

        return to;
    }

    /// <summary>How many bytes a packed message unpacks to, without unpacking it; refused above a limit.</summary>
    public static Result<int, MessageErrorCode> MeasureUnpacked(ReadOnlySpan<byte> packed, int maxBytes)
    {
        long words = 0;
        for (var from = 0; from < packed.Length;)
        {
            var tag = packed[from++];
            from += BitOperations.PopCount(tag);
            words++;
            if (tag is AllZero or NoneZero)
            {
                if (from >= packed.Length)
                {
                    return Truncated(packed.Length);
                }

                words += packed[from];
                from += 1 + (tag == NoneZero ? packed[from] * WordBytes : 0);
            }

            if (from > packed.Length)
            {
                return Truncated(packed.Length);
            }
        }

        return words * WordBytes <= maxBytes
            ? (int)words * WordBytes
            : new Fault<MessageErrorCode>(MessageErrorCode.TooLarge, $"The packed message unpacks to {words * WordBytes} bytes, at most {maxBytes} are read.");
    }

    private static byte PackWord(ReadOnlySpan<byte> word, Span<byte> packed, out int written)
    {
        byte tag = 0;
        written = 1;
        for (var index = 0; index < WordBytes; index++)
        {
            if (word[index] != 0)
            {
                tag |= (byte)(1 << index);
                packed[written++] = word[index];
            }
        }

        packed[0] = tag;
        return tag;
    }

    private static void UnpackWord(byte tag, ReadOnlySpan<byte> packed, Span<byte> word)
    {
        var from = 0;
        for (var index = 0; index < WordBytes; index++)
        {
            word[index] = ((tag >> index) & 1) != 0 ? packed[from++] : (byte)0;
        }
    }

    private static int ZeroRun(ReadOnlySpan<byte> message)
    {
        var run = 0;
        while (run < MaxRun && message.Length >= (run + 1) * WordBytes && BinaryPrimitives.ReadUInt64LittleEndian(message[(run * WordBytes)..]) == 0)
        {
            run++;
        }

        return run;
    }

    /// <summary>Words that would not shrink: at most one zero byte in each.</summary>
    private static int DenseRun(ReadOnlySpan<byte> message)
    {
        var run = 0;
        while (run < MaxRun && message.Length >= (run + 1) * WordBytes && message.Slice(run * WordBytes, WordBytes).Count((byte)0) <= 1)
        {
            run++;
        }

        return run;
    }

    private static Fault<MessageErrorCode> Truncated(int offset) =>
        new(MessageErrorCode.Truncated, $"The packed message ends inside the word that byte {offset} belongs to.");
}
