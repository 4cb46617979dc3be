using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// A public key as it stands in metadata. Keys of types that are not known here are kept, since a root may hold them, and never verify.
/// Immutable and thread-safe.
/// </summary>
public sealed class TufKey
{
    private const string Rsa = "rsa";
    private const string RsaPss = "rsassa-pss-sha256";
    private const string Ecdsa = "ecdsa";
    private const string P256 = "ecdsa-sha2-nistp256";
    private const string P384 = "ecdsa-sha2-nistp384";
    private const int MinRsaBits = 2048;
    private const int MaxRsaBits = 8192;

    private TufKey(string id, string keyType, string scheme, string publicKey)
    {
        Id = id;
        KeyType = keyType;
        Scheme = scheme;
        Public = publicKey;
    }

    /// <summary>The name by which roles and signatures call it. Repositories made here use the SHA-256 of the key's canonical JSON.</summary>
    public string Id { get; }

    public string KeyType { get; }

    public string Scheme { get; }

    /// <summary>Hexadecimal for Ed25519, PEM (SubjectPublicKeyInfo) for ECDSA and RSA.</summary>
    public string Public { get; }

    /// <summary>The key itself, whatever it is called and however it is spelt: one key under two names counts once.</summary>
    /// <exception cref="CryptographicException">Not a key; one that verified something is.</exception>
    internal string Identity() => KeyType switch
    {
        SignatureAlgorithm.Ed25519 => Public.ToLowerInvariant(),
        Rsa => Spki(RSA.Create()),
        _ => Spki(ECDsa.Create()),
    };

    /// <summary>A key of this project in TUF's form.</summary>
    public static TufKey Of(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var hex = Convert.ToHexStringLower(key.Bytes.Span);
        var canonical = $"{{\"keytype\":\"{key.Algorithm}\",\"keyval\":{{\"public\":\"{hex}\"}},\"scheme\":\"{key.Algorithm}\"}}";
        return new TufKey(Digest.Of(Encoding.ASCII.GetBytes(canonical)).ToString(), key.Algorithm, key.Algorithm, hex);
    }

    /// <summary>This project's form of the key; null when it is not Ed25519.</summary>
    public PublicKey? ToPublicKey() =>
        Scheme == SignatureAlgorithm.Ed25519 && TryHex(Public, out var bytes) && PublicKey.TryCreate(SignatureAlgorithm.Ed25519, bytes, out var key) ? key : null;

    /// <summary>Whether the signature is this key's for exactly these bytes. False for anything malformed or unknown.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        try
        {
            return (KeyType, Scheme) switch
            {
                (SignatureAlgorithm.Ed25519, SignatureAlgorithm.Ed25519) => TryHex(Public, out var key) && Ed25519.Verify(key, message, signature),
                (Ecdsa or P256, P256) => VerifyEcdsa(message, signature, 256, HashAlgorithmName.SHA256),
                (Ecdsa or P384, P384) => VerifyEcdsa(message, signature, 384, HashAlgorithmName.SHA384),
                (Rsa, RsaPss) => VerifyRsa(message, signature),
                _ => false,
            };
        }
        catch (Exception malformed) when (malformed is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Reads a key; its fields that are not known are covered by the signature and otherwise let be.</summary>
    internal static TufKey Read(string id, TufNode node) => new(
        id,
        node.Required("keytype").Text(TufLimits.MaxKeyLength),
        node.Required("scheme").Text(TufLimits.MaxKeyLength),
        node.Required("keyval").Optional("public")?.Text(TufLimits.MaxKeyLength) ?? "");

    /// <summary>Reads a table of keys by identifier.</summary>
    internal static Dictionary<string, TufKey> ReadAll(TufNode table)
    {
        var keys = new Dictionary<string, TufKey>(StringComparer.Ordinal);
        foreach (var field in table.Fields())
        {
            keys.Add(field.Name, Read(field.Name, new TufNode(field.Value, "keys")));
        }

        return keys;
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject(Id);
        json.WriteString("keytype", KeyType);
        json.WriteStartObject("keyval");
        json.WriteString("public", Public);
        json.WriteEndObject();
        json.WriteString("scheme", Scheme);
        json.WriteEndObject();
    }

    private string Spki(AsymmetricAlgorithm key)
    {
        using (key)
        {
            key.ImportFromPem(Public);
            return Convert.ToHexStringLower(key.ExportSubjectPublicKeyInfo());
        }
    }

    private static bool TryHex(string text, out byte[] bytes)
    {
        var isHex = text.Length == 2 * Ed25519.PublicKeyBytes && text.All(char.IsAsciiHexDigit);
        bytes = isHex ? Convert.FromHexString(text) : [];
        return isHex;
    }

    private bool VerifyEcdsa(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, int bits, HashAlgorithmName hash)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(Public);
        return key.KeySize == bits && key.VerifyData(message, signature, hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    private bool VerifyRsa(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using var key = RSA.Create();
        key.ImportFromPem(Public);
        return key.KeySize is >= MinRsaBits and <= MaxRsaBits && key.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }
}
