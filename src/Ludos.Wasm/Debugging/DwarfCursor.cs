using System.Buffers.Binary;
using System.Text;

namespace Ludos.Wasm.Debugging;

/// <summary>Reads a debug section. Past its end it gives zeroes and says so: such sections are for people, and damage in them is no error.</summary>
internal ref struct DwarfCursor(ReadOnlySpan<byte> bytes)
{
    private const int MaxTextBytes = 4_096;
    private const int MaxVariableBytes = 10;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public bool Failed { get; private set; }

    public readonly int Remaining => _bytes.Length - Position;

    public readonly bool AtEnd => Failed || Remaining == 0;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public ushort Short() => Take(2) is { Length: 2 } two ? BinaryPrimitives.ReadUInt16LittleEndian(two) : (ushort)0;

    public uint Int() => Take(4) is { Length: 4 } four ? BinaryPrimitives.ReadUInt32LittleEndian(four) : 0;

    public ulong Long() => Take(8) is { Length: 8 } eight ? BinaryPrimitives.ReadUInt64LittleEndian(eight) : 0;

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var i = 0; i < MaxVariableBytes; i++)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                return value;
            }
        }

        Failed = true;
        return 0;
    }

    public long Signed()
    {
        long value = 0;
        for (var i = 0; i < MaxVariableBytes; i++)
        {
            var next = Byte();
            value |= (long)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                var unused = 64 - (7 * (i + 1));
                return unused > 0 ? value << unused >> unused : value;
            }
        }

        Failed = true;
        return 0;
    }

    /// <summary>Up to a zero byte; what is not UTF-8 is replaced, what is too long cut.</summary>
    public string Text()
    {
        var rest = _bytes[Position..];
        var end = rest.IndexOf((byte)0);
        if (end < 0)
        {
            Failed = true;
            return "";
        }

        Position += end + 1;
        return Encoding.UTF8.GetString(rest[..Math.Min(end, MaxTextBytes)]);
    }

    public void Skip(ulong count) => _ = Take(count);

    /// <summary>A part of this one, which moves past it.</summary>
    public DwarfCursor Sub(ulong count) => new(Take(count));

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (Failed || count > (ulong)Remaining)
        {
            Failed = true;
            return [];
        }

        var taken = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }
}
