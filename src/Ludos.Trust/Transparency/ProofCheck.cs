using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Verifies proofs of a Merkle tree, by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2.</summary>
public static class ProofCheck
{
    /// <summary>Whether a leaf is at a place in a tree.</summary>
    /// <param name="leaf">By <see cref="TreeHash.Leaf"/>.</param>
    /// <param name="index">Place, from 0.</param>
    /// <param name="size">Entries of the tree.</param>
    /// <param name="proof">From the leaf upwards.</param>
    /// <param name="root">The tree's.</param>
    public static bool IsIncluded(in Digest leaf, long index, long size, ReadOnlySpan<Digest> proof, in Digest root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (at, last, hash) = (index, size - 1, leaf);
        foreach (ref readonly var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if (IsOdd(at) || at == last)
            {
                hash = TreeHash.Node(sibling, hash);
                while (!IsOdd(at) && at != 0)
                {
                    (at, last) = (at >> 1, last >> 1);
                }
            }
            else
            {
                hash = TreeHash.Node(hash, sibling);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }

    /// <summary>Whether a tree is a continuation of a smaller one.</summary>
    /// <param name="fromSize">Entries of the smaller tree; 0 to <paramref name="toSize"/>. Anything continues the empty tree, without a proof.</param>
    /// <param name="toSize">Entries of the larger tree.</param>
    /// <param name="proof">By RFC 6962, section 2.1.2; empty where the sizes are equal.</param>
    /// <param name="fromRoot">The smaller tree's.</param>
    /// <param name="toRoot">The larger tree's.</param>
    public static bool IsContinued(long fromSize, long toSize, ReadOnlySpan<Digest> proof, in Digest fromRoot, in Digest toRoot)
    {
        if (fromSize < 0 || fromSize > toSize)
        {
            return false;
        }

        if (fromSize == toSize)
        {
            return proof.IsEmpty && fromRoot == toRoot;
        }

        if (fromSize == 0)
        {
            return proof.IsEmpty && fromRoot == TreeHash.Empty;
        }

        var isWhole = (fromSize & (fromSize - 1)) == 0;
        if (!isWhole && proof.IsEmpty)
        {
            return false;
        }

        var (at, last) = (fromSize - 1, toSize - 1);
        while (IsOdd(at))
        {
            (at, last) = (at >> 1, last >> 1);
        }

        var older = isWhole ? fromRoot : proof[0];
        var newer = older;
        foreach (ref readonly var sibling in isWhole ? proof : proof[1..])
        {
            if (last == 0)
            {
                return false;
            }

            if (IsOdd(at) || at == last)
            {
                older = TreeHash.Node(sibling, older);
                newer = TreeHash.Node(sibling, newer);
                while (!IsOdd(at) && at != 0)
                {
                    (at, last) = (at >> 1, last >> 1);
                }
            }
            else
            {
                newer = TreeHash.Node(newer, sibling);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && older == fromRoot && newer == toRoot;
    }

    private static bool IsOdd(long number) => (number & 1) == 1;
}
