using System.Buffers.Binary;
using Ludos.Base;

namespace Ludos.Store;

/// <summary>The gear hash's 256 numbers: for each byte the first eight bytes, little-endian, of the SHA-256 of "ludos/gear/v1" and that byte.</summary>
internal static class GearTable
{
    internal static readonly ulong[] Values = Make();

    private static ulong[] Make()
    {
        var values = new ulong[256];
        Span<byte> seed = [.. "ludos/gear/v1"u8, 0];
        for (var value = 0; value < values.Length; value++)
        {
            seed[^1] = (byte)value;
            values[value] = BinaryPrimitives.ReadUInt64LittleEndian(Digest.Of(seed).Span);
        }

        return values;
    }
}
