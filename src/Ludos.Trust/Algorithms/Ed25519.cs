using Ludos.Platform.Engines;

namespace Ludos.Trust;

/// <summary>Ed25519 (RFC 8032). Thread-safe.</summary>
public static class Ed25519
{
    public const int SeedBytes = 32;
    public const int PublicKeyBytes = 32;
    public const int SignatureBytes = 64;

    /// <summary>The public key of a seed.</summary>
    /// <param name="seed">32 secret bytes.</param>
    public static byte[] PublicKeyOf(ReadOnlySpan<byte> seed)
    {
        var publicKey = new byte[PublicKeyBytes];
        Sodium.PublicKey(seed, publicKey);
        return publicKey;
    }

    /// <summary>Signs a message.</summary>
    /// <param name="seed">32 secret bytes.</param>
    /// <returns>64 bytes, the same for the same seed and message.</returns>
    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        var signature = new byte[SignatureBytes];
        Sodium.Sign(seed, message, signature);
        return signature;
    }

    /// <summary>Whether a signature is the key's for the message; false for any malformed key or signature.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        publicKey.Length == PublicKeyBytes && signature.Length == SignatureBytes && Sodium.Verify(publicKey, message, signature);
}
