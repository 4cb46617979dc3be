using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ludos.State;

/// <summary>What a region held at an epoch, in 16 bytes.</summary>
/// <param name="Region">Its number in the log's description.</param>
/// <param name="Hash">The first 16 bytes of the SHA-256 of its content, as a little-endian number.</param>
public readonly record struct RegionHash(int Region, ulong Epoch, UInt128 Hash)
{
    /// <summary>Allocates nothing.</summary>
    public static RegionHash Of(int region, ulong epoch, ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(content, digest);
        return new RegionHash(region, epoch, BinaryPrimitives.ReadUInt128LittleEndian(digest));
    }
}
