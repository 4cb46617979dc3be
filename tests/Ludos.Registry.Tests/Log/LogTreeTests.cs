using Ludos.Base;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Catalogue.Sqlite;
using Ludos.Registry.Log;
using Ludos.Trust;

namespace Ludos.Registry.Tests.Log;

/// <summary>Proofs from stored subtrees against the verifier, which was written for itself and passes the public vectors.</summary>
public sealed class LogTreeTests : IDisposable
{
    private const int Sizes = 70;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-log-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_entry_is_proven_in_every_tree_and_every_tree_continues_every_earlier_one()
    {
        using var catalogue = SqliteCatalogue.Open(Path.Combine(_folder.FullName, "catalogue.db")).Value;
        var result = catalogue.Write<bool>(writer =>
        {
            var roots = new List<Digest> { LogTree.Root(writer, 0) };
            for (var size = 1; size <= Sizes; size++)
            {
                Assert.Equal(size - 1, LogTree.Append(writer, Entry(size - 1)));
                roots.Add(LogTree.Root(writer, size));
                Assert.Equal(roots[size], Reference(0, size));
                Hold(writer, roots, size);
            }

            return true;
        });
        Assert.True(result.IsOk, result.Fault?.ToString());
    }

    private static void Hold(ICatalogueWriter writer, List<Digest> roots, int size)
    {
        for (var index = 0; index < size; index++)
        {
            var proof = LogTree.Inclusion(writer, index, size);
            Assert.True(ProofCheck.IsIncluded(TreeHash.Leaf(Entry(index)), index, size, proof.AsSpan(), roots[size]), $"{index} in {size}");
            Assert.False(ProofCheck.IsIncluded(TreeHash.Leaf(Entry(index + 1)), index, size, proof.AsSpan(), roots[size]));
        }

        for (var from = 1; from <= size; from++)
        {
            var proof = LogTree.Consistency(writer, from, size);
            Assert.True(ProofCheck.IsContinued(from, size, proof.AsSpan(), roots[from], roots[size]), $"{from} to {size}");
        }
    }

    /// <summary>RFC 6962's definition, word for word.</summary>
    private static Digest Reference(int first, int count)
    {
        if (count == 1)
        {
            return TreeHash.Leaf(Entry(first));
        }

        var left = 1;
        while (left * 2 < count)
        {
            left *= 2;
        }

        return TreeHash.Node(Reference(first, left), Reference(first + left, count - left));
    }

    private static byte[] Entry(int index) => [(byte)index, (byte)(index >> 8), 7];
}
