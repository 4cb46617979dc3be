using Ludos.Platform.Engines;

namespace Ludos.Trust;

/// <summary>Ed25519 (RFC 8032), by libsodium or in C#, as <see cref="SignatureEngine"/> says; both give the same bytes and the same verdicts. Thread-safe.</summary>
public static class Ed25519
{
    public const int SeedBytes = 32;
    public const int PublicKeyBytes = 32;
    public const int SignatureBytes = 64;

    /// <summary>The public key of a seed.</summary>
    /// <param name="seed">32 secret bytes.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static byte[] PublicKeyOf(ReadOnlySpan<byte> seed)
    {
        CheckSeed(seed);
        var publicKey = new byte[PublicKeyBytes];
        if (SignatureEngine.UsesSodium)
        {
            Sodium.PublicKey(seed, publicKey);
        }
        else
        {
            Ed25519Managed.PublicKey(seed, publicKey);
        }

        return publicKey;
    }

    /// <summary>Signs a message.</summary>
    /// <param name="seed">32 secret bytes.</param>
    /// <returns>64 bytes, the same for the same seed and message.</returns>
    /// <exception cref="ArgumentException">The seed has another length.</exception>
    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        CheckSeed(seed);
        var signature = new byte[SignatureBytes];
        if (SignatureEngine.UsesSodium)
        {
            Sodium.Sign(seed, message, signature);
        }
        else
        {
            Ed25519Managed.Sign(seed, message, signature);
        }

        return signature;
    }

    /// <summary>Whether a signature is the key's for the message; false for any malformed key or signature.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        publicKey.Length == PublicKeyBytes && signature.Length == SignatureBytes
        && (SignatureEngine.UsesSodium ? Sodium.Verify(publicKey, message, signature) : Ed25519Managed.Verify(publicKey, message, signature));

    private static void CheckSeed(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedBytes)
        {
            throw new ArgumentException($"A seed has {SeedBytes} bytes, not {seed.Length}.", nameof(seed));
        }
    }
}
