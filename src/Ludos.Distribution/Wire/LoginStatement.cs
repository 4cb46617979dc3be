using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>What is signed to log in: that this key, now, means this registry. Signed as an <see cref="Envelope"/> of <see cref="PayloadType"/> by the key itself. Immutable.</summary>
/// <param name="Registry">The registry's name from its roots: a login for one is of no use at another.</param>
/// <param name="Name">The account; null for a player, who has a key and no account.</param>
/// <param name="Key">The key that signs.</param>
/// <param name="Challenge">As the registry drew it.</param>
public sealed record LoginStatement(string Registry, string? Name, PublicKey Key, string Challenge)
{
    public const string PayloadType = "application/vnd.ludos.login.v1+json";

    /// <summary>Characters of a challenge.</summary>
    public const int MaxChallengeLength = 200;

    private const string Type = "ludos.login/v1";
    private const int MaxBytes = 4 * 1024;
    private const int MaxAlgorithmLength = 40;
    private const int MaxKeyBytes = 1024;

    public byte[] Write() => DistributionDocument.Write(writer =>
    {
        writer.WriteString("type", Type);
        writer.WriteString("registry", Registry);
        if (Name is not null)
        {
            writer.WriteString("name", Name);
        }

        writer.WriteStartObject("key");
        writer.WriteString("algorithm", Key.Algorithm);
        writer.WriteBase64String("public", Key.Bytes.Span);
        writer.WriteEndObject();
        writer.WriteString("challenge", Challenge);
    });

    /// <summary>Signs the statement with its key.</summary>
    public Result<Envelope, SignErrorCode> Sign(ISigner signer) => Envelope.Sign(signer, PayloadType, Write());

    /// <summary>Reads an envelope that the key in it signed. Whose key it is, and whether the challenge is fresh, is not known yet.</summary>
    public static Result<LoginStatement, DocumentErrorCode> Open(Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (envelope.PayloadType != PayloadType)
        {
            return new Fault<DocumentErrorCode>(DocumentErrorCode.Malformed, "The envelope is not a login.");
        }

        if (!DistributionDocument.Read(envelope.Payload, MaxBytes, "The login", ["type", "registry", "name", "key", "challenge"], Read).TryGet(out var login, out var fault))
        {
            return fault;
        }

        return envelope.SignerAmong([login.Key]) is not null ? login : new Fault<DocumentErrorCode>(DocumentErrorCode.Malformed, "The login is not signed by the key that it names.");
    }

    /// <summary>Reads a key as it stands in the documents of the wire.</summary>
    public static PublicKey ReadKey(DocumentFields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return PublicKey.TryCreate(fields.Text("algorithm", MaxAlgorithmLength), fields.Bytes("public", MaxKeyBytes), out var key) ? key : throw new DocumentException("a key is not of a known algorithm");
    }

    private static LoginStatement Read(DocumentFields fields)
    {
        fields.Demand("type", Type);
        return new LoginStatement(
            fields.Text("registry", DistributionLimits.MaxPublisherLength),
            fields.Has("name") ? fields.Text("name", DistributionLimits.MaxPublisherLength) : null,
            ReadKey(fields.Child("key", "algorithm", "public")),
            fields.Text("challenge", MaxChallengeLength));
    }
}
