namespace Ludos.Protocols;

/// <summary>A pointer in a message, and where it stands. Follows it; what is wrong on the way is noted in the budget and gives null.</summary>
internal readonly ref struct PointerReader(MessageSource source, int offset, int segmentStart, int segmentEnd, int depth)
{
    private const int WordBytes = MessageLimits.WordBytes;

    private readonly MessageSource _source = source;
    private readonly int _offset = offset;
    private readonly int _segmentStart = segmentStart;
    private readonly int _segmentEnd = segmentEnd;
    private readonly int _depth = depth;

    public bool IsNull => new WirePointer(_source.Word(_offset)).IsNull;

    /// <summary>Where the pointer leads, far pointers followed. False for null and for a pointer that leads nowhere.</summary>
    public bool TryFollow(out PointerTarget target)
    {
        var pointer = new WirePointer(_source.Word(_offset));
        target = default;
        if (pointer.IsNull)
        {
            return false;
        }

        if (_depth <= 0)
        {
            return Wrong(MessageErrorCode.DepthLimit);
        }

        switch (pointer.Kind)
        {
            case PointerKind.Far:
                return TryFollowFar(pointer, out target);
            case PointerKind.Other:
                return Wrong(pointer.IsCapability ? MessageErrorCode.Capability : MessageErrorCode.WrongPointerKind);
            default:
                target = new PointerTarget(pointer, _offset + WordBytes + ((long)pointer.OffsetWords * WordBytes), _segmentStart, _segmentEnd);
                return true;
        }
    }

    public StructReader Struct()
    {
        if (!TryFollow(out var target))
        {
            return new StructReader(_source, _depth - 1);
        }

        var (pointer, start) = (target.Pointer, target.Start);
        var words = pointer.DataWords + pointer.PointerCount;
        if (pointer.Kind != PointerKind.Struct)
        {
            Wrong(MessageErrorCode.WrongPointerKind);
        }
        else if (!target.Holds(words))
        {
            Wrong(MessageErrorCode.PointerOutOfBounds);
        }
        else if (_source.Budget.TryTake(words))
        {
            return new StructReader(_source, (int)start, pointer.DataWords * WordBytes, (int)start + (pointer.DataWords * WordBytes), pointer.PointerCount, target.SegmentStart, target.SegmentEnd, _depth - 1);
        }

        return new StructReader(_source, _depth - 1);
    }

    /// <param name="expected">What the schema says; a list that grew into a list of structs, or the other way, is read as what was asked for.</param>
    public ListReader List(ElementSize expected) => TryFollow(out var target) ? ListPointer.Open(_source, target, expected, _depth - 1) : new ListReader(_source);

    /// <summary>As it stands, whatever its elements are.</summary>
    public ListReader AnyList() => TryFollow(out var target) ? ListPointer.Open(_source, target, target.Pointer.ElementSize, _depth - 1) : new ListReader(_source);

    /// <summary>The bytes of a list of bytes; empty for null.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        if (!TryFollow(out var target))
        {
            return default;
        }

        if (target.Pointer.Kind != PointerKind.List || target.Pointer.ElementSize != ElementSize.Byte)
        {
            Wrong(target.Pointer.Kind == PointerKind.List ? MessageErrorCode.WrongElementSize : MessageErrorCode.WrongPointerKind);
            return default;
        }

        var words = (target.Pointer.Count + WordBytes - 1) / WordBytes;
        if (!target.Holds(words))
        {
            Wrong(MessageErrorCode.PointerOutOfBounds);
            return default;
        }

        return _source.Budget.TryTake(words) ? _source.Frame.Slice((int)target.Start, target.Pointer.Count) : default;
    }

    /// <summary>The UTF-8 of a text without its terminating zero; empty for null.</summary>
    public ReadOnlySpan<byte> Text()
    {
        var bytes = Bytes();
        if (bytes is [.., 0])
        {
            return bytes[..^1];
        }

        if (!IsNull)
        {
            Wrong(MessageErrorCode.TextNotTerminated);
        }

        return default;
    }

    private bool TryFollowFar(WirePointer far, out PointerTarget target)
    {
        target = default;
        var padWords = far.IsDoubleFar ? 2 : 1;
        if (!TryPad(far, padWords, out var pad, out var start, out var end) || !_source.Budget.TryTake(padWords))
        {
            return false;
        }

        var first = new WirePointer(_source.Word(pad));
        if (!far.IsDoubleFar)
        {
            target = new PointerTarget(first, pad + WordBytes + ((long)first.OffsetWords * WordBytes), start, end);
            return first.Kind is PointerKind.Struct or PointerKind.List || Wrong(first.IsCapability ? MessageErrorCode.Capability : MessageErrorCode.BadFarPointer);
        }

        var tag = new WirePointer(_source.Word(pad + WordBytes));
        if (first.Kind != PointerKind.Far || first.IsDoubleFar || tag.Kind is not (PointerKind.Struct or PointerKind.List))
        {
            return Wrong(MessageErrorCode.BadFarPointer);
        }

        if (!TryPad(first, 0, out var content, out start, out end))
        {
            return false;
        }

        target = new PointerTarget(tag, content, start, end);
        return true;
    }

    private bool TryPad(WirePointer far, int words, out int offset, out int start, out int end)
    {
        offset = 0;
        if (!MessageFrame.TryLocate(_source.Frame, far.FarSegment, out start, out end))
        {
            return Wrong(MessageErrorCode.BadFarPointer);
        }

        var wanted = start + ((long)far.FarOffsetWords * WordBytes);
        if (wanted + (words * WordBytes) > end)
        {
            return Wrong(MessageErrorCode.PointerOutOfBounds);
        }

        offset = (int)wanted;
        return true;
    }

    private bool Wrong(MessageErrorCode fault)
    {
        _source.Budget.Note(fault);
        return false;
    }
}
