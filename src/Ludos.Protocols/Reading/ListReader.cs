using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ludos.Protocols;

/// <summary>A list of any kind in a message, read where it lies. What is wrong with an element gives its default and is noted in the message.</summary>
public readonly ref struct ListReader : IListReader<ListReader>
{
    private readonly MessageSource _source;
    private readonly ListShape _shape;
    private readonly int _depth;

    internal ListReader(MessageSource source) => _source = source;

    internal ListReader(MessageSource source, ListShape shape, int depth)
    {
        _source = source;
        _shape = shape;
        _depth = depth;
    }

    static ElementSize IListReader<ListReader>.ElementSize => ElementSize.Void;

    public int Count => _shape.Count;

    /// <summary>How the elements stand on the wire, which may be wider than the schema asks.</summary>
    public ElementSize Size => _shape.Size;

    internal int DataBytes => _shape.DataBytes;

    internal int PointersEach => _shape.PointerCount;

    /// <summary>All elements of a list of bits or numbers, as they lie.</summary>
    internal ReadOnlySpan<byte> Packed => _source.Frame.Slice(_shape.Start, (int)(((_shape.Count * _shape.StepBits) + 7) / 8));

    static ListReader IListReader<ListReader>.From(ListReader raw) => raw;

    /// <exception cref="ArgumentOutOfRangeException">There is no such element, in a message that is sound so far.</exception>
    public bool Bit(int index) =>
        Has(index) && _shape.Size == ElementSize.Bit && ((_source.Frame[_shape.Start + (index >> 3)] >> (index & 7)) & 1) != 0;

    /// <summary>The first bytes of an element as a number; the default where the element is narrower.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element, in a message that is sound so far.</exception>
    public T Number<T>(int index)
        where T : unmanaged =>
        Has(index) && Unsafe.SizeOf<T>() <= _shape.DataBytes ? MemoryMarshal.Read<T>(_source.Frame[_shape.Offset(index)..]) : default;

    /// <exception cref="ArgumentOutOfRangeException">There is no such element, in a message that is sound so far.</exception>
    public StructReader Struct(int index)
    {
        if (!Has(index))
        {
            return new StructReader(_source, 0);
        }

        if (_depth <= 0)
        {
            _source.Budget.Note(MessageErrorCode.DepthLimit);
            return new StructReader(_source, 0);
        }

        var start = _shape.Offset(index);
        return new StructReader(_source, start, _shape.DataBytes, start + _shape.DataBytes, _shape.PointerCount, _shape.SegmentStart, _shape.SegmentEnd, _depth - 1);
    }

    /// <exception cref="ArgumentOutOfRangeException">There is no such element, in a message that is sound so far.</exception>
    public ListReader List(int index, ElementSize expected) => TryPointer(index, out var pointer) ? pointer.List(expected) : new ListReader(_source);

    /// <summary>A list of lists' element, its elements as they stand.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element, in a message that is sound so far.</exception>
    public ListReader AnyList(int index) => TryPointer(index, out var pointer) ? pointer.AnyList() : new ListReader(_source);

    /// <summary>The UTF-8 of a text, without its zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element, in a message that is sound so far.</exception>
    public ReadOnlySpan<byte> Text(int index) => TryPointer(index, out var pointer) ? pointer.Text() : default;

    /// <exception cref="ArgumentOutOfRangeException">There is no such element, in a message that is sound so far.</exception>
    public ReadOnlySpan<byte> Data(int index) => TryPointer(index, out var pointer) ? pointer.Bytes() : default;

    /// <summary>All elements where they lie, when they stand as densely as <typeparamref name="T"/>s do; else empty.</summary>
    public ReadOnlySpan<T> Span<T>()
        where T : unmanaged =>
        _shape.Size != ElementSize.Composite && _shape.PointerCount == 0 && _shape.DataBytes == Unsafe.SizeOf<T>()
            ? MemoryMarshal.Cast<byte, T>(_source.Frame.Slice(_shape.Start, _shape.Count * _shape.DataBytes))
            : default;

    internal bool TryPointer(int index, out PointerReader pointer)
    {
        if (!Has(index) || _shape.PointerCount == 0)
        {
            pointer = default;
            return false;
        }

        pointer = new PointerReader(_source, _shape.Offset(index) + _shape.DataBytes, _shape.SegmentStart, _shape.SegmentEnd, _depth);
        return true;
    }

    /// <summary>An index past the end is misuse, but not where the list may be short because the message is broken or its budget spent.</summary>
    private bool Has(int index)
    {
        if ((uint)index < (uint)_shape.Count)
        {
            return true;
        }

        return !Unsafe.IsNullRef(ref _source.Budget) && _source.Budget.FirstFault != MessageErrorCode.None
            ? false
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"The list has {_shape.Count} elements.");
    }
}
