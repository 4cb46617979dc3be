using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// All that is needed to verify a module but the roots: the signed statement, the certificates of the key that signed it, and its place in a
/// transparency log. Lies beside the module as <c>X.gmod.bundle</c>. Immutable; nothing is verified by reading one.
/// </summary>
/// <param name="Envelope">The signed <see cref="Statement"/>.</param>
/// <param name="Certificates">That of the key which signed first, then that of who signed it, and so on; the trusted issuer itself is not in it.</param>
/// <param name="Log">Null for what is in no log.</param>
public sealed record Bundle(Envelope Envelope, ImmutableArray<Certificate> Certificates, LogProof? Log)
{
    /// <summary>What is put behind a module's file name to get that of its bundle.</summary>
    public const string FileSuffix = ".bundle";

    private const string MediaType = "application/vnd.ludos.bundle.v1+json";

    public byte[] ToJson() => Document.Write(this, Write);

    /// <summary>Reads a bundle.</summary>
    /// <param name="json">The whole document, at most <see cref="TrustLimits.MaxBundleBytes"/>.</param>
    /// <param name="name">Its name for messages.</param>
    /// <returns>The bundle, or <see cref="TrustErrorCode.BadDocument"/> or <see cref="TrustErrorCode.ChainTooLong"/>.</returns>
    public static Result<Bundle, TrustErrorCode> Parse(ReadOnlyMemory<byte> json, string name) =>
        Document.TryRead(json, TrustLimits.MaxBundleBytes, ["mediaType", "envelope", "certificates", "log"], Read, Write, out var bundle, out var problem)
            ? bundle
            : new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, $"{name} {problem}.", "Get it from its publisher again.");

    private static Bundle Read(DocumentFields fields)
    {
        fields.Demand("mediaType", MediaType);
        return new Bundle(
            Envelope.Read(fields.Child("envelope", Envelope.Fields)),
            fields.Children("certificates", TrustLimits.MaxBundleCertificates, Envelope.Fields, Certificate.Read),
            fields.Has("log") ? LogProof.Read(fields.Child("log", "checkpoint", "index", "proof")) : null);
    }

    private static void Write(Utf8JsonWriter writer, Bundle bundle)
    {
        writer.WriteStartObject();
        writer.WriteString("mediaType", MediaType);
        writer.WritePropertyName("envelope");
        bundle.Envelope.WriteTo(writer);
        writer.WriteStartArray("certificates");
        foreach (var certificate in bundle.Certificates)
        {
            certificate.Envelope.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("log");
        if (bundle.Log is { } log)
        {
            log.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }
}
