namespace Ludos.Protocols;

/// <summary>Opens what a list pointer leads to, as the list that the schema expects.</summary>
internal static class ListPointer
{
    private const int WordBits = 64;
    private const int WordBytes = MessageLimits.WordBytes;

    public static ListReader Open(MessageSource source, PointerTarget target, ElementSize expected, int depth)
    {
        if (target.Pointer.Kind != PointerKind.List)
        {
            return Wrong(source, MessageErrorCode.WrongPointerKind);
        }

        return target.Pointer.ElementSize == ElementSize.Composite
            ? OpenStructs(source, target, expected, depth)
            : OpenPlain(source, target, expected, depth);
    }

    private static ListReader OpenPlain(MessageSource source, PointerTarget target, ElementSize expected, int depth)
    {
        var (size, count) = (target.Pointer.ElementSize, target.Pointer.Count);
        var words = (((long)count * size.Bits()) + WordBits - 1) / WordBits;
        if (!target.Holds(words))
        {
            return Wrong(source, MessageErrorCode.PointerOutOfBounds);
        }

        if (!Fits(size, expected))
        {
            return Wrong(source, MessageErrorCode.WrongElementSize);
        }

        if (!source.Budget.TryTake(size == ElementSize.Void ? count : words))
        {
            return new ListReader(source);
        }

        var isPointers = size == ElementSize.Pointer;
        var shape = new ListShape(size, (int)target.Start, count, size.Bits(), isPointers ? 0 : size.Bits() / 8, isPointers ? 1 : 0, target.SegmentStart, target.SegmentEnd);
        return new ListReader(source, shape, depth);
    }

    /// <summary>A list that is not of structs is as wide as asked for, or wider; a list of bits stays one.</summary>
    private static bool Fits(ElementSize size, ElementSize expected) => expected switch
    {
        ElementSize.Void => true,
        ElementSize.Composite => size != ElementSize.Bit,
        ElementSize.Bit or ElementSize.Pointer => size == expected,
        _ => size is not (ElementSize.Bit or ElementSize.Pointer) && size.Bits() >= expected.Bits(),
    };

    private static ListReader OpenStructs(MessageSource source, PointerTarget target, ElementSize expected, int depth)
    {
        var words = target.Pointer.Count;
        if (!target.Holds(words + 1L))
        {
            return Wrong(source, MessageErrorCode.PointerOutOfBounds);
        }

        var tag = new WirePointer(source.Word((int)target.Start));
        var (count, dataWords, pointers) = (tag.OffsetWords, tag.DataWords, tag.PointerCount);
        var wordsEach = dataWords + pointers;
        if (tag.Kind != PointerKind.Struct || count < 0 || (long)count * wordsEach > words)
        {
            return Wrong(source, MessageErrorCode.BadStructList);
        }

        var isReadable = expected switch
        {
            ElementSize.Void or ElementSize.Composite => true,
            ElementSize.Bit => false,
            ElementSize.Pointer => pointers > 0,
            _ => dataWords > 0,
        };
        if (!isReadable)
        {
            return Wrong(source, MessageErrorCode.WrongElementSize);
        }

        if (!source.Budget.TryTake(wordsEach == 0 ? count : words + 1L))
        {
            return new ListReader(source);
        }

        var shape = new ListShape(ElementSize.Composite, (int)target.Start + WordBytes, count, (long)wordsEach * WordBits, dataWords * WordBytes, pointers, target.SegmentStart, target.SegmentEnd);
        return new ListReader(source, shape, depth);
    }

    private static ListReader Wrong(MessageSource source, MessageErrorCode fault)
    {
        source.Budget.Note(fault);
        return new ListReader(source);
    }
}
