using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A key that verifies. Immutable and thread-safe; equality is that of algorithm and bytes.</summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    private readonly byte[] _bytes;

    private PublicKey(string algorithm, ReadOnlySpan<byte> bytes)
    {
        Algorithm = algorithm;
        _bytes = bytes.ToArray();
        Id = Digest.Of([.. Encoding.ASCII.GetBytes(algorithm), 0, .. bytes]).ToString();
    }

    /// <summary>One of <see cref="SignatureAlgorithm"/>.</summary>
    public string Algorithm { get; }

    /// <summary>In the form that the algorithm's name fixes.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>SHA-256 of the algorithm's name, a zero byte and the key's bytes: 64 lower-case hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>A key of 32 bytes for Ed25519.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static PublicKey Ed25519(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Trust.Ed25519.PublicKeyBytes ? new PublicKey(SignatureAlgorithm.Ed25519, bytes) : throw new ArgumentException("An Ed25519 key has 32 bytes.", nameof(bytes));

    /// <summary>Reads a key from a document. False when the algorithm is unknown or the bytes are no key of it.</summary>
    public static bool TryCreate(string algorithm, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out PublicKey? key)
    {
        key = algorithm == SignatureAlgorithm.Ed25519
            ? bytes.Length == Trust.Ed25519.PublicKeyBytes ? new PublicKey(algorithm, bytes) : null
            : SubjectKey.TryNormalize(algorithm, bytes, out var normal) ? new PublicKey(algorithm, normal) : null;
        return key is not null;
    }

    /// <summary>Reads a key from text of the form <c>-----BEGIN PUBLIC KEY-----</c>, with nothing but white space around it. Not for Ed25519.</summary>
    public static bool TryCreateFromPem(string algorithm, ReadOnlySpan<char> pem, [NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        if (!PemEncoding.TryFind(pem, out var fields) || !pem[fields.Label].SequenceEqual("PUBLIC KEY")
            || !pem[..fields.Location.Start.Value].IsWhiteSpace() || !pem[fields.Location.End.Value..].IsWhiteSpace())
        {
            return false;
        }

        var bytes = new byte[fields.DecodedDataLength];
        return Convert.TryFromBase64Chars(pem[fields.Base64Data], bytes, out var count) && count == bytes.Length
            && SubjectKey.TryNormalize(algorithm, bytes, out var normal) && (key = new PublicKey(algorithm, normal)) is not null;
    }

    /// <summary>Whether the signature is this key's for exactly these bytes; false for any malformed signature.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => Algorithm == SignatureAlgorithm.Ed25519
        ? Trust.Ed25519.Verify(_bytes, message, signature)
        : SubjectKey.Verify(Algorithm, _bytes, message, signature);

    public bool Equals(PublicKey? other) => other is not null && Id == other.Id;

    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"{Algorithm}:{Id[..16]}";
}
