using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Which certificates an issuer takes back. Immutable and thread-safe. A list that was read here was signed by a trusted issuer.</summary>
public sealed class RevocationList
{
    private const string Type = "ludos.revocations/v1";
    private const int SerialLength = 32;
    private static readonly string[] Fields = ["type", "number", "issuedAt", "expires", "serials"];

    private RevocationList(RevocationTerms terms, string issuer, Envelope envelope)
    {
        Terms = terms;
        Issuer = issuer;
        Envelope = envelope;
    }

    public RevocationTerms Terms { get; }

    /// <summary>The issuer's name among the roots.</summary>
    public string Issuer { get; }

    public Envelope Envelope { get; }

    /// <summary>Signs a list with an issuer's key.</summary>
    /// <exception cref="ArgumentException">The terms could not be read again.</exception>
    public static Result<Envelope, SignErrorCode> Issue(RevocationTerms terms, ISigner issuer)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var payload = Document.Write(terms, Write);
        return Document.TryRead<RevocationTerms>(payload, TrustLimits.MaxEnvelopeBytes, Fields, Read, Write, out _, out var problem)
            ? Envelope.Sign(issuer, PayloadType.Revocations, payload)
            : throw new ArgumentException($"The revocation list {problem}.", nameof(terms));
    }

    /// <summary>Takes a list that was fetched: it must be signed by an issuer, of its time, and not older than the last one.</summary>
    /// <param name="envelope">The signed list.</param>
    /// <param name="roots">Who may sign.</param>
    /// <param name="last">The list that was taken last from the same issuer; null when there was none.</param>
    /// <param name="now">The time.</param>
    /// <returns>
    /// The list, or <see cref="TrustErrorCode.BadDocument"/>, <see cref="TrustErrorCode.Forged"/>, <see cref="TrustErrorCode.UntrustedIssuer"/>,
    /// <see cref="TrustErrorCode.Expired"/>, <see cref="TrustErrorCode.FutureDated"/> or <see cref="TrustErrorCode.Replayed"/>.
    /// </returns>
    public static Result<RevocationList, TrustErrorCode> Accept(Envelope envelope, TrustRoots roots, RevocationList? last, DateTimeOffset now)
    {
        if (!Open(envelope, roots).TryGet(out var list, out var fault))
        {
            return fault;
        }

        var terms = list.Terms;
        if (terms.IssuedAt > now.AddSeconds(TrustLimits.MaxClockSkewS))
        {
            return new Fault<TrustErrorCode>(
                TrustErrorCode.FutureDated, $"The revocation list {terms.Number} of {list.Issuer}: issuedAt is {DocumentFields.Text(terms.IssuedAt)}, in the future.", "Set this machine's clock, or fetch the list again later.");
        }

        if (now > terms.Expires)
        {
            return new Fault<TrustErrorCode>(
                TrustErrorCode.Expired, $"The revocation list {terms.Number} of {list.Issuer}: expires is {DocumentFields.Text(terms.Expires)}, which is over.", "Fetch a newer list; if there is none, tell the registry.");
        }

        return last is null || last.Issuer != list.Issuer ? list : NotOlder(list, last);
    }

    /// <summary>Reads a list that was taken before and kept: who signed it is checked, its age is not.</summary>
    /// <returns>The list, or <see cref="TrustErrorCode.BadDocument"/>, <see cref="TrustErrorCode.Forged"/> or <see cref="TrustErrorCode.UntrustedIssuer"/>.</returns>
    public static Result<RevocationList, TrustErrorCode> Open(Envelope envelope, TrustRoots roots)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(roots);
        const string name = "The revocation list";
        if (!envelope.Signers(roots.Issuers.Select(issuer => issuer.Key), 1, name).TryGet(out var signers, out var fault))
        {
            return fault;
        }

        if (envelope.PayloadType != PayloadType.Revocations)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, $"{name} is of type {ForeignText.Printable(envelope.PayloadType)}, not {PayloadType.Revocations}.", "Fetch it again.");
        }

        return Document.TryRead(envelope.Payload, TrustLimits.MaxEnvelopeBytes, Fields, Read, Write, out var terms, out var problem)
            ? new RevocationList(terms, roots.IssuerOf(signers[0])!.Name, envelope)
            : new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, $"{name} {problem}.", "Fetch it again.");
    }

    /// <summary>Whether a certificate's serial is on the list.</summary>
    public bool Has(string serial) => Terms.Serials.BinarySearch(serial, StringComparer.Ordinal) >= 0;

    private static Result<RevocationList, TrustErrorCode> NotOlder(RevocationList list, RevocationList last)
    {
        const string mend = "Somebody may be keeping newer lists from you; fetch it from elsewhere.";
        if (list.Terms.Number < last.Terms.Number)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.Replayed, $"The revocation list of {list.Issuer}: number is {list.Terms.Number}; {last.Terms.Number} was taken before.", mend);
        }

        var isSame = list.Envelope.Payload.Span.SequenceEqual(last.Envelope.Payload.Span);
        return list.Terms.Number > last.Terms.Number || isSame
            ? list
            : new Fault<TrustErrorCode>(TrustErrorCode.Replayed, $"The revocation list of {list.Issuer}: number {list.Terms.Number} was taken before with other content.", mend);
    }

    private static RevocationTerms Read(DocumentFields fields)
    {
        fields.Demand("type", Type);
        var serials = fields.Texts("serials", TrustLimits.MaxRevokedSerials, SerialLength);
        if (!serials.All(CertificateTerms.IsSerial) || !serials.Order(StringComparer.Ordinal).SequenceEqual(serials))
        {
            throw fields.Bad("serials", "are not serials of 32 lower-case hexadecimal digits in their order");
        }

        var terms = new RevocationTerms(fields.Number("number", 1, RevocationTerms.MaxNumber), fields.Instant("issuedAt"), fields.Instant("expires"), serials);
        return terms.IssuedAt <= terms.Expires ? terms : throw fields.Bad("expires", "lies before issuedAt");
    }

    private static void Write(Utf8JsonWriter writer, RevocationTerms terms)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        writer.WriteNumber("number", terms.Number);
        writer.WriteString("issuedAt", DocumentFields.Text(terms.IssuedAt));
        writer.WriteString("expires", DocumentFields.Text(terms.Expires));
        writer.WriteStartArray("serials");
        foreach (var serial in terms.Serials)
        {
            writer.WriteStringValue(serial);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
