using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Registry.Catalogue;
using Ludos.Trust;

namespace Ludos.Registry.Log;

/// <summary>The Merkle tree of RFC 6962 over the catalogue's log: the hash of every whole subtree is stored once, when its last leaf comes.</summary>
internal static class LogTree
{
    /// <summary>Appends an entry and the hashes of the subtrees that it completes.</summary>
    /// <returns>The entry's index.</returns>
    public static long Append(ICatalogueWriter writer, ReadOnlyMemory<byte> entry)
    {
        var hash = TreeHash.Leaf(entry.Span);
        var index = writer.AppendLog(entry, hash.Span.ToArray());
        for (var (level, place) = (1, index); (place & 1) == 1; level++)
        {
            hash = TreeHash.Node(HashOf(writer, level - 1, place - 1), hash);
            place >>= 1;
            writer.AddLogHash(level, place, hash.Span.ToArray());
        }

        return index;
    }

    /// <summary>The root of the first <paramref name="size"/> entries.</summary>
    public static Digest Root(ICatalogueReader reader, long size) => ProofMaker.Root(new Nodes(reader), size);

    /// <summary>The inclusion proof of an entry in the first <paramref name="size"/> entries, from the entry upwards.</summary>
    public static ImmutableArray<Digest> Inclusion(ICatalogueReader reader, long index, long size) => ProofMaker.Inclusion(new Nodes(reader), index, size);

    /// <summary>The proof that the first <paramref name="to"/> entries begin with the first <paramref name="from"/>; <c>0 &lt; from ≤ to</c>.</summary>
    public static ImmutableArray<Digest> Consistency(ICatalogueReader reader, long from, long to) => ProofMaker.Consistency(new Nodes(reader), from, to);

    private static Digest HashOf(ICatalogueReader reader, int level, long index) => reader.LogHashes(level, index, 1) is [var hash]
        ? new Digest(hash)
        : throw new InvalidOperationException($"The log has no hash {index} at level {level}.");

    private sealed class Nodes(ICatalogueReader reader) : INodeReader
    {
        public Digest Node(int level, long index) => HashOf(reader, level, index);
    }
}
