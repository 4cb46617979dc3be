using System.Buffers.Binary;

namespace Ludos.Protocols;

/// <summary>
/// A message under construction. Content is placed in the order in which it is initialised; what a pointer led to before it is set again stays in the
/// message as bytes that nobody reaches. One thread at a time. Reused with <see cref="Reset"/> it allocates nothing once it has grown.
/// </summary>
public sealed class MessageBuilder
{
    /// <summary>The most words that a message may have: its bytes are counted in 31 bits.</summary>
    public const int MaxWords = (int.MaxValue / MessageLimits.WordBytes) - MessageLimits.MaxSegments;

    private const int DefaultSegmentWords = 512;
    private const int RootWords = 1;

    private readonly List<MessageSegment> _segments = [];
    private readonly bool _grows;
    private readonly int _segmentWords;
    private int _inUse = 1;

    public MessageBuilder()
        : this(DefaultSegmentWords, true)
    {
    }

    /// <param name="segmentWords">Of the first segment.</param>
    /// <param name="grows">Each further segment is as large as all before it; else as large as the first, or as what must fit.</param>
    internal MessageBuilder(int segmentWords, bool grows)
    {
        _segmentWords = segmentWords;
        _grows = grows;
        _segments.Add(new MessageSegment(0, segmentWords));
        _segments[0].TryTake(RootWords, out _);
    }

    /// <summary>Bytes of the framed message so far.</summary>
    public int FrameBytes
    {
        get
        {
            var bytes = MessageFrame.TableBytes(_inUse);
            for (var index = 0; index < _inUse; index++)
            {
                bytes += _segments[index].UsedBytes;
            }

            return bytes;
        }
    }

    internal PointerBuilder Root => new(this, _segments[0], 0);

    /// <summary>Makes the struct that the message is.</summary>
    public StructBuilder InitRoot(int dataWords, int pointers) => Root.InitStruct(dataWords, pointers);

    /// <inheritdoc cref="InitRoot(int, int)"/>
    public T InitRoot<T>()
        where T : IStructBuilder<T>, allows ref struct =>
        T.From(InitRoot(T.DataWords, T.Pointers));

    /// <summary>Makes the message a copy of a struct of another one.</summary>
    public void SetRoot(StructReader value) => Root.SetStruct(value, 0, 0);

    /// <summary>Forgets the content and keeps the memory. Builders handed out before must not be used again.</summary>
    public void Reset()
    {
        foreach (var segment in _segments)
        {
            segment.Clear();
        }

        _inUse = 1;
        _segments[0].TryTake(RootWords, out _);
    }

    /// <summary>The message with its table of segments.</summary>
    /// <param name="destination">At least <see cref="FrameBytes"/> long.</param>
    /// <returns>The bytes written.</returns>
    public int WriteTo(Span<byte> destination)
    {
        var bytes = FrameBytes;
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, bytes, nameof(destination));
        var at = MessageFrame.TableBytes(_inUse);
        destination[..at].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)_inUse - 1);
        for (var index = 0; index < _inUse; index++)
        {
            var segment = _segments[index];
            BinaryPrimitives.WriteUInt32LittleEndian(destination[(sizeof(uint) * (index + 1))..], (uint)(segment.UsedBytes / MessageLimits.WordBytes));
            segment.Bytes.AsSpan(0, segment.UsedBytes).CopyTo(destination[at..]);
            at += segment.UsedBytes;
        }

        return bytes;
    }

    /// <inheritdoc cref="WriteTo"/>
    public byte[] ToArray()
    {
        var bytes = new byte[FrameBytes];
        WriteTo(bytes);
        return bytes;
    }

    /// <summary>A message of one segment that is a copy of what a pointer leads to; how defaults are kept.</summary>
    public static byte[] CopyOf(StructReader holder, int pointer)
    {
        if (!holder.TryPointer(pointer, out var from))
        {
            return [];
        }

        // Copied once to learn its length, and once more into a segment that it fits.
        var measured = new MessageBuilder();
        measured.Root.Copy(from);
        var single = new MessageBuilder((measured.FrameBytes / MessageLimits.WordBytes) + 1, false);
        single.Root.Copy(from);
        return single.ToArray();
    }

    internal MessageSegment Segment(int id) => _segments[id];

    /// <summary>A segment with room for so many words.</summary>
    /// <exception cref="InvalidOperationException">The message would pass <see cref="MaxWords"/> or its segments <see cref="MessageLimits.MaxSegments"/>.</exception>
    internal MessageSegment SegmentFor(int words)
    {
        var last = _segments[_inUse - 1];
        if (words <= (last.Bytes.Length - last.UsedBytes) / MessageLimits.WordBytes)
        {
            return last;
        }

        long total = 0;
        for (var index = 0; index < _segments.Count; index++)
        {
            total += _segments[index].Bytes.Length / MessageLimits.WordBytes;
        }

        if (_inUse < _segments.Count && words <= _segments[_inUse].Bytes.Length / MessageLimits.WordBytes)
        {
            return _segments[_inUse++];
        }

        _segments.RemoveRange(_inUse, _segments.Count - _inUse);
        var size = Math.Max(words, _grows ? Math.Min(total, MaxWords - total) : _segmentWords);
        if (total + size > MaxWords || _inUse == MessageLimits.MaxSegments)
        {
            throw new InvalidOperationException($"A message has at most {MaxWords} words in {MessageLimits.MaxSegments} segments.");
        }

        _segments.Add(new MessageSegment(_inUse, (int)size));
        return _segments[_inUse++];
    }
}
