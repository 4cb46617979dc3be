using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A log's hashes in memory: 64 bytes an entry. Only grows. One thread appends; nobody reads meanwhile.</summary>
public sealed class MerkleTree : INodeReader
{
    private readonly List<List<Digest>> _levels = [];

    /// <summary>Entries.</summary>
    public long Size => _levels.Count == 0 ? 0 : _levels[0].Count;

    public Digest Root => ProofMaker.Root(this, Size);

    /// <summary>Adds an entry.</summary>
    /// <returns>Its place, from 0.</returns>
    public long Append(ReadOnlySpan<byte> entry) => AppendLeaf(TreeHash.Leaf(entry));

    /// <summary>Adds an entry whose leaf hash is known.</summary>
    /// <returns>Its place, from 0.</returns>
    public long AppendLeaf(in Digest leaf)
    {
        var index = Size;
        var hash = leaf;
        for (var level = 0; ; level++)
        {
            if (level == _levels.Count)
            {
                _levels.Add([]);
            }

            var nodes = _levels[level];
            nodes.Add(hash);
            if ((nodes.Count & 1) == 1)
            {
                return index;
            }

            hash = TreeHash.Node(nodes[^2], nodes[^1]);
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">No such whole subtree.</exception>
    public Digest Node(int level, long index) => _levels[level][checked((int)index)];

    public ImmutableArray<Digest> Inclusion(long index, long size) => ProofMaker.Inclusion(this, index, Known(size));

    public ImmutableArray<Digest> Consistency(long fromSize, long toSize) => ProofMaker.Consistency(this, fromSize, Known(toSize));

    private long Known(long size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return size;
    }
}
