using Ludos.Base;
using Xunit;

namespace Ludos.Trust.Tests;

public sealed class TileTests
{
    [Theory]
    [InlineData("tile/0/000", 0, 0, 256)]
    [InlineData("tile/0/067.p/12", 0, 67, 12)]
    [InlineData("tile/0/x001/x234/067", 0, 1_234_067, 256)]
    [InlineData("tile/3/x001/000.p/255", 3, 1_000, 255)]
    [InlineData("tile/entries/x123/456.p/1", TileId.EntriesLevel, 123_456, 1)]
    public void PathsAreAsTheSpecificationWritesThem(string path, int level, long index, int width)
    {
        var tile = new TileId(level, index, width);

        Assert.Equal(path, tile.Path);
        Assert.True(TileId.TryParse(path, out var read));
        Assert.Equal(tile, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile/0")]
    [InlineData("tile/0/67")]
    [InlineData("tile/00/067")]
    [InlineData("tile/8/067")]
    [InlineData("tile/-1/067")]
    [InlineData("tile/0/067.p/0")]
    [InlineData("tile/0/067.p/256")]
    [InlineData("tile/0/067.p/012")]
    [InlineData("tile/0/x000/067")]
    [InlineData("tile/0/001/067")]
    [InlineData("tile/0/x001")]
    [InlineData("tile/0/../067")]
    [InlineData("tile/0/067/")]
    [InlineData("/tile/0/067")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/999")]
    public void OthersAreRefused(string path) => Assert.False(TileId.TryParse(path, out _));

    [Fact]
    public void TilesHoldTheTreesHashes()
    {
        var tree = new MerkleTree();
        for (var index = 0; index < 700; index++)
        {
            tree.Append(BitConverter.GetBytes(index));
        }

        Assert.Equal(["tile/0/000", "tile/0/001", "tile/0/002.p/188"], TileId.Of(0, 700).Select(tile => tile.Path));
        var above = Assert.Single(TileId.Of(1, 700));
        Assert.Equal("tile/1/000.p/2", above.Path);
        var hashes = TileBytes.ReadHashes(TileBytes.Hashes(tree, above), above).Value;
        Assert.Equal(tree.Node(8, 1), hashes[1]);

        var small = new MerkleTree();
        foreach (var hash in TileBytes.ReadHashes(TileBytes.Hashes(tree, new TileId(0, 1, 256)), new TileId(0, 1, 256)).Value)
        {
            small.AppendLeaf(hash);
        }

        Assert.Equal(hashes[1], small.Root);
        Assert.Equal(TransparencyErrorCode.Malformed, TileBytes.ReadHashes(new byte[31], new TileId(0, 0, 1)).Fault?.Code);
    }

    [Fact]
    public void EntriesAreReadAgain()
    {
        ReadOnlyMemory<byte>[] entries = [new byte[] { 1, 2, 3 }, Array.Empty<byte>(), new byte[TrustLimits.MaxEnvelopeBytes]];
        var bytes = TileBytes.Entries(entries);
        var tile = new TileId(TileId.EntriesLevel, 0, 3);

        Assert.Equal([0, 3, 1, 2, 3, 0, 0, 0xFF, 0xFF], bytes[..9]);
        Assert.Equal(entries.Select(entry => Digest.Of(entry.Span)), TileBytes.ReadEntries(bytes, tile).Value.Select(entry => Digest.Of(entry.Span)));
        Assert.False(TileBytes.ReadEntries(bytes.AsMemory(0, bytes.Length - 1), tile).IsOk);
        Assert.False(TileBytes.ReadEntries(bytes, tile with { Width = 2 }).IsOk);
        Assert.False(TileBytes.ReadEntries(bytes, tile with { Width = 4 }).IsOk);
    }
}
