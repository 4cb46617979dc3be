namespace Ludos.Store;

/// <summary>Numbers of up to 32 bits, seven bits a byte, the lowest first; signed ones with the sign in the lowest bit.</summary>
internal sealed class NumberWriter
{
    private readonly List<byte> _bytes = [];

    internal byte[] ToArray() => [.. _bytes];

    internal void Add(uint number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            _bytes.Add((byte)(number | 0x80));
        }

        _bytes.Add((byte)number);
    }

    internal void AddSigned(int number) => Add((uint)((number << 1) ^ (number >> 31)));
}

/// <summary>Reads what <see cref="NumberWriter"/> writes; a number written longer than it need be is refused.</summary>
internal static class NumberReader
{
    private const int LastShift = 28;
    private const byte LastBits = 0x0F;

    internal static bool TryRead(ref ReadOnlySpan<byte> from, out uint number)
    {
        number = 0;
        for (var shift = 0; shift <= LastShift; shift += 7)
        {
            if (from.IsEmpty || (shift == LastShift && from[0] > LastBits))
            {
                return false;
            }

            var part = from[0];
            from = from[1..];
            number |= (uint)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return shift == 0 || part != 0;
            }
        }

        return false;
    }

    internal static bool TryReadSigned(ref ReadOnlySpan<byte> from, out int number)
    {
        var isRead = TryRead(ref from, out var raw);
        number = (int)(raw >> 1) ^ -(int)(raw & 1);
        return isRead;
    }
}
