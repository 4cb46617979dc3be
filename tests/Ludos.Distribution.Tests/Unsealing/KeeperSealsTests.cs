using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform;
using Ludos.Store;
using Ludos.Trust;
using Xunit;

namespace Ludos.Distribution.Tests.Unsealing;

/// <summary>What the chunk store seals with a content key, the keeper opens for who has a receipt: both sides have one format.</summary>
public sealed class KeeperSealsTests : IDisposable
{
    private const string Module = "shoal";
    private const int Generation = 2;

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-seals-");
    private readonly MemorySigner _store = MemorySigner.Generate();
    private readonly byte[] _contentKey = RandomNumberGenerator.GetBytes(Sealer.KeyBytes);
    private readonly KeeperServer _server;
    private readonly KeeperClient _keeper;

    public KeeperSealsTests()
    {
        var paths = new KeeperPaths(Path.Combine(_folder.FullName, "k.sock"), Path.Combine(_folder.FullName, "data"));
        _server = KeeperServer.Start(paths, new KeeperOptions { Clock = new MonotonicClock(), Now = () => Now }).Value;
        _keeper = new KeeperClient(paths, program: null);
        Assert.Null(_keeper.MakeStore(null));
        Assert.Null(_keeper.UseStore(_store.PublicKey));
    }

    [Fact]
    public void What_the_store_sealed_opens_with_a_receipt_and_not_without()
    {
        using var sealer = new Sealer(_contentKey);
        var seals = new KeeperSeals(_keeper, _store.PublicKey.Id);
        Assert.Null(seals.Of(Module, Generation));
        Buy();
        using var elsewhere = seals.Of(Module, Generation)!;
        foreach (var effort in new[] { CompressionEffort.None, CompressionEffort.Fast })
        {
            byte[] plain = [.. Enumerable.Range(0, 40_000).Select(at => (byte)(at / 300))];
            var digest = Digest.Of(plain);
            var sealedObject = sealer.Seal(digest, plain, effort);
            Assert.Equal(plain, ObjectCodec.Decode(digest, ObjectEncoding.Sealed, sealedObject.Bytes.Span, plain.Length, elsewhere).Value);
            Assert.False(ObjectCodec.Decode(Digest.Of([1]), ObjectEncoding.Sealed, sealedObject.Bytes.Span, plain.Length, elsewhere).IsOk);
            Assert.False(ObjectCodec.Decode(digest, ObjectEncoding.Sealed, sealedObject.Bytes.Span[1..], plain.Length, elsewhere).IsOk);
        }

        _ = Assert.Throws<InvalidOperationException>(() => elsewhere.Seal(Digest.Of([]), [], CompressionEffort.None));
        Assert.False(ObjectCodec.Decode(Digest.Of([7]), ObjectEncoding.Sealed, sealer.Seal(Digest.Of([7]), [7], CompressionEffort.None).Bytes.Span, 1, seals.Of(Module, Generation + 1)).IsOk);
    }

    public void Dispose()
    {
        _keeper.Dispose();
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Buy()
    {
        var user = _keeper.Identity().Value;
        var id = RandomNumberGenerator.GetHexString(Receipt.IdLength, lowercase: true);
        var wrapped = Hpke.Seal(user.Sealing.Span, WrappedContentKey.Info, WrappedContentKey.AssociatedData(id, Module, Generation), _contentKey).Value;
        var receipt = new Receipt(id, user, Module, Now, Now, null, [], [new WrappedContentKey(Generation, wrapped.Encapsulated, wrapped.Ciphertext)]);
        Assert.Null(_keeper.AddReceipt(_store.PublicKey.Id, Envelope.Sign(_store, Receipt.PayloadType, receipt.Write()).Value));
        var snapshot = new EntitlementSnapshot(user.Id, 1, Now, Now + EntitlementLimits.SnapshotLife, [], _keeper.AskStore(_store.PublicKey.Id).Value);
        Assert.Null(_keeper.AcceptSnapshot(_store.PublicKey.Id, Envelope.Sign(_store, EntitlementSnapshot.PayloadType, snapshot.Write()).Value));
    }
}
