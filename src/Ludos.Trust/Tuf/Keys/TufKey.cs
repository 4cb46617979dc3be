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
    private const string Ecdsa = "ecdsa";

    private PublicKey? _key;

    private TufKey(string id, string keyType, string scheme, string publicKey, PublicKey? key = null)
    {
        Id = id;
        KeyType = keyType;
        Scheme = scheme;
        Public = publicKey;
        _key = key;
    }

    /// <summary>The name by which roles and signatures call it. Repositories made here use the SHA-256 of the key's canonical JSON.</summary>
    public string Id { get; }

    public string KeyType { get; }

    public string Scheme { get; }

    /// <summary>Hexadecimal for Ed25519, PEM (SubjectPublicKeyInfo) for ECDSA and RSA.</summary>
    public string Public { get; }

    /// <summary>What verifies; null when type, scheme or key are not known or malformed. One key under two names or spellings is one here.</summary>
    /// <remarks>Parsed when it is first asked for: a file may list thousands of keys, and one is needed.</remarks>
    public PublicKey? Key => _key ??= Parse(KeyType, Scheme, Public);

    /// <summary>A key in TUF's form.</summary>
    public static TufKey Of(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var text = key.Algorithm == SignatureAlgorithm.Ed25519
            ? Convert.ToHexStringLower(key.Bytes.Span)
            : new string(PemEncoding.Write("PUBLIC KEY", key.Bytes.Span)) + "\n";
        var type = key.Algorithm switch
        {
            SignatureAlgorithm.Ed25519 => SignatureAlgorithm.Ed25519,
            SignatureAlgorithm.RsaPssSha256 => Rsa,
            _ => Ecdsa,
        };
        var canonical = $"{{\"keytype\":\"{type}\",\"keyval\":{{\"public\":\"{text}\"}},\"scheme\":\"{key.Algorithm}\"}}";
        return new TufKey(Digest.Of(Encoding.ASCII.GetBytes(canonical)).ToString(), type, key.Algorithm, text, key);
    }

    /// <summary>Reads a key; its fields that are not known are covered by the signature and otherwise let be.</summary>
    internal static TufKey Read(string id, TufNode node)
    {
        var type = node.Required("keytype").Text(TufLimits.MaxKeyLength);
        var scheme = node.Required("scheme").Text(TufLimits.MaxKeyLength);
        var text = node.Required("keyval").Optional("public")?.Text(TufLimits.MaxKeyLength) ?? "";
        return new TufKey(id, type, scheme, text);
    }

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

    private static PublicKey? Parse(string type, string scheme, string text) => (type, scheme) switch
    {
        (SignatureAlgorithm.Ed25519, SignatureAlgorithm.Ed25519) => FromHex(text),
        (Ecdsa or SignatureAlgorithm.EcdsaP256, SignatureAlgorithm.EcdsaP256) or
        (Ecdsa or SignatureAlgorithm.EcdsaP384, SignatureAlgorithm.EcdsaP384) or
        (Rsa, SignatureAlgorithm.RsaPssSha256) => PublicKey.TryCreateFromPem(scheme, text, out var key) ? key : null,
        _ => null,
    };

    private static PublicKey? FromHex(string text) =>
        text.Length == 2 * Ed25519.PublicKeyBytes && text.All(char.IsAsciiHexDigit) ? PublicKey.Ed25519(Convert.FromHexString(text)) : null;
}
