using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ludos.Base;

namespace Ludos.Store;

/// <summary>
/// Seals and opens protected content with one key: ChaCha20-Poly1305, the plain digest as associated data. The nonce is an HMAC of that digest and of what is
/// encrypted, so that equal input gives an equal seal and no nonce ever serves two texts. Thread-safe. Disposing forgets the keys.
/// </summary>
public sealed class Sealer : IDisposable
{
    public const int KeyBytes = 32;

    /// <summary>What sealing adds to the encoded bytes: nonce, the encoding inside, tag.</summary>
    public const int OverheadBytes = NonceBytes + 1 + TagBytes;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly SealOpener? _elsewhere;
    private readonly byte[] _cipherKey = [];
    private readonly byte[] _nonceKey = [];
    private readonly ConcurrentBag<ChaCha20Poly1305> _ciphers = [];

    /// <param name="key">32 random bytes: one key for each module and key generation. Copied.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public Sealer(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes)
        {
            throw new ArgumentException($"A sealing key has {KeyBytes} bytes, not {key.Length}.", nameof(key));
        }

        _cipherKey = HMACSHA256.HashData(key, "ludos/seal/v1/cipher"u8);
        _nonceKey = HMACSHA256.HashData(key, "ludos/seal/v1/nonce"u8);
    }

    /// <param name="elsewhere">Opens seals where the key lies; this one then opens only, and never sees the key.</param>
    public Sealer(SealOpener elsewhere)
    {
        ArgumentNullException.ThrowIfNull(elsewhere);
        _elsewhere = elsewhere;
    }

    /// <summary>Whether this machine has the cipher.</summary>
    public static bool IsSupported => ChaCha20Poly1305.IsSupported;

    /// <summary>Encodes and seals.</summary>
    /// <param name="digest">Of <paramref name="plain"/>; trusted.</param>
    /// <param name="plain">The content.</param>
    /// <param name="effort">How hard it is compressed first.</param>
    /// <exception cref="PlatformNotSupportedException">Ask <see cref="IsSupported"/> first.</exception>
    /// <exception cref="InvalidOperationException">The key lies elsewhere.</exception>
    public EncodedObject Seal(Digest digest, ReadOnlySpan<byte> plain, CompressionEffort effort)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(MaxSealedBytes(plain.Length));
        try
        {
            return new EncodedObject(digest, ObjectEncoding.Sealed, plain.Length, scratch.AsSpan(0, Seal(digest, plain, effort, scratch)).ToArray());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    /// <summary>Bytes that sealing this many can need.</summary>
    internal static int MaxSealedBytes(int plainBytes) => OverheadBytes + Math.Max(plainBytes, Compression.MaxBytes(plainBytes));

    /// <summary>Encodes and seals into a buffer of <see cref="MaxSealedBytes"/>, where the text lies before it is encrypted.</summary>
    /// <returns>Bytes of the seal.</returns>
    internal int Seal(Digest digest, ReadOnlySpan<byte> plain, CompressionEffort effort, Span<byte> destination)
    {
        if (_elsewhere is not null)
        {
            throw new InvalidOperationException("Nothing is sealed with a key that lies elsewhere.");
        }

        var inner = destination[(NonceBytes + 1)..];
        var length = Compression.TryCompress(plain, inner, effort, out var encoding);
        if (length == 0)
        {
            plain.CopyTo(inner);
            length = plain.Length;
        }

        var text = destination.Slice(NonceBytes, 1 + length);
        text[0] = (byte)encoding;
        var nonce = destination[..NonceBytes];
        WriteNonce(digest, encoding == ObjectEncoding.Identity ? digest : Digest.Of(text[1..]), encoding, nonce);
        var cipher = Rent();
        cipher.Encrypt(nonce, text, text, destination.Slice(NonceBytes + text.Length, TagBytes), digest.Span);
        _ciphers.Add(cipher);
        return length + OverheadBytes;
    }

    /// <summary>Opens a seal; the bytes inside are still encoded as <paramref name="encoding"/> says.</summary>
    /// <param name="digest">The plain digest that was sealed in.</param>
    /// <param name="sealedBytes">Nonce, ciphertext, tag.</param>
    /// <param name="inner">Receives the encoding's number and, from index 1, the bytes; exactly <see cref="InnerBytes"/> long.</param>
    /// <param name="encoding">What is inside; never <see cref="ObjectEncoding.Sealed"/>.</param>
    /// <returns>False when key, digest or bytes do not belong together.</returns>
    internal bool TryOpen(Digest digest, ReadOnlySpan<byte> sealedBytes, Span<byte> inner, out ObjectEncoding encoding)
    {
        encoding = default;
        if (_elsewhere is not null)
        {
            var isOpen = _elsewhere(digest, sealedBytes, inner);
            encoding = isOpen ? (ObjectEncoding)inner[0] : default;
            return isOpen && encoding < ObjectEncoding.Sealed;
        }

        var cipher = Rent();
        try
        {
            cipher.Decrypt(sealedBytes[..NonceBytes], sealedBytes[NonceBytes..^TagBytes], sealedBytes[^TagBytes..], inner, digest.Span);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            _ciphers.Add(cipher);
        }

        encoding = (ObjectEncoding)inner[0];
        return encoding < ObjectEncoding.Sealed;
    }

    /// <summary>Bytes inside a seal of this length, the encoding's number included; less than 1 when that is too short to be one.</summary>
    internal static int InnerBytes(int sealedBytes) => sealedBytes - NonceBytes - TagBytes;

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_cipherKey);
        CryptographicOperations.ZeroMemory(_nonceKey);
        while (_ciphers.TryTake(out var cipher))
        {
            cipher.Dispose();
        }
    }

    private ChaCha20Poly1305 Rent() => _ciphers.TryTake(out var idle) ? idle : new ChaCha20Poly1305(_cipherKey);

    /// <param name="innerDigest">Of the bytes inside: two encodings of one content must not share a nonce.</param>
    private void WriteNonce(Digest digest, Digest innerDigest, ObjectEncoding encoding, Span<byte> nonce)
    {
        Span<byte> input = stackalloc byte[(2 * Digest.SizeBytes) + 1];
        digest.Span.CopyTo(input);
        innerDigest.Span.CopyTo(input[Digest.SizeBytes..]);
        input[^1] = (byte)encoding;
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _ = HMACSHA256.HashData(_nonceKey, input, mac);
        mac[..NonceBytes].CopyTo(nonce);
    }
}
