using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>How a user stands in documents.</summary>
internal static class UserFields
{
    private const int SealingBytes = 32;

    public static readonly string[] Known = ["algorithm", "signing", "sealing"];

    public static void Write(Utf8JsonWriter json, UserIdentity user)
    {
        json.WriteStartObject();
        json.WriteString("algorithm", user.Signing.Algorithm);
        json.WriteBase64String("signing", user.Signing.Bytes.Span);
        json.WriteBase64String("sealing", user.Sealing.Span);
        json.WriteEndObject();
    }

    public static UserIdentity Read(DocumentFields fields)
    {
        var algorithm = fields.Text("algorithm", EntitlementLimits.MaxIdLength);
        if (algorithm != SignatureAlgorithm.Ed25519 || !PublicKey.TryCreate(algorithm, fields.Bytes("signing", Ed25519.PublicKeyBytes), out var signing))
        {
            throw new DocumentException($"a user's key is {SignatureAlgorithm.Ed25519}");
        }

        var sealing = fields.Bytes("sealing", SealingBytes);
        return sealing.Length == SealingBytes ? new UserIdentity(signing, sealing) : throw new DocumentException($"a user's sealing key has {SealingBytes} bytes");
    }
}
