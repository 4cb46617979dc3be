using System.Security.Cryptography;
using System.Text;
using Ludos.Registry.Accounts;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Catalogue.Sqlite;
using Ludos.Registry.Receipts;
using Ludos.Trust;

namespace Ludos.Registry.Tests.Receipts;

/// <summary>Content keys on their way from a publisher through the registry to a buyer.</summary>
public sealed class ReceiptDeskTests : IDisposable
{
    private const string Module = "pond.fish";
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero);
    private static readonly Caller Seller = new("pond-studio", "key");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-receipts-");
    private readonly byte[] _sealing = RandomNumberGenerator.GetBytes(X25519.KeyBytes);
    private readonly byte[] _contentKey = RandomNumberGenerator.GetBytes(32);
    private readonly IRegistryCatalogue _catalogue;
    private readonly ReceiptDesk _desk;

    public ReceiptDeskTests()
    {
        _catalogue = SqliteCatalogue.Open(Path.Combine(_folder.FullName, "catalogue.db")).Value;
        _desk = new ReceiptDesk(_catalogue, MemorySigner.Generate(), _sealing);
        _ = _catalogue.Write<bool>(writer =>
        {
            writer.AddAccount(new AccountRow("pond-studio", Now));
            writer.PutModule(new ModuleRow(Module, "pond-studio", "Fish", "", "module", 0, "1.0.0", Now), ["fish"]);
            var key = Hpke.Seal(X25519.PublicKeyOf(_sealing), WrappedContentKey.Info, Encoding.UTF8.GetBytes($"{Module}/1"), _contentKey).Value;
            return writer.AddContentKey(new ContentKeyRow(Module, 1, key.Encapsulated.ToArray(), key.Ciphertext.ToArray()));
        }).Value;
    }

    public void Dispose()
    {
        _catalogue.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_buyer_opens_the_modules_key_and_nobody_else_does()
    {
        var secret = RandomNumberGenerator.GetBytes(X25519.KeyBytes);
        var receipt = Sell(new UserIdentity(MemorySigner.Generate().PublicKey, X25519.PublicKeyOf(secret)));
        var wrapped = Assert.Single(receipt.ContentKeys);
        var message = new HpkeMessage(wrapped.Encapsulated, wrapped.Ciphertext);
        var associated = WrappedContentKey.AssociatedData(receipt.Id, Module, 1);
        Assert.Equal(_contentKey, Hpke.Open(secret, message, WrappedContentKey.Info, associated).Value);
        Assert.False(Hpke.Open(RandomNumberGenerator.GetBytes(X25519.KeyBytes), message, WrappedContentKey.Info, associated).IsOk);
        Assert.False(Hpke.Open(secret, message, WrappedContentKey.Info, WrappedContentKey.AssociatedData(new string('0', 32), Module, 1)).IsOk);
    }

    [Fact]
    public void A_transfer_wraps_the_key_for_the_new_owner()
    {
        var giver = MemorySigner.Generate();
        var receipt = Sell(new UserIdentity(giver.PublicKey, X25519.PublicKeyOf(RandomNumberGenerator.GetBytes(X25519.KeyBytes))));
        var secret = RandomNumberGenerator.GetBytes(X25519.KeyBytes);
        var taker = new UserIdentity(MemorySigner.Generate().PublicKey, X25519.PublicKeyOf(secret));
        var request = Envelope.Sign(giver, OwnerRequest.PayloadType, new OwnerRequest(OwnerRequestKind.Transfer, receipt.Id, taker, Now).Write()).Value;
        Assert.Equal(ReceiptState.Transferred, _desk.Obey(receipt.Id, request, Now).Value);
        var moved = Receipt.Parse(Envelope.Parse(Assert.Single(_desk.Of(taker.Id, Now).Value), "receipt").Value.Payload).Value;
        var wrapped = Assert.Single(moved.ContentKeys);
        Assert.Equal(_contentKey, Hpke.Open(secret, new HpkeMessage(wrapped.Encapsulated, wrapped.Ciphertext), WrappedContentKey.Info, WrappedContentKey.AssociatedData(moved.Id, Module, 1)).Value);
    }

    [Fact]
    public void A_user_key_that_nothing_can_be_sealed_for_is_refused_and_leaves_nothing_behind()
    {
        var user = new UserIdentity(MemorySigner.Generate().PublicKey, new byte[X25519.KeyBytes]);
        Assert.Equal(RegistryErrorCode.BadRequest, _desk.Order(Sale(user), Seller, Now).Fault!.Code);
        Assert.Empty(_desk.Of(user.Id, Now).Value);
    }

    [Fact]
    public void A_receipt_follows_the_modules_key()
    {
        var secret = RandomNumberGenerator.GetBytes(X25519.KeyBytes);
        var user = new UserIdentity(MemorySigner.Generate().PublicKey, X25519.PublicKeyOf(secret));
        var sold = Sell(user);
        var next = RandomNumberGenerator.GetBytes(32);
        _ = _catalogue.Write<bool>(writer =>
        {
            var key = Hpke.Seal(X25519.PublicKeyOf(_sealing), WrappedContentKey.Info, Encoding.UTF8.GetBytes($"{Module}/7"), next).Value;
            return writer.AddContentKey(new ContentKeyRow(Module, 7, key.Encapsulated.ToArray(), key.Ciphertext.ToArray()));
        }).Value;
        var renewed = Receipt.Parse(Envelope.Parse(Assert.Single(_desk.Of(user.Id, Now).Value), "receipt").Value.Payload).Value;
        Assert.Equal((sold.Id, sold.BoughtAt), (renewed.ReplacesId, renewed.BoughtAt));
        Assert.Equal([1, 7], renewed.ContentKeys.Select(key => key.Generation));
        Assert.Equal(next, Hpke.Open(secret, new HpkeMessage(renewed.ContentKeys[1].Encapsulated, renewed.ContentKeys[1].Ciphertext), WrappedContentKey.Info, WrappedContentKey.AssociatedData(renewed.Id, Module, 7)).Value);
        Assert.Equal(renewed.Id, Receipt.Parse(Envelope.Parse(Assert.Single(_desk.Of(user.Id, Now).Value), "receipt").Value.Payload).Value.Id);
    }

    private static ReceiptOrder Sale(UserIdentity user) => new(ReceiptOrderKind.Sell, user, Module, null, []);

    private Receipt Sell(UserIdentity user) => Receipt.Parse(_desk.Order(Sale(user), Seller, Now).Value!.Payload).Value;
}
