using System.Collections.Immutable;
using Ludos.Base;
using Xunit;

namespace Ludos.Trust.Tests;

/// <summary>Trees, roots and proofs against a tree that is computed as RFC 6962 writes it down, and against known roots.</summary>
public sealed class MerkleTreeTests
{
    private const int MaxSize = 70;

    /// <summary>Entries that implementations of RFC 6962 test with, and the roots of the trees of the first of them.</summary>
    private static readonly (string Entry, string Root)[] Known =
    [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ];

    private static readonly MerkleTree Tree = Numbered(MaxSize);

    [Fact]
    public void KnownRootsAreMade()
    {
        var tree = new MerkleTree();

        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", tree.Root.ToString());
        foreach (var (entry, root) in Known)
        {
            tree.Append(Convert.FromHexString(entry));
            Assert.Equal(root, tree.Root.ToString());
        }
    }

    [Fact]
    public void RootsAreThoseOfTheDefinition()
    {
        for (var size = 0; size <= MaxSize; size++)
        {
            Assert.Equal(Defined(0, size), ProofMaker.Root(Tree, size));
        }
    }

    [Fact]
    public void EveryEntryOfEveryTreeIsProven()
    {
        for (var size = 1; size <= MaxSize; size++)
        {
            var root = Defined(0, size);
            for (var index = 0; index < size; index++)
            {
                var proof = Tree.Inclusion(index, size);
                Assert.True(ProofCheck.IsIncluded(Leaf(index), index, size, proof.AsSpan(), root), $"{index} of {size}");
                Assert.All(Spoilt(proof), bad => Assert.False(ProofCheck.IsIncluded(Leaf(index), index, size, bad.AsSpan(), root), $"{index} of {size}"));
                Assert.False(ProofCheck.IsIncluded(Leaf(index + 1), index, size, proof.AsSpan(), root));
                Assert.False(ProofCheck.IsIncluded(Leaf(index), size, size, proof.AsSpan(), root));
                if (size > 1)
                {
                    Assert.False(ProofCheck.IsIncluded(Leaf(index), (index + 1) % size, size, proof.AsSpan(), root), $"{index} of {size} elsewhere");
                }
            }
        }
    }

    [Fact]
    public void EveryTreeContinuesEverySmallerOne()
    {
        for (var to = 0; to <= MaxSize; to++)
        {
            for (var from = 0; from <= to; from++)
            {
                var (fromRoot, toRoot) = (Defined(0, from), Defined(0, to));
                var proof = Tree.Consistency(from, to);
                Assert.True(ProofCheck.IsContinued(from, to, proof.AsSpan(), fromRoot, toRoot), $"{from} to {to}");
                Assert.All(Spoilt(proof), bad => Assert.False(ProofCheck.IsContinued(from, to, bad.AsSpan(), fromRoot, toRoot), $"{from} to {to}"));
                Assert.False(ProofCheck.IsContinued(from, to, proof.AsSpan(), Leaf(99), toRoot), $"{from} to {to}, another beginning");
                if (from > 0)
                {
                    Assert.False(ProofCheck.IsContinued(from, to, proof.AsSpan(), fromRoot, Leaf(99)), $"{from} to {to}, another end");
                }
            }
        }

        Assert.False(ProofCheck.IsContinued(2, 1, [], Defined(0, 2), Defined(0, 1)));
    }

    /// <summary>A tree whose entry was changed has no proof that it continues the old one.</summary>
    [Fact]
    public void ARewrittenTreeIsNoContinuation()
    {
        for (var changed = 0; changed < 8; changed++)
        {
            var other = new MerkleTree();
            for (var index = 0; index < 13; index++)
            {
                other.Append([(byte)(index == changed ? 200 : index)]);
            }

            Assert.False(ProofCheck.IsContinued(8, 13, other.Consistency(8, 13).AsSpan(), Defined(0, 8), other.Root));
        }
    }

    /// <summary>Proofs that are shorter, longer or have one wrong hash.</summary>
    private static IEnumerable<ImmutableArray<Digest>> Spoilt(ImmutableArray<Digest> proof)
    {
        yield return proof.Add(Leaf(0));
        for (var at = 0; at < proof.Length; at++)
        {
            yield return proof.RemoveAt(at);
            yield return proof.SetItem(at, Leaf(at + 100));
        }
    }

    private static MerkleTree Numbered(int count)
    {
        var tree = new MerkleTree();
        for (var index = 0; index < count; index++)
        {
            Assert.Equal(index, tree.Append([(byte)index]));
        }

        return tree;
    }

    private static Digest Leaf(int index) => TreeHash.Leaf([(byte)index]);

    /// <summary>MTH of RFC 6962, section 2.1, word by word.</summary>
    private static Digest Defined(int start, int count)
    {
        if (count <= 1)
        {
            return count == 0 ? Digest.Of([]) : Digest.Of([0, (byte)start]);
        }

        var left = 1;
        while (left * 2 < count)
        {
            left *= 2;
        }

        return Digest.Of([1, .. Defined(start, left).Span, .. Defined(start + left, count - left).Span]);
    }
}
