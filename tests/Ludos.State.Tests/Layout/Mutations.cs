namespace Ludos.State.Tests.Layout;

/// <summary>Deterministic damage: the same seed gives the same bytes on every machine.</summary>
internal sealed class Mutations(ulong seed)
{
    private static readonly ulong[] Extremes = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, long.MaxValue, ulong.MaxValue];

    private ulong _state = seed | 1;

    internal int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Flips bits, or writes extreme numbers of 1, 2, 4 or 8 bytes, at one to six places.</summary>
    internal void Damage(Span<byte> bytes)
    {
        for (var places = 1 + Below(6); places > 0; places--)
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

    private ulong Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return _state;
    }
}
