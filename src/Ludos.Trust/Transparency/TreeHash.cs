using System.Security.Cryptography;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Hashes of a Merkle tree by RFC 6962, with SHA-256. Leaves and nodes are told apart by their first byte.</summary>
public static class TreeHash
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>The root of a tree without entries.</summary>
    public static Digest Empty { get; } = Digest.Of([]);

    /// <summary>The hash of an entry.</summary>
    public static Digest Leaf(ReadOnlySpan<byte> entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([LeafPrefix]);
        hash.AppendData(entry);
        Span<byte> bytes = stackalloc byte[Digest.SizeBytes];
        _ = hash.GetHashAndReset(bytes);
        return new Digest(bytes);
    }

    /// <summary>The hash above two subtrees.</summary>
    public static Digest Node(in Digest left, in Digest right)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * Digest.SizeBytes)];
        bytes[0] = NodePrefix;
        left.Span.CopyTo(bytes[1..]);
        right.Span.CopyTo(bytes[(1 + Digest.SizeBytes)..]);
        return Digest.Of(bytes);
    }
}
