using System.Collections.Immutable;
using System.Numerics;
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
    public static Digest Root(ICatalogueReader reader, long size) => size == 0 ? TreeHash.Empty : Range(reader, 0, size);

    /// <summary>The inclusion proof of an entry in the first <paramref name="size"/> entries, from the entry upwards.</summary>
    public static ImmutableArray<Digest> Inclusion(ICatalogueReader reader, long index, long size)
    {
        var proof = ImmutableArray.CreateBuilder<Digest>();
        var (first, count) = (0L, size);
        while (count > 1)
        {
            var left = LargestBelow(count);
            if (index < first + left)
            {
                proof.Add(Range(reader, first + left, count - left));
                count = left;
            }
            else
            {
                proof.Add(Range(reader, first, left));
                first += left;
                count -= left;
            }
        }

        proof.Reverse();
        return proof.ToImmutable();
    }

    /// <summary>The proof that the first <paramref name="to"/> entries begin with the first <paramref name="from"/>; <c>0 &lt; from ≤ to</c>.</summary>
    public static ImmutableArray<Digest> Consistency(ICatalogueReader reader, long from, long to)
    {
        var proof = ImmutableArray.CreateBuilder<Digest>();
        var (first, count, rest) = (0L, to, from);
        var isWhole = true;
        while (rest < count)
        {
            var left = LargestBelow(count);
            if (rest <= left)
            {
                proof.Add(Range(reader, first + left, count - left));
                count = left;
            }
            else
            {
                proof.Add(Range(reader, first, left));
                first += left;
                count -= left;
                rest -= left;
                isWhole = false;
            }
        }

        if (!isWhole)
        {
            proof.Add(Range(reader, first, count));
        }

        proof.Reverse();
        return proof.ToImmutable();
    }

    /// <summary>The hash over a range that is a subtree of some tree: its start is a multiple of the power of two at or above its length.</summary>
    private static Digest Range(ICatalogueReader reader, long first, long count)
    {
        if (BitOperations.IsPow2(count))
        {
            var level = BitOperations.TrailingZeroCount(count);
            return HashOf(reader, level, first >> level);
        }

        var left = LargestBelow(count);
        return TreeHash.Node(Range(reader, first, left), Range(reader, first + left, count - left));
    }

    private static long LargestBelow(long count) => 1L << BitOperations.Log2((ulong)(count - 1));

    private static Digest HashOf(ICatalogueReader reader, int level, long index) => reader.LogHashes(level, index, 1) is [var hash]
        ? new Digest(hash)
        : throw new InvalidOperationException($"The log has no hash {index} at level {level}.");
}
