using System.Buffers.Binary;
using System.Text;

namespace Ludos.Wasm.Decoding;

/// <summary>Reads the primitive encodings of a module. Offsets in messages are those of the file.</summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> file, int position, int end)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    private readonly ReadOnlySpan<byte> _file = file;
    private readonly int _end = end;
    private int _position = position;

    public readonly int Position => _position;

    public readonly int Remaining => _end - _position;

    public readonly bool AtEnd => _position == _end;

    public byte Byte()
    {
        if (_position >= _end)
        {
            throw WasmFormatException.Malformed(_position, "unexpected end");
        }

        return _file[_position++];
    }

    public readonly byte Peek() => _position < _end ? _file[_position] : throw WasmFormatException.Malformed(_position, "unexpected end");

    public uint U32()
    {
        var first = Byte();
        return first < 0x80 ? first : (uint)Unsigned(first, 32);
    }

    /// <summary>A limit or a memory offset.</summary>
    public ulong U64() => Unsigned(Byte(), 64);

    public int S32() => (int)Signed(32);

    /// <summary>A block type's index or shorthand.</summary>
    public long S33() => Signed(33);

    public long S64() => Signed(64);

    public uint Fixed32()
    {
        var value = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        return value;
    }

    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public ReadOnlySpan<byte> Take(uint count)
    {
        if (count > (uint)Remaining)
        {
            throw WasmFormatException.Malformed(_position, $"{count} bytes are announced, {Remaining} are left");
        }

        var taken = _file.Slice(_position, (int)count);
        _position += (int)count;
        return taken;
    }

    /// <summary>A part of this cursor, which moves past it.</summary>
    public ByteCursor Sub(uint count)
    {
        var start = _position;
        Take(count);
        return new ByteCursor(_file, start, _position);
    }

    /// <summary>A vector's length. Each element takes at least one byte, so a claim beyond the bytes that are left is refused before anything is allocated.</summary>
    public int Count(string what, int limit)
    {
        var at = _position;
        var count = U32();
        if (count > (uint)limit)
        {
            throw WasmFormatException.Limit(at, what, count, limit);
        }

        if (count > (uint)Remaining)
        {
            throw WasmFormatException.Malformed(at, $"{count} {what} are announced, {Remaining} bytes are left");
        }

        return (int)count;
    }

    public string Name(int limitBytes)
    {
        var at = _position;
        var length = U32();
        var bytes = Take(length);
        if (length > (uint)limitBytes)
        {
            throw WasmFormatException.Limit(at, "bytes in a name", length, limitBytes);
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw WasmFormatException.Malformed(at, "a name is not UTF-8");
        }
    }

    private ulong Unsigned(byte first, int bits)
    {
        ulong value = first & 0x7Fu;
        if (first < 0x80)
        {
            return value;
        }

        for (var shift = 7; ; shift += 7)
        {
            var at = _position;
            var next = Byte();
            var room = bits - shift;
            if (room < 7 && (next >> room) != 0)
            {
                throw WasmFormatException.Malformed(at, next >= 0x80 ? "an integer takes too many bytes" : "an integer is too large");
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private long Signed(int bits)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var at = _position;
            var next = Byte();
            var room = bits - shift;
            value |= (long)(next & 0x7F) << shift;
            if (room < 7)
            {
                // The bits beyond the width must repeat the sign.
                var spare = (sbyte)(next << 1) >> room;
                if (next >= 0x80 || spare is not (0 or -1))
                {
                    throw WasmFormatException.Malformed(at, next >= 0x80 ? "an integer takes too many bytes" : "an integer is too large");
                }
            }

            if (next < 0x80)
            {
                var used = shift + 7;
                return used < 64 ? value << (64 - used) >> (64 - used) : value;
            }
        }
    }
}
