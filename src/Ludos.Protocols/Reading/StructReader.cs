using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Ludos.Protocols;

/// <summary>
/// A struct in a message, read where it lies. A field that the struct's writer did not know reads as zero or null; so does one whose pointer is broken,
/// which is noted in the message (<see cref="MessageReader.FirstFault"/>). Generated readers wrap it and add names and defaults.
/// </summary>
public readonly ref struct StructReader
{
    private const int BitsInByte = 8;

    private readonly MessageSource _source;
    private readonly int _data;
    private readonly int _dataBytes;
    private readonly int _pointers;
    private readonly int _pointerCount;
    private readonly int _segmentStart;
    private readonly int _segmentEnd;
    private readonly int _depth;

    internal StructReader(MessageSource source, int depth)
    {
        _source = source;
        _depth = depth;
    }

    internal StructReader(MessageSource source, int data, int dataBytes, int pointers, int pointerCount, int segmentStart, int segmentEnd, int depth)
    {
        _source = source;
        _data = data;
        _dataBytes = dataBytes;
        _pointers = pointers;
        _pointerCount = pointerCount;
        _segmentStart = segmentStart;
        _segmentEnd = segmentEnd;
        _depth = depth;
    }

    /// <summary>The data section, where it lies; as long as its writer made it.</summary>
    public ReadOnlySpan<byte> Data => _source.Frame.Slice(_data, _dataBytes);

    public int PointerCount => _pointerCount;

    /// <summary>The number at a place of the data section; zero behind its end.</summary>
    public T Number<T>(int offsetBytes)
        where T : unmanaged =>
        offsetBytes + Unsafe.SizeOf<T>() <= _dataBytes ? MemoryMarshal.Read<T>(_source.Frame.Slice(_data + offsetBytes, Unsafe.SizeOf<T>())) : default;

    public bool Bit(int offsetBits) =>
        offsetBits < _dataBytes * BitsInByte && ((_source.Frame[_data + (offsetBits / BitsInByte)] >> (offsetBits % BitsInByte)) & 1) != 0;

    public bool IsNull(int pointer) => !TryPointer(pointer, out var reader) || reader.IsNull;

    public StructReader Struct(int pointer) => TryPointer(pointer, out var reader) ? reader.Struct() : new StructReader(_source, _depth);

    /// <param name="expected">How wide the schema's elements are.</param>
    public ListReader List(int pointer, ElementSize expected) => TryPointer(pointer, out var reader) ? reader.List(expected) : new ListReader(_source);

    /// <summary>A list of whatever it holds.</summary>
    public ListReader AnyList(int pointer) => TryPointer(pointer, out var reader) ? reader.AnyList() : new ListReader(_source);

    /// <summary>The UTF-8 of a text where it lies, without its zero.</summary>
    public ReadOnlySpan<byte> TextUtf8(int pointer) => TryPointer(pointer, out var reader) ? reader.Text() : default;

    /// <summary>A text; bytes that are not UTF-8 become replacement characters.</summary>
    public string Text(int pointer) => Encoding.UTF8.GetString(TextUtf8(pointer));

    public ReadOnlySpan<byte> Bytes(int pointer) => TryPointer(pointer, out var reader) ? reader.Bytes() : default;

    /// <summary>A struct, or the default of its field where the pointer is null.</summary>
    /// <param name="defaultMessage">A framed message of one segment that the program trusts.</param>
    public StructReader StructOr(int pointer, ReadOnlySpan<byte> defaultMessage) => IsNull(pointer) ? Default(defaultMessage).Struct() : Struct(pointer);

    /// <inheritdoc cref="StructOr"/>
    public ListReader ListOr(int pointer, ElementSize expected, ReadOnlySpan<byte> defaultMessage) => IsNull(pointer) ? Default(defaultMessage).List(expected) : List(pointer, expected);

    private PointerReader Default(ReadOnlySpan<byte> message) =>
        new(new MessageSource(message, ref _source.Budget), MessageLimits.WordBytes, MessageLimits.WordBytes, message.Length, _depth);

    internal bool TryPointer(int index, out PointerReader pointer)
    {
        if ((uint)index >= (uint)_pointerCount)
        {
            pointer = default;
            return false;
        }

        pointer = new PointerReader(_source, _pointers + (index * MessageLimits.WordBytes), _segmentStart, _segmentEnd, _depth);
        return true;
    }
}
