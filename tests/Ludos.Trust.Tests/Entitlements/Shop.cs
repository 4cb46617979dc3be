using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Ludos.Trust.Tests.Entitlements;

/// <summary>A store and its players, for tests.</summary>
internal sealed class Shop
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    private readonly MemorySigner _key = MemorySigner.Generate();
    private long _number = 1;

    public PublicKey Key => _key.PublicKey;

    public ReceiptLedger Ledger { get; } = new((_, _, _) => [new WrappedContentKey(1, new byte[32], new byte[48])]);

    public SortedSet<string> Revoked { get; } = new(StringComparer.Ordinal);

    public static Player NewPlayer() => new(MemorySigner.Generate(), RandomNumberGenerator.GetBytes(32));

    public Envelope Sign(Receipt receipt) => Envelope.Sign(_key, Receipt.PayloadType, receipt.Write()).Value;

    public Envelope Snapshot(Player player, DateTimeOffset at, ReadOnlySpan<byte> nonce = default) => Snapshot(player.Identity.Id, at, nonce);

    private Envelope Snapshot(string userId, DateTimeOffset at, ReadOnlySpan<byte> nonce) => Sign(new EntitlementSnapshot(userId, _number, at, at + EntitlementLimits.SnapshotLife, [.. Revoked], nonce.ToArray()));

    public Envelope Sign(EntitlementSnapshot snapshot) => Envelope.Sign(_key, EntitlementSnapshot.PayloadType, snapshot.Write()).Value;

    public void TakeBack(Receipt receipt)
    {
        _ = Revoked.Add(receipt.Id);
        _number++;
    }

    public Receipt Sell(Player player, string module, DateTimeOffset at, params ReceiptItem[] items) => Ledger.Sell(player.Identity, module, [.. items], at).Value.Receipt;

    public EntitlementBook Book(Player player) => new(player.Identity, [Key], default, isSettled: false);

    /// <summary>A book that has asked, and holds the receipt.</summary>
    public EntitlementBook Book(Player player, Receipt receipt, DateTimeOffset at)
    {
        var book = Book(player);
        _ = book.Add(Sign(receipt)).Value;
        Ask(book, at);
        return book;
    }

    public void Ask(EntitlementBook book, DateTimeOffset at)
    {
        var nonce = RandomNumberGenerator.GetBytes(EntitlementSnapshot.NonceBytes);
        _ = book.Accept(Snapshot(book.User.Id, at, nonce), nonce, at).Value;
    }

    internal sealed record Player(MemorySigner Signer, byte[] Sealing)
    {
        public UserIdentity Identity => new(Signer.PublicKey, Sealing);

        public Envelope Ask(OwnerRequestKind kind, Receipt receipt, DateTimeOffset at, Player? to = null) =>
            Envelope.Sign(Signer, OwnerRequest.PayloadType, new OwnerRequest(kind, receipt.Id, to?.Identity, at).Write()).Value;
    }
}
