using System.Text;

namespace Ludos.Protocols;

/// <summary>A pointer of a message under construction: makes what it leads to, or finds what it leads to already.</summary>
internal readonly ref struct PointerBuilder(MessageBuilder message, MessageSegment segment, int offset)
{
    private const int WordBytes = MessageLimits.WordBytes;
    private const int MaxCount = (1 << 29) - 1;

    private readonly MessageBuilder _message = message;
    private readonly MessageSegment _segment = segment;
    private readonly int _offset = offset;

    public bool IsNull => _segment.Word(_offset) == 0;

    public void Clear() => _segment.SetWord(_offset, 0);

    public StructBuilder InitStruct(int dataWords, int pointers)
    {
        if (dataWords + pointers == 0)
        {
            _segment.SetWord(_offset, WirePointer.ToStruct(-1, 0, 0).Word);
            return new StructBuilder(_message, _segment, _offset, 0, 0);
        }

        var (segment, start) = Allocate(dataWords + pointers, WirePointer.ToStruct(0, dataWords, pointers));
        return new StructBuilder(_message, segment, start, dataWords, pointers);
    }

    public ListBuilder InitList(ElementSize size, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)MaxCount, nameof(count));
        var words = (int)((((long)count * size.Bits()) + 63) / 64);
        var (segment, start) = Allocate(words, WirePointer.ToList(0, size, count));
        return new ListBuilder(_message, segment, start, size, count, 0, 0);
    }

    public ListBuilder InitStructList(int count, int dataWords, int pointers)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)MaxCount, nameof(count));
        var words = (long)count * (dataWords + pointers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(words, MaxCount - 1, nameof(count));
        var (segment, start) = Allocate((int)words + 1, WirePointer.ToList(0, ElementSize.Composite, (int)words));
        segment.SetWord(start, WirePointer.ToStruct(count, dataWords, pointers).Word);
        return new ListBuilder(_message, segment, start + WordBytes, ElementSize.Composite, count, dataWords, pointers);
    }

    public void SetText(ReadOnlySpan<char> text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        Encoding.UTF8.GetBytes(text, InitList(ElementSize.Byte, bytes + 1).Bytes);
    }

    public void SetTextUtf8(ReadOnlySpan<byte> text) => text.CopyTo(InitList(ElementSize.Byte, text.Length + 1).Bytes);

    public void SetData(ReadOnlySpan<byte> data) => data.CopyTo(InitList(ElementSize.Byte, data.Length).Bytes);

    /// <summary>The struct that the pointer leads to, made when it is null, and made wider when a copy from an older schema left it too small.</summary>
    public StructBuilder Struct(int dataWords, int pointers)
    {
        if (!TryFollow(PointerKind.Struct, out var segment, out var start, out var pointer))
        {
            return InitStruct(dataWords, pointers);
        }

        var found = new StructBuilder(_message, segment, start, pointer.DataWords, pointer.PointerCount);
        return pointer.DataWords >= dataWords && pointer.PointerCount >= pointers ? found : Widen(found, dataWords, pointers);
    }

    /// <summary>The list that the pointer leads to; empty when it is null.</summary>
    /// <exception cref="InvalidOperationException">Its elements are of another size.</exception>
    public ListBuilder List(ElementSize size, int dataWords, int pointers)
    {
        if (!TryFollow(PointerKind.List, out var segment, out var start, out var pointer))
        {
            return new ListBuilder(_message, _segment, _offset, size, 0, 0, 0);
        }

        var isComposite = pointer.ElementSize == ElementSize.Composite;
        var tag = isComposite ? new WirePointer(segment.Word(start)) : default;
        if (pointer.ElementSize != size || tag.DataWords < dataWords || tag.PointerCount < pointers)
        {
            throw new InvalidOperationException("The list was copied from a message of another schema; make it anew to write to it.");
        }

        return isComposite
            ? new ListBuilder(_message, segment, start + WordBytes, size, tag.OffsetWords, tag.DataWords, tag.PointerCount)
            : new ListBuilder(_message, segment, start, size, pointer.Count, 0, 0);
    }

    public void SetStruct(StructReader value, int minDataWords, int minPointers)
    {
        var words = (value.Data.Length + WordBytes - 1) / WordBytes;
        InitStruct(Math.Max(words, minDataWords), Math.Max(value.PointerCount, minPointers)).CopyFrom(value);
    }

    /// <summary>Copies what another message's pointer leads to, and everything below it. What is broken there becomes null.</summary>
    public void Copy(PointerReader from)
    {
        Clear();
        if (!from.TryFollow(out var target))
        {
            return;
        }

        if (target.Pointer.Kind == PointerKind.Struct)
        {
            SetStruct(from.Struct(), 0, 0);
            return;
        }

        var list = from.AnyList();
        if (list.Size == ElementSize.Composite)
        {
            InitStructList(list.Count, list.DataBytes / WordBytes, list.PointersEach).CopyFrom(list);
        }
        else if (list.Count > 0 || target.Pointer.Count == 0)
        {
            InitList(target.Pointer.ElementSize, list.Count).CopyFrom(list);
        }
    }

    /// <summary>Makes this pointer lead where another one of the same message leads. A far pointer holds from anywhere; a near one is told anew.</summary>
    public void MoveFrom(PointerBuilder other)
    {
        var pointer = new WirePointer(other._segment.Word(other._offset));
        if (pointer.IsNull || pointer.Kind == PointerKind.Far || pointer is { Kind: PointerKind.Struct, DataWords: 0, PointerCount: 0 })
        {
            _segment.SetWord(_offset, pointer.Word);
            return;
        }

        var start = other._offset + WordBytes + (pointer.OffsetWords * WordBytes);
        if (_segment == other._segment)
        {
            _segment.SetWord(_offset, pointer.At((start - _offset - WordBytes) / WordBytes).Word);
            return;
        }

        // The target's segment may be full, so its pad lies elsewhere and is of two words.
        var pads = _message.SegmentFor(2);
        pads.TryTake(2, out var pad);
        pads.SetWord(pad, WirePointer.ToPad((uint)other._segment.Id, start / WordBytes).Word);
        pads.SetWord(pad + WordBytes, pointer.At(0).Word);
        _segment.SetWord(_offset, WirePointer.ToDoublePad((uint)pads.Id, pad / WordBytes).Word);
    }

    private StructBuilder Widen(StructBuilder found, int dataWords, int pointers)
    {
        var wide = InitStruct(Math.Max(dataWords, found.DataBytes.Length / WordBytes), Math.Max(pointers, found.PointerCount));
        found.DataBytes.CopyTo(wide.DataBytes);
        for (var index = 0; index < found.PointerCount; index++)
        {
            wide.Pointer(index).MoveFrom(found.Pointer(index));
        }

        return wide;
    }

    private bool TryFollow(PointerKind kind, out MessageSegment segment, out int start, out WirePointer pointer)
    {
        pointer = new WirePointer(_segment.Word(_offset));
        (segment, start) = (_segment, _offset);
        if (pointer.Kind == PointerKind.Far)
        {
            (segment, start) = (_message.Segment((int)pointer.FarSegment), (int)pointer.FarOffsetWords * WordBytes);
            var pad = new WirePointer(segment.Word(start));
            if (pointer.IsDoubleFar)
            {
                pointer = new WirePointer(segment.Word(start + WordBytes));
                (segment, start) = (_message.Segment((int)pad.FarSegment), (int)pad.FarOffsetWords * WordBytes);
                return pointer.Kind == kind;
            }

            pointer = pad;
        }

        start += WordBytes + (pointer.OffsetWords * WordBytes);
        return !pointer.IsNull && pointer.Kind == kind;
    }

    private (MessageSegment Segment, int Start) Allocate(int words, WirePointer shape)
    {
        if (_segment.TryTake(words, out var start))
        {
            _segment.SetWord(_offset, shape.At((start - _offset - WordBytes) / WordBytes).Word);
            return (_segment, start);
        }

        var segment = _message.SegmentFor(words + 1);
        segment.TryTake(words + 1, out var pad);
        segment.SetWord(pad, shape.Word);
        _segment.SetWord(_offset, WirePointer.ToPad((uint)segment.Id, pad / WordBytes).Word);
        return (segment, pad + WordBytes);
    }
}
