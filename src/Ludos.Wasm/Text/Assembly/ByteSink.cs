using System.Runtime.InteropServices;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>Grows bytes in the binary format's encodings.</summary>
internal sealed class ByteSink
{
    private readonly List<byte> _bytes = [];

    public ByteSink Byte(byte value)
    {
        _bytes.Add(value);
        return this;
    }

    public ByteSink Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public ByteSink Append(ByteSink other) => Raw(CollectionsMarshal.AsSpan(other._bytes));

    public ByteSink Unsigned(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.Add((byte)(value | 0x80));
            value >>= 7;
        }

        return Byte((byte)value);
    }

    public ByteSink Signed(long value)
    {
        while (value is < -64 or >= 64)
        {
            _bytes.Add((byte)(value | 0x80));
            value >>= 7;
        }

        return Byte((byte)(value & 0x7F));
    }

    public ByteSink Fixed32(uint value) => Raw(BitConverter.GetBytes(value));

    public ByteSink Fixed64(ulong value) => Raw(BitConverter.GetBytes(value));

    public ByteSink Sized(ReadOnlySpan<byte> bytes) => Unsigned((ulong)bytes.Length).Raw(bytes);

    public ByteSink Sized(ByteSink bytes) => Sized(CollectionsMarshal.AsSpan(bytes._bytes));

    public int Length => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];
}
