using System.Text.Json;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Trust;

/// <summary>What a publisher says of a module: who made it, what it is called and which bytes it is. Nothing in it ever changes. Immutable.</summary>
/// <param name="ModuleId">By <see cref="TrustNames.IsModuleId"/>.</param>
/// <param name="Version">The manifest's.</param>
/// <param name="Digest">The module digest: see <see cref="GmodContainer.Digest"/>.</param>
/// <param name="Publisher">By <see cref="TrustNames.IsPublisher"/>.</param>
public sealed record Statement(string ModuleId, SemanticVersion Version, Digest Digest, string Publisher)
{
    private const string Type = "ludos.statement/v1";

    /// <summary>Signs the statement with a key whose certificate has the purpose to sign modules.</summary>
    /// <exception cref="ArgumentException">A name is not spelt as it must be.</exception>
    public Result<Envelope, SignErrorCode> Sign(ISigner signer)
    {
        if (!TrustNames.IsModuleId(ModuleId) || !TrustNames.IsPublisher(Publisher))
        {
            throw new ArgumentException($"{ModuleId} of {Publisher}: one of them is not a name.", nameof(signer));
        }

        return Envelope.Sign(signer, PayloadType.Statement, ToJson());
    }

    public byte[] ToJson() => Document.Write(this, Write);

    /// <summary>Reads the payload of an envelope. Whether it was signed by whom it names is not known yet.</summary>
    /// <returns>The statement, or <see cref="TrustErrorCode.BadDocument"/>.</returns>
    public static Result<Statement, TrustErrorCode> Parse(Envelope envelope, string name)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        string? problem = null;
        if (envelope.PayloadType == PayloadType.Statement && Document.TryRead(envelope.Payload, TrustLimits.MaxEnvelopeBytes, ["type", "module", "publisher"], Read, Write, out var statement, out problem))
        {
            return statement;
        }

        return new Fault<TrustErrorCode>(
            TrustErrorCode.BadDocument,
            $"{name}: the statement {problem ?? $"is of type {ForeignText.Printable(envelope.PayloadType)}, not {PayloadType.Statement}"}.",
            "Get it from its publisher again.");
    }

    private static Statement Read(DocumentFields fields)
    {
        fields.Demand("type", Type);
        var module = fields.Child("module", "id", "version", "digest");
        return new Statement(TrustNames.ModuleId(module, "id"), TrustNames.Version(module, "version"), module.Digest("digest"), TrustNames.Publisher(fields, "publisher"));
    }

    private static void Write(Utf8JsonWriter writer, Statement statement)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        writer.WriteStartObject("module");
        writer.WriteString("id", statement.ModuleId);
        writer.WriteString("version", statement.Version.ToFullString());
        writer.WriteString("digest", statement.Digest.ToString());
        writer.WriteEndObject();
        writer.WriteString("publisher", statement.Publisher);
        writer.WriteEndObject();
    }
}
