using System.Security.Cryptography;
using Ludos.Base;

namespace Ludos.Trust.Tests.Keeper;

/// <summary>A store that sells one module with sealed content.</summary>
internal sealed class SealedShop
{
    public const string Module = "shoal";
    public const int Generation = 3;

    private readonly MemorySigner _key = MemorySigner.Generate();
    private readonly byte[] _contentKey = RandomNumberGenerator.GetBytes(SealedContent.ContentKeyBytes);

    public PublicKey Key => _key.PublicKey;

    public string Id => Key.Id;

    public Envelope Sell(UserIdentity user, DateTimeOffset at, string? id = null)
    {
        id ??= RandomNumberGenerator.GetHexString(Receipt.IdLength, lowercase: true);
        var wrapped = Hpke.Seal(user.Sealing.Span, WrappedContentKey.Info, WrappedContentKey.AssociatedData(id, Module, Generation), _contentKey).Value;
        return Sign(Receipt.PayloadType, new Receipt(id, user, Module, at, at, null, [], [new WrappedContentKey(Generation, wrapped.Encapsulated, wrapped.Ciphertext)]).Write());
    }

    public Envelope Snapshot(UserIdentity user, long number, DateTimeOffset at, byte[] nonce, params string[] revoked) =>
        Sign(EntitlementSnapshot.PayloadType, new EntitlementSnapshot(user.Id, number, at, at + EntitlementLimits.SnapshotLife, [.. revoked], nonce).Write());

    /// <summary>As the chunk store seals: the encoding's byte first, the plain digest as associated data.</summary>
    public (Digest Digest, byte[] Sealed) Seal(byte[] plain)
    {
        var key = new byte[SealedContent.CipherKeyBytes];
        SealedContent.CipherKey(_contentKey, key);
        var nonce = RandomNumberGenerator.GetBytes(ChaCha20Poly1305Aead.NonceBytes);
        var digest = Digest.Of(plain);
        return (digest, [.. nonce, .. ChaCha20Poly1305Aead.Seal(key, nonce, digest.Span, [0, .. plain])]);
    }

    public Envelope Resign(Receipt receipt) => Sign(Receipt.PayloadType, receipt.Write());

    private Envelope Sign(string type, byte[] payload) => Envelope.Sign(_key, type, payload).Value;
}
