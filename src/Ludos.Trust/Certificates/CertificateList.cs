using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Certificates without an order, as a registry hands them to their publisher, and the chains in them. Immutable; nothing is verified by reading one.</summary>
public sealed record CertificateList(ImmutableArray<Certificate> Certificates)
{
    /// <summary>Certificates of one list.</summary>
    public const int MaxCertificates = 64;

    /// <summary>Bytes of the document.</summary>
    public const int MaxBytes = 1024 * 1024;

    public byte[] ToJson() => Document.Write(this, Write);

    /// <summary>Reads a document with the one field <c>certificates</c>.</summary>
    public static Result<CertificateList, TrustErrorCode> Parse(ReadOnlyMemory<byte> json, string name) =>
        Document.TryRead(json, MaxBytes, ["certificates"], static fields => new CertificateList(fields.Children("certificates", MaxCertificates, Envelope.Fields, Certificate.Read)), Write, out var list, out var problem)
            ? list
            : new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, $"{name} {problem}.", "Fetch your certificates from the registry again.");

    /// <summary>The certificates by which a key may do something: its own, then that of who signed it, and so on; empty when it may not.</summary>
    /// <param name="now">A time at which the key's own certificate must be valid; of several the one that is valid longest is taken.</param>
    public ImmutableArray<Certificate> ChainOf(PublicKey key, CertificatePurposes purpose, DateTimeOffset now)
    {
        var chain = ImmutableArray.CreateBuilder<Certificate>();
        var next = Certificates
            .Where(certificate => certificate.Terms.Key.Equals(key) && certificate.Terms.Purposes.HasFlag(purpose) && certificate.Terms.NotBefore <= now && now <= certificate.Terms.NotAfter)
            .MaxBy(certificate => certificate.Terms.NotAfter);
        while (next is not null && chain.Count < TrustLimits.MaxChainLength)
        {
            chain.Add(next);
            var below = next;
            next = Certificates.FirstOrDefault(above => !chain.Contains(above) && above.Terms.Purposes.HasFlag(CertificatePurposes.Issue) && below.Envelope.SignerAmong([above.Terms.Key]) is not null);
        }

        return chain.DrainToImmutable();
    }

    private static void Write(Utf8JsonWriter writer, CertificateList list)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("certificates");
        foreach (var certificate in list.Certificates)
        {
            certificate.Envelope.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
