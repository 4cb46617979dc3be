using System.Security.Cryptography;
using Ludos.Platform.Engines;

namespace Ludos.Trust;

/// <summary>ChaCha20-Poly1305 (RFC 8439): by the platform's cryptography, else by libsodium. Thread-safe.</summary>
public static class ChaCha20Poly1305Aead
{
    public const int KeyBytes = 32;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;

    /// <summary>Whether this machine has it at all.</summary>
    public static bool IsSupported => ChaCha20Poly1305.IsSupported || SignatureEngine.IsSodiumAllowed;

    /// <summary>What computes it, for messages.</summary>
    public static string EngineName => ChaCha20Poly1305.IsSupported ? ".NET" : SignatureEngine.IsSodiumAllowed ? "libsodium" : "none";

    /// <summary>Ciphertext, followed by the tag.</summary>
    /// <param name="nonce">12 bytes, never twice under one key for different plaintexts.</param>
    /// <exception cref="PlatformNotSupportedException"><see cref="IsSupported"/> is false.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        var sealedBytes = new byte[plaintext.Length + TagBytes];
        CheckLengths(key, nonce);
        if (ChaCha20Poly1305.IsSupported)
        {
            using var cipher = new ChaCha20Poly1305(key);
            cipher.Encrypt(nonce, plaintext, sealedBytes.AsSpan(0, plaintext.Length), sealedBytes.AsSpan(plaintext.Length), associated);
        }
        else
        {
            RequireSodium();
            Sodium.Seal(key, nonce, associated, plaintext, sealedBytes);
        }

        return sealedBytes;
    }

    /// <summary>Fills the plaintext from what <see cref="Seal"/> made.</summary>
    /// <param name="plaintext">As long as the sealed bytes less the tag; zeroed when they are not authentic.</param>
    /// <returns>False when they are not authentic, or shorter than a tag.</returns>
    /// <exception cref="PlatformNotSupportedException"><see cref="IsSupported"/> is false.</exception>
    public static bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> sealedBytes, Span<byte> plaintext)
    {
        CheckLengths(key, nonce);
        if (sealedBytes.Length < TagBytes || plaintext.Length != sealedBytes.Length - TagBytes)
        {
            return false;
        }

        if (!ChaCha20Poly1305.IsSupported)
        {
            RequireSodium();
            return Sodium.TryOpen(key, nonce, associated, sealedBytes, plaintext);
        }

        using var cipher = new ChaCha20Poly1305(key);
        try
        {
            cipher.Decrypt(nonce, sealedBytes[..plaintext.Length], sealedBytes[plaintext.Length..], plaintext, associated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            plaintext.Clear();
            return false;
        }
    }

    private static void CheckLengths(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce)
    {
        if (key.Length != KeyBytes || nonce.Length != NonceBytes)
        {
            throw new ArgumentException($"A key has {KeyBytes} bytes and a nonce {NonceBytes}.");
        }
    }

    private static void RequireSodium()
    {
        if (!SignatureEngine.IsSodiumAllowed)
        {
            throw new PlatformNotSupportedException("This machine has ChaCha20-Poly1305 neither in its OpenSSL nor in libsodium. Install libsodium23.");
        }
    }
}
