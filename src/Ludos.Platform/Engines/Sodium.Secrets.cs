using System.Runtime.InteropServices;

namespace Ludos.Platform.Engines;

/// <content>Sealing, and keys from passphrases.</content>
public static unsafe partial class Sodium
{
    private const int Argon2id13 = 2;

    /// <summary>ChaCha20-Poly1305 (RFC 8439): ciphertext and 16 bytes of tag.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="nonce">12 bytes.</param>
    /// <param name="sealedBytes">16 bytes longer than the plaintext.</param>
    public static void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext, Span<byte> sealedBytes)
    {
        fixed (byte* keyAt = key, nonceAt = nonce, associatedAt = associated, plainAt = plaintext, sealedAt = sealedBytes)
        {
            _ = Encrypt(sealedAt, null, plainAt, (ulong)plaintext.Length, associatedAt, (ulong)associated.Length, null, nonceAt, keyAt);
        }
    }

    /// <summary>ChaCha20-Poly1305 (RFC 8439). False, and zeros, when the bytes are not authentic.</summary>
    /// <param name="plaintext">16 bytes shorter than the sealed bytes.</param>
    public static bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> sealedBytes, Span<byte> plaintext)
    {
        fixed (byte* keyAt = key, nonceAt = nonce, associatedAt = associated, plainAt = plaintext, sealedAt = sealedBytes)
        {
            if (Decrypt(plainAt, null, null, sealedAt, (ulong)sealedBytes.Length, associatedAt, (ulong)associated.Length, nonceAt, keyAt) == 0)
            {
                return true;
            }
        }

        plaintext.Clear();
        return false;
    }

    /// <summary>Argon2id 1.3 with one lane (RFC 9106). False when the memory is not to be had.</summary>
    /// <param name="key">16 bytes or more; filled.</param>
    /// <param name="salt">16 bytes.</param>
    /// <param name="passes">1 or more.</param>
    /// <param name="memoryBytes">8 KiB or more.</param>
    public static bool TryDeriveKey(Span<byte> key, ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salt, int passes, long memoryBytes)
    {
        fixed (byte* keyAt = key, passphraseAt = passphrase, saltAt = salt)
        {
            return PasswordHash(keyAt, (ulong)key.Length, passphraseAt, (ulong)passphrase.Length, saltAt, (ulong)passes, (nuint)memoryBytes, Argon2id13) == 0;
        }
    }

    [LibraryImport(Library, EntryPoint = "crypto_aead_chacha20poly1305_ietf_encrypt")]
    private static partial int Encrypt(byte* sealedBytes, ulong* sealedLength, byte* plaintext, ulong length, byte* associated, ulong associatedLength, byte* noSecretNonce, byte* nonce, byte* key);

    [LibraryImport(Library, EntryPoint = "crypto_aead_chacha20poly1305_ietf_decrypt")]
    private static partial int Decrypt(byte* plaintext, ulong* length, byte* noSecretNonce, byte* sealedBytes, ulong sealedLength, byte* associated, ulong associatedLength, byte* nonce, byte* key);

    [LibraryImport(Library, EntryPoint = "crypto_pwhash")]
    private static partial int PasswordHash(byte* key, ulong keyLength, byte* passphrase, ulong passphraseLength, byte* salt, ulong passes, nuint memoryBytes, int algorithm);
}
