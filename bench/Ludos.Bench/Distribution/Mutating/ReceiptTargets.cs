using Ludos.Trust;

namespace Ludos.Bench.Distribution;

/// <summary>Receipts, and the snapshots that say which of them count.</summary>
internal static class ReceiptTargets
{
    private static readonly DateTimeOffset Now = SignedSample.Now;

    public static IEnumerable<IMutationTarget> All()
    {
        var store = new MemorySigner(Enumerable.Repeat((byte)21, Ed25519.SeedBytes).ToArray());
        var user = new UserIdentity(new MemorySigner(Enumerable.Repeat((byte)22, Ed25519.SeedBytes).ToArray()).PublicKey, Enumerable.Repeat((byte)23, X25519.KeyBytes).ToArray());
        var receipt = new Receipt(new string('a', Receipt.IdLength), user, "bench.module", Now, Now, null, [new ReceiptItem("pearl", 7)], []);
        var nonce = new byte[EntitlementSnapshot.NonceBytes];
        var snapshot = new EntitlementSnapshot(user.Id, 3, Now, Now + EntitlementLimits.SnapshotLife, [], nonce);
        var signedReceipt = Envelope.Sign(store, Receipt.PayloadType, receipt.Write()).Value;
        var signedSnapshot = Envelope.Sign(store, EntitlementSnapshot.PayloadType, snapshot.Write()).Value;
        yield return new MutationTarget("receipts", signedReceipt.ToJson(), bytes => Envelope.Parse(bytes, "receipt").TryGet(out var envelope, out _) && Book().Add(envelope).IsOk);
        yield return new MutationTarget("snapshots", signedSnapshot.ToJson(), bytes => Envelope.Parse(bytes, "snapshot").TryGet(out var envelope, out _) && Book().Accept(envelope, nonce, Now).IsOk);

        EntitlementBook Book() => new(user, [store.PublicKey], default, isSettled: false);
    }
}
