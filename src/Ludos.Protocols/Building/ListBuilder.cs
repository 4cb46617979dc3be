using System.Runtime.InteropServices;

namespace Ludos.Protocols;

/// <summary>A list of a message under construction. A place outside the list is misuse and throws.</summary>
public readonly ref struct ListBuilder : IListBuilder<ListBuilder>
{
    private const int WordBytes = MessageLimits.WordBytes;

    private readonly MessageBuilder _message;
    private readonly MessageSegment _segment;
    private readonly int _start;
    private readonly ElementSize _size;
    private readonly int _dataWords;
    private readonly int _pointers;

    internal ListBuilder(MessageBuilder message, MessageSegment segment, int start, ElementSize size, int count, int dataWords, int pointers)
    {
        _message = message;
        _segment = segment;
        _start = start;
        _size = size;
        Count = count;
        _dataWords = dataWords;
        _pointers = pointers;
    }

    static ElementSize IListBuilder<ListBuilder>.ElementSize => ElementSize.Void;

    static int IListBuilder<ListBuilder>.DataWords => 0;

    static int IListBuilder<ListBuilder>.Pointers => 0;

    public int Count { get; }

    /// <summary>All elements of a list of bytes.</summary>
    internal Span<byte> Bytes => _size == ElementSize.Byte ? _segment.Bytes.AsSpan(_start, Count) : default;

    static ListBuilder IListBuilder<ListBuilder>.From(ListBuilder raw) => raw;

    public bool Bit(int index)
    {
        Check(index);
        return ((_segment.Bytes[_start + (index >> 3)] >> (index & 7)) & 1) != 0;
    }

    public void SetBit(int index, bool value)
    {
        Check(index);
        ref var place = ref _segment.Bytes[_start + (index >> 3)];
        var bit = 1 << (index & 7);
        place = (byte)(value ? place | bit : place & ~bit);
    }

    /// <summary>All elements of a list of numbers, for reading and writing.</summary>
    public Span<T> Numbers<T>()
        where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(_segment.Bytes.AsSpan(_start, Count * _size.Bits() / 8));

    public StructBuilder Struct(int index)
    {
        Check(index);
        return new StructBuilder(_message, _segment, _start + (index * (_dataWords + _pointers) * WordBytes), _dataWords, _pointers);
    }

    public ListBuilder InitList(int index, ElementSize size, int count) => Pointer(index).InitList(size, count);

    public ListBuilder InitStructList(int index, int count, int dataWords, int pointers) => Pointer(index).InitStructList(count, dataWords, pointers);

    /// <summary>What was made there before; empty when nothing was.</summary>
    public ListBuilder List(int index, ElementSize size, int dataWords, int pointers) => Pointer(index).List(size, dataWords, pointers);

    public void SetText(int index, ReadOnlySpan<char> text) => Pointer(index).SetText(text);

    public void SetTextUtf8(int index, ReadOnlySpan<byte> text) => Pointer(index).SetTextUtf8(text);

    public void SetData(int index, ReadOnlySpan<byte> data) => Pointer(index).SetData(data);

    /// <summary>Copies the elements of a list of another message that stands as this one does.</summary>
    internal void CopyFrom(ListReader list)
    {
        if (_size == ElementSize.Composite)
        {
            for (var index = 0; index < Count; index++)
            {
                Struct(index).CopyFrom(list.Struct(index));
            }
        }
        else if (_size == ElementSize.Pointer)
        {
            for (var index = 0; index < Count; index++)
            {
                if (list.TryPointer(index, out var from))
                {
                    Pointer(index).Copy(from);
                }
            }
        }
        else
        {
            list.Packed.CopyTo(_segment.Bytes.AsSpan(_start));
        }
    }

    private PointerBuilder Pointer(int index)
    {
        Check(index);
        if (_size != ElementSize.Pointer)
        {
            throw new InvalidOperationException("The list is not one of pointers.");
        }

        return new PointerBuilder(_message, _segment, _start + (index * WordBytes));
    }

    private void Check(int index) => ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
}
