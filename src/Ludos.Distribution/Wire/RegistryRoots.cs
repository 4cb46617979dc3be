using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>What a registry says of itself (GET /roots): its name, whom to trust for it, the key that content keys are sealed for, and the first root of its metadata. Immutable.</summary>
/// <param name="Name">Also its issuer's name.</param>
/// <param name="Trust">Issuers and logs. Believed only by who chose the registry: it is the registry's own word.</param>
/// <param name="SealingKey">X25519, 32 bytes.</param>
/// <param name="Root">The first version of the metadata's root.</param>
public sealed record RegistryRoots(string Name, TrustRoots Trust, ReadOnlyMemory<byte> SealingKey, ReadOnlyMemory<byte> Root)
{
    /// <summary>Bytes of the document.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const string Type = "ludos.registry/v1";
    private const string SealingAlgorithm = "x25519";

    public byte[] Write() => DistributionDocument.Write(writer =>
    {
        writer.WriteString("type", Type);
        writer.WriteString("name", Name);
        writer.WritePropertyName("trust");
        writer.WriteRawValue(Trust.ToJson());
        writer.WriteStartObject("sealing");
        writer.WriteString("algorithm", SealingAlgorithm);
        writer.WriteBase64String("public", SealingKey.Span);
        writer.WriteEndObject();
        writer.WriteBase64String("root", Root.Span);
    });

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Result<RegistryRoots, DocumentErrorCode> Parse(ReadOnlyMemory<byte> json) =>
        DistributionDocument.Read(json, MaxBytes, "The registry's roots", ["type", "name", "trust", "sealing", "root"], Read);

    private static RegistryRoots Read(DocumentFields fields)
    {
        fields.Demand("type", Type);
        var sealing = fields.Child("sealing", "algorithm", "public");
        sealing.Demand("algorithm", SealingAlgorithm);
        var key = sealing.Bytes("public", X25519.KeyBytes);
        var name = fields.Text("name", DistributionLimits.MaxPublisherLength);
        return key.Length != X25519.KeyBytes ? throw new DocumentException($"\"sealing.public\" has not {X25519.KeyBytes} bytes")
            : !PublisherName.IsName(name) ? throw new DocumentException("\"name\" is not a registry's name")
            : TrustRoots.Parse(fields.Raw("trust"), "\"trust\"").TryGet(out var trust, out var fault) ? new RegistryRoots(name, trust, key, fields.Bytes("root", MaxBytes))
            : throw new DocumentException(fault.Message);
    }
}
