using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// That a key belongs to a publisher, may do certain things, for certain modules and for a while; signed by an issuer or by a key with a
/// certificate above. Immutable. <see cref="CertificateChain"/> decides whether it is believed.
/// </summary>
public sealed class Certificate
{
    private Certificate(CertificateTerms terms, Envelope envelope)
    {
        Terms = terms;
        Envelope = envelope;
    }

    public CertificateTerms Terms { get; }

    /// <summary>The signed document.</summary>
    public Envelope Envelope { get; }

    /// <summary>Signs terms.</summary>
    /// <param name="terms">Their names and patterns are spelt as the reader demands.</param>
    /// <param name="issuer">A trusted issuer's key, or one whose certificate has the purpose to issue.</param>
    /// <exception cref="ArgumentException">The terms could not be read again.</exception>
    public static Result<Certificate, SignErrorCode> Issue(CertificateTerms terms, ISigner issuer)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (!Document.TryRead<CertificateTerms>(Document.Write(terms, CertificateTerms.Write), TrustLimits.MaxEnvelopeBytes, CertificateTerms.Fields, CertificateTerms.Read, CertificateTerms.Write, out _, out var problem))
        {
            throw new ArgumentException($"The certificate {problem}.", nameof(terms));
        }

        return Envelope.Sign(issuer, PayloadType.Certificate, Document.Write(terms, CertificateTerms.Write)).TryGet(out var envelope, out var fault)
            ? new Certificate(terms, envelope)
            : fault;
    }

    /// <summary>Reads an envelope's JSON.</summary>
    /// <returns>The certificate, or <see cref="TrustErrorCode.BadDocument"/>.</returns>
    public static Result<Certificate, TrustErrorCode> Parse(ReadOnlyMemory<byte> json, string name) =>
        Envelope.Parse(json, name).TryGet(out var envelope, out var fault) ? Parse(envelope, name) : fault;

    /// <summary>Reads an envelope's payload.</summary>
    /// <returns>The certificate, or <see cref="TrustErrorCode.BadDocument"/>.</returns>
    public static Result<Certificate, TrustErrorCode> Parse(Envelope envelope, string name)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return Read(envelope, out var problem) is { } certificate
            ? certificate
            : new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, $"{name}: the certificate {problem}.", "Get it from its publisher again.");
    }

    public byte[] ToJson() => Envelope.ToJson();

    /// <summary>For messages: the serial's beginning and whose it is.</summary>
    public override string ToString() => $"certificate {Terms.Serial[..8]} of {Terms.Publisher}";

    internal static Certificate Read(DocumentFields fields) => Read(Envelope.Read(fields), out var problem) ?? throw fields.Bad("payload", $"is a certificate that {problem}");

    private static Certificate? Read(Envelope envelope, out string? problem)
    {
        problem = null;
        if (envelope.PayloadType != PayloadType.Certificate)
        {
            problem = $"is of type {ForeignText.Printable(envelope.PayloadType)}, not {PayloadType.Certificate}";
            return null;
        }

        return Document.TryRead(envelope.Payload, TrustLimits.MaxEnvelopeBytes, CertificateTerms.Fields, CertificateTerms.Read, CertificateTerms.Write, out var terms, out problem) ? new Certificate(terms, envelope) : null;
    }
}
