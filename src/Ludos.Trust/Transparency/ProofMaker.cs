using System.Collections.Immutable;
using System.Numerics;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Makes roots and proofs of a log from its stored hashes, by RFC 6962, section 2.1. Each reads about two hashes a level.</summary>
public static class ProofMaker
{
    /// <summary>The root of the tree of the first <paramref name="size"/> entries.</summary>
    public static Digest Root(INodeReader nodes, long size)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? TreeHash.Empty : Range(nodes, 0, size);
    }

    /// <summary>That an entry is in the tree of the first <paramref name="size"/> entries: hashes from the leaf upwards.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below the size.</exception>
    public static ImmutableArray<Digest> Inclusion(INodeReader nodes, long index, long size)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = ImmutableArray.CreateBuilder<Digest>();
        var (start, length) = (0L, size);
        while (length > 1)
        {
            var left = SplitOf(length);
            if (index < start + left)
            {
                proof.Add(Range(nodes, start + left, length - left));
                length = left;
            }
            else
            {
                proof.Add(Range(nodes, start, left));
                (start, length) = (start + left, length - left);
            }
        }

        proof.Reverse();
        return proof.DrainToImmutable();
    }

    /// <summary>That the tree of <paramref name="toSize"/> entries continues that of <paramref name="fromSize"/>. Empty where the sizes are equal or the first is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The first size is greater than the second.</exception>
    public static ImmutableArray<Digest> Consistency(INodeReader nodes, long fromSize, long toSize)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentOutOfRangeException.ThrowIfNegative(fromSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fromSize, toSize);
        var proof = ImmutableArray.CreateBuilder<Digest>();
        if (fromSize > 0 && fromSize < toSize)
        {
            Descend(nodes, fromSize, toSize, proof);
            proof.Reverse();
        }

        return proof.DrainToImmutable();
    }

    /// <summary>RFC 6962's SUBPROOF, from the root downwards.</summary>
    private static void Descend(INodeReader nodes, long fromSize, long toSize, ImmutableArray<Digest>.Builder proof)
    {
        var (start, length, isKnown) = (0L, toSize, true);
        while (fromSize - start != length)
        {
            var left = SplitOf(length);
            if (fromSize - start <= left)
            {
                proof.Add(Range(nodes, start + left, length - left));
                length = left;
            }
            else
            {
                proof.Add(Range(nodes, start, left));
                (start, length, isKnown) = (start + left, length - left, false);
            }
        }

        if (!isKnown)
        {
            proof.Add(Range(nodes, start, length));
        }
    }

    /// <summary>The hash over a range of entries that begins where a whole subtree of at least its size does.</summary>
    private static Digest Range(INodeReader nodes, long start, long length)
    {
        if (BitOperations.IsPow2(length))
        {
            var level = BitOperations.TrailingZeroCount(length);
            return nodes.Node(level, start >> level);
        }

        var left = SplitOf(length);
        return TreeHash.Node(Range(nodes, start, left), Range(nodes, start + left, length - left));
    }

    /// <summary>The largest power of two below a length above 1.</summary>
    private static long SplitOf(long length) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(length - 1)));
}
