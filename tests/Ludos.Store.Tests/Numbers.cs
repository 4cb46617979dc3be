namespace Ludos.Store.Tests;

/// <summary>Deterministic numbers, and damage: the same seed gives the same on every machine.</summary>
internal sealed class Numbers(ulong seed)
{
    private static readonly ulong[] Extremes = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, long.MaxValue, ulong.MaxValue];

    private ulong _state = (seed * 0x9E37_79B9_7F4A_7C15) | 1;

    internal ulong Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return _state * 0x2545_F491_4F6C_DD1D;
    }

    internal int Below(int bound) => (int)((Next() >> 33) % (ulong)bound);

    /// <summary>Flips bits, or writes extreme numbers of 1, 2, 4 or 8 bytes, at one to four places.</summary>
    internal void Damage(Span<byte> bytes)
    {
        for (var places = 1 + Below(4); places > 0 && !bytes.IsEmpty; places--)
        {
            var at = Below(bytes.Length);
            if (Below(2) == 0)
            {
                bytes[at] ^= (byte)(1 << Below(8));
                continue;
            }

            var number = BitConverter.GetBytes(Extremes[Below(Extremes.Length)]).AsSpan(0, 1 << Below(4));
            number[..Math.Min(number.Length, bytes.Length - at)].CopyTo(bytes[at..]);
        }
    }
}
