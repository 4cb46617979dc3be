using System.Security.Cryptography;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// HPKE (RFC 9180), base mode, one message: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305. Anyone can seal for a public key; it says nothing
/// about who sealed. Thread-safe.
/// </summary>
public static class Hpke
{
    /// <summary>Of the encapsulated key that travels with the ciphertext.</summary>
    public const int EncapsulatedBytes = X25519.KeyBytes;

    /// <summary>What a ciphertext is longer than its plaintext.</summary>
    public const int OverheadBytes = ChaCha20Poly1305Aead.TagBytes;

    private const byte BaseMode = 0;

    // "KEM", 0x0020 and "HPKE", 0x0020, 0x0001, 0x0003: RFC 9180, sections 4.1 and 5.1.
    private static ReadOnlySpan<byte> KemSuite => [(byte)'K', (byte)'E', (byte)'M', 0, 0x20];

    private static ReadOnlySpan<byte> HpkeSuite => [(byte)'H', (byte)'P', (byte)'K', (byte)'E', 0, 0x20, 0, 1, 0, 3];

    /// <summary>Seals a message for a public key, under a fresh ephemeral key.</summary>
    /// <param name="publicKey">32 bytes of X25519.</param>
    /// <param name="info">Binds the message to its use; the opener gives the same.</param>
    /// <param name="associated">Authenticated, not sealed.</param>
    public static Result<HpkeMessage, HpkeErrorCode> Seal(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> info, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        Span<byte> ephemeral = stackalloc byte[X25519.KeyBytes];
        RandomNumberGenerator.Fill(ephemeral);
        var message = Seal(ephemeral, publicKey, info, associated, plaintext);
        CryptographicOperations.ZeroMemory(ephemeral);
        return message;
    }

    /// <summary>Opens a message with the secret key that it was sealed for.</summary>
    /// <param name="secretKey">32 bytes of X25519.</param>
    public static Result<byte[], HpkeErrorCode> Open(ReadOnlySpan<byte> secretKey, HpkeMessage message, ReadOnlySpan<byte> info, ReadOnlySpan<byte> associated)
    {
        ArgumentNullException.ThrowIfNull(message);
        var encapsulated = message.Encapsulated.Span;
        Span<byte> shared = stackalloc byte[X25519.KeyBytes];
        if (encapsulated.Length != EncapsulatedBytes || !X25519.TryAgree(secretKey, encapsulated, shared))
        {
            return new Fault<HpkeErrorCode>(HpkeErrorCode.BadKey, "The encapsulated key is no usable X25519 key.");
        }

        var (key, nonce) = Schedule(shared, encapsulated, X25519.PublicKeyOf(secretKey), info);
        CryptographicOperations.ZeroMemory(shared);
        var ciphertext = message.Ciphertext.Span;
        var plaintext = new byte[Math.Max(0, ciphertext.Length - OverheadBytes)];
        var isOpen = ChaCha20Poly1305Aead.TryOpen(key, nonce, associated, ciphertext, plaintext);
        CryptographicOperations.ZeroMemory(key);
        return isOpen ? plaintext : new Fault<HpkeErrorCode>(HpkeErrorCode.NotAuthentic, "The message was sealed for another key or use, or was altered.");
    }

    /// <summary>As <see cref="Seal(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>, with a given ephemeral secret: for test vectors alone.</summary>
    internal static Result<HpkeMessage, HpkeErrorCode> Seal(ReadOnlySpan<byte> ephemeral, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> info, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        Span<byte> shared = stackalloc byte[X25519.KeyBytes];
        if (publicKey.Length != X25519.KeyBytes || !X25519.TryAgree(ephemeral, publicKey, shared))
        {
            return new Fault<HpkeErrorCode>(HpkeErrorCode.BadKey, "The receiver's key is no usable X25519 key.");
        }

        var encapsulated = X25519.PublicKeyOf(ephemeral);
        var (key, nonce) = Schedule(shared, encapsulated, publicKey, info);
        CryptographicOperations.ZeroMemory(shared);
        var ciphertext = ChaCha20Poly1305Aead.Seal(key, nonce, associated, plaintext);
        CryptographicOperations.ZeroMemory(key);
        return new HpkeMessage(encapsulated, ciphertext);
    }

    /// <summary>Key and first nonce: ExtractAndExpand of section 4.1, then KeySchedule of section 5.1.</summary>
    internal static (byte[] Key, byte[] Nonce) Schedule(ReadOnlySpan<byte> agreed, ReadOnlySpan<byte> encapsulated, ReadOnlySpan<byte> receiver, ReadOnlySpan<byte> info)
    {
        var kemKey = LabeledExtract(KemSuite, [], "eae_prk"u8, agreed);
        var shared = LabeledExpand(KemSuite, kemKey, "shared_secret"u8, [.. encapsulated, .. receiver], X25519.KeyBytes);
        var noPsk = LabeledExtract(HpkeSuite, [], "psk_id_hash"u8, []);
        var infoHash = LabeledExtract(HpkeSuite, [], "info_hash"u8, info);
        byte[] context = [BaseMode, .. noPsk, .. infoHash];
        var secret = LabeledExtract(HpkeSuite, shared, "secret"u8, []);
        var key = LabeledExpand(HpkeSuite, secret, "key"u8, context, ChaCha20Poly1305Aead.KeyBytes);
        var nonce = LabeledExpand(HpkeSuite, secret, "base_nonce"u8, context, ChaCha20Poly1305Aead.NonceBytes);
        CryptographicOperations.ZeroMemory(kemKey);
        CryptographicOperations.ZeroMemory(shared);
        CryptographicOperations.ZeroMemory(secret);
        return (key, nonce);
    }

    private static byte[] LabeledExtract(ReadOnlySpan<byte> suite, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> inputKey)
    {
        byte[] labeled = [.. "HPKE-v1"u8, .. suite, .. label, .. inputKey];
        var key = HkdfSha256.Extract(labeled, salt);
        CryptographicOperations.ZeroMemory(labeled);
        return key;
    }

    private static byte[] LabeledExpand(ReadOnlySpan<byte> suite, ReadOnlySpan<byte> key, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, int length)
    {
        var output = new byte[length];
        HkdfSha256.Expand(key, [0, (byte)length, .. "HPKE-v1"u8, .. suite, .. label, .. info], output);
        return output;
    }
}
