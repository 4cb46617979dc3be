using System.Runtime.InteropServices;

namespace Ludos.Protocols;

/// <summary>A struct of a message under construction. Generated builders wrap it and add names and defaults. A place outside the struct is misuse and throws.</summary>
public readonly ref struct StructBuilder
{
    private const int BitsInByte = 8;

    private readonly MessageBuilder _message;
    private readonly MessageSegment _segment;
    private readonly int _start;
    private readonly int _dataBytes;

    internal StructBuilder(MessageBuilder message, MessageSegment segment, int start, int dataWords, int pointers)
    {
        _message = message;
        _segment = segment;
        _start = start;
        _dataBytes = dataWords * MessageLimits.WordBytes;
        PointerCount = pointers;
    }

    public int PointerCount { get; }

    /// <summary>The data section, for reading and writing.</summary>
    public Span<byte> DataBytes => _segment.Bytes.AsSpan(_start, _dataBytes);

    public T Number<T>(int offsetBytes)
        where T : unmanaged =>
        MemoryMarshal.Read<T>(DataBytes[offsetBytes..]);

    public void SetNumber<T>(int offsetBytes, T value)
        where T : unmanaged =>
        MemoryMarshal.Write(DataBytes[offsetBytes..], value);

    public bool Bit(int offsetBits) => ((DataBytes[offsetBits / BitsInByte] >> (offsetBits % BitsInByte)) & 1) != 0;

    public void SetBit(int offsetBits, bool value)
    {
        ref var place = ref DataBytes[offsetBits / BitsInByte];
        var bit = 1 << (offsetBits % BitsInByte);
        place = (byte)(value ? place | bit : place & ~bit);
    }

    public bool IsNull(int pointer) => Pointer(pointer).IsNull;

    /// <summary>Makes a pointer null.</summary>
    public void Clear(int pointer) => Pointer(pointer).Clear();

    public StructBuilder InitStruct(int pointer, int dataWords, int pointers) => Pointer(pointer).InitStruct(dataWords, pointers);

    public ListBuilder InitList(int pointer, ElementSize size, int count) => Pointer(pointer).InitList(size, count);

    public ListBuilder InitStructList(int pointer, int count, int dataWords, int pointers) => Pointer(pointer).InitStructList(count, dataWords, pointers);

    /// <summary>What was made there before; made now when nothing was.</summary>
    public StructBuilder Struct(int pointer, int dataWords, int pointers) => Pointer(pointer).Struct(dataWords, pointers);

    /// <summary>What was made there before; empty when nothing was.</summary>
    public ListBuilder List(int pointer, ElementSize size, int dataWords, int pointers) => Pointer(pointer).List(size, dataWords, pointers);

    /// <summary>Makes a list of the kind that a generated builder names.</summary>
    public T InitList<T>(int pointer, int count)
        where T : IListBuilder<T>, allows ref struct =>
        T.From(T.ElementSize == ElementSize.Composite ? InitStructList(pointer, count, T.DataWords, T.Pointers) : InitList(pointer, T.ElementSize, count));

    /// <summary>The list of that kind that was made there before; empty when nothing was.</summary>
    public T List<T>(int pointer)
        where T : IListBuilder<T>, allows ref struct =>
        T.From(List(pointer, T.ElementSize, T.DataWords, T.Pointers));

    /// <summary>Makes a null pointer lead to a copy of its field's default, so that it can be written to.</summary>
    /// <param name="defaultMessage">A framed message of one segment that the program trusts.</param>
    public void InitDefault(int pointer, ReadOnlySpan<byte> defaultMessage)
    {
        if (IsNull(pointer) && MessageReader.TryOpen(defaultMessage, MessageLimits.Default, out var message, out _) && message.TryPointer(out var value))
        {
            Pointer(pointer).Copy(value);
        }
    }

    /// <summary>Zeroes part of the data section: what a member of a union had before it became another.</summary>
    public void ClearData(int offsetBytes, int bytes) => DataBytes.Slice(offsetBytes, bytes).Clear();

    public void SetText(int pointer, ReadOnlySpan<char> text) => Pointer(pointer).SetText(text);

    public void SetTextUtf8(int pointer, ReadOnlySpan<byte> text) => Pointer(pointer).SetTextUtf8(text);

    public void SetBytes(int pointer, ReadOnlySpan<byte> data) => Pointer(pointer).SetData(data);

    /// <summary>The bytes of a text or data that was set before; a text with its terminating zero.</summary>
    public Span<byte> Bytes(int pointer) => Pointer(pointer).List(ElementSize.Byte, 0, 0).Bytes;

    /// <summary>A copy of a struct of another message, and of everything below it.</summary>
    /// <param name="minDataWords">What this schema's struct needs, where the copied one is smaller.</param>
    /// <param name="minPointers">As <paramref name="minDataWords"/>.</param>
    public void SetStruct(int pointer, StructReader value, int minDataWords, int minPointers) => Pointer(pointer).SetStruct(value, minDataWords, minPointers);

    /// <summary>A copy of whatever another message's struct has at a pointer.</summary>
    public void CopyPointer(int pointer, StructReader from, int fromPointer)
    {
        if (from.TryPointer(fromPointer, out var source))
        {
            Pointer(pointer).Copy(source);
        }
        else
        {
            Clear(pointer);
        }
    }

    /// <summary>Copies all that fits: data and pointers, and everything below them.</summary>
    public void CopyFrom(StructReader value)
    {
        var data = value.Data;
        data[..Math.Min(data.Length, _dataBytes)].CopyTo(DataBytes);
        for (var index = 0; index < Math.Min(PointerCount, value.PointerCount); index++)
        {
            CopyPointer(index, value, index);
        }
    }

    internal PointerBuilder Pointer(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)PointerCount, nameof(index));
        return new PointerBuilder(_message, _segment, _start + _dataBytes + (index * MessageLimits.WordBytes));
    }
}
