using System.Security.Cryptography;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Sealed objects as docs/reference/chunks.md describes them: a nonce, what is encrypted with the plain digest as associated data, and the tag.</summary>
internal static class SealedContent
{
    internal const int ContentKeyBytes = 32;
    internal const int CipherKeyBytes = ChaCha20Poly1305Aead.KeyBytes;

    /// <summary>What is encrypted begins with one byte: how the rest is encoded.</summary>
    internal const int LeastBytes = ChaCha20Poly1305Aead.NonceBytes + 1 + ChaCha20Poly1305Aead.TagBytes;

    /// <summary>The key that encrypts, out of the content key; 32 bytes.</summary>
    internal static void CipherKey(ReadOnlySpan<byte> contentKey, Span<byte> cipherKey) => HMACSHA256.HashData(contentKey, "ludos/seal/v1/cipher"u8, cipherKey);

    /// <summary>What was encrypted: the encoding's byte and the encoded bytes, authentic for this digest.</summary>
    internal static Result<byte[], KeyErrorCode> Open(ReadOnlySpan<byte> cipherKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> sealedBytes)
    {
        if (digest.Length != Digest.SizeBytes || sealedBytes.Length < LeastBytes)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.NotAuthentic, $"A sealed object has a digest of {Digest.SizeBytes} bytes and at least {LeastBytes} bytes.");
        }

        var plain = new byte[sealedBytes.Length - LeastBytes + 1];
        return ChaCha20Poly1305Aead.TryOpen(cipherKey, sealedBytes[..ChaCha20Poly1305Aead.NonceBytes], digest, sealedBytes[ChaCha20Poly1305Aead.NonceBytes..], plain)
            ? plain
            : new Fault<KeyErrorCode>(KeyErrorCode.NotAuthentic, "The object was sealed with another key or for another digest, or was altered.", "Fetch it again.");
    }
}
