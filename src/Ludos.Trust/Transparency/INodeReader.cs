using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Hashes of the whole subtrees of a log: what its storage keeps, and what proofs are made of.</summary>
public interface INodeReader
{
    /// <summary>The root of a whole subtree.</summary>
    /// <param name="level">0 for leaves; the subtree has two to the power of this many entries.</param>
    /// <param name="index">Its place among those of its level, from 0; all its entries are in the log.</param>
    Digest Node(int level, long index);
}
