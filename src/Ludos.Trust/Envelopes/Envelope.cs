using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A signature in an envelope. <paramref name="KeyId"/> is a hint: only a key that the verifier trusts already counts.</summary>
public sealed record EnvelopeSignature(string KeyId, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// DSSE: a payload of a named type, and signatures that cover both. Immutable. What is in the payload is believed only after
/// <see cref="Signers"/> named the keys.
/// </summary>
/// <param name="PayloadType">A media type.</param>
/// <param name="Payload">The bytes that are signed.</param>
/// <param name="Signatures">In ordinal order of key ids, one a key.</param>
public sealed record Envelope(string PayloadType, ReadOnlyMemory<byte> Payload, ImmutableArray<EnvelopeSignature> Signatures)
{
    private const int MaxTypeLength = 100;
    private const int MaxSignatureBytes = 1_024;

    /// <summary>The fields of an envelope as JSON.</summary>
    internal static readonly string[] Fields = ["payload", "payloadType", "signatures"];

    /// <summary>What is signed: DSSE's pre-authentication encoding, version 1.</summary>
    public static byte[] SignedBytes(string payloadType, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(payloadType);
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(payloadType)} {payloadType} {payload.Length} "));
        return [.. head, .. payload];
    }

    /// <summary>Signs a payload with one key.</summary>
    public static Result<Envelope, SignErrorCode> Sign(ISigner signer, string payloadType, ReadOnlyMemory<byte> payload) =>
        new Envelope(payloadType, payload.ToArray(), []).With(signer);

    /// <summary>This envelope with one more signature, or with a key's signature made anew.</summary>
    public Result<Envelope, SignErrorCode> With(ISigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        if (!signer.Sign(SigningContext.Envelope, SignedBytes(PayloadType, Payload.Span)).TryGet(out var signature, out var fault))
        {
            return fault;
        }

        var others = Signatures.Where(other => other.KeyId != signer.PublicKey.Id);
        return this with { Signatures = [.. others.Append(new EnvelopeSignature(signer.PublicKey.Id, signature)).OrderBy(one => one.KeyId, StringComparer.Ordinal)] };
    }

    /// <summary>The first of the trusted keys that signed this payload under this type; null when none did.</summary>
    public PublicKey? SignerAmong(IEnumerable<PublicKey> trusted)
    {
        var message = SignedBytes(PayloadType, Payload.Span);
        return trusted.FirstOrDefault(key => Signatures.Any(signature => signature.KeyId == key.Id && key.Verify(message, signature.Bytes.Span)));
    }

    /// <summary>
    /// The keys that signed. Every signature must be a trusted key's and hold: one that cannot be checked is refused, for else the same
    /// document would have many encodings.
    /// </summary>
    /// <param name="trusted">Keys that count.</param>
    /// <param name="threshold">How many different keys must have signed; at least 1.</param>
    /// <param name="name">The document's name for messages.</param>
    /// <returns>The keys in ordinal order of ids, or <see cref="TrustErrorCode.Forged"/>, <see cref="TrustErrorCode.UntrustedIssuer"/> or <see cref="TrustErrorCode.TooFewSignatures"/>.</returns>
    public Result<ImmutableArray<PublicKey>, TrustErrorCode> Signers(IEnumerable<PublicKey> trusted, int threshold, string name)
    {
        ArgumentNullException.ThrowIfNull(trusted);
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 1);
        var keys = trusted.Distinct().ToDictionary(key => key.Id, StringComparer.Ordinal);
        var message = SignedBytes(PayloadType, Payload.Span);
        var signers = ImmutableArray.CreateBuilder<PublicKey>(Signatures.Length);
        foreach (var signature in Signatures)
        {
            if (!keys.Remove(signature.KeyId, out var key))
            {
                return new Fault<TrustErrorCode>(TrustErrorCode.UntrustedIssuer, $"{name} is signed by key {ForeignText.Printable(signature.KeyId)}, which is not one that may sign it.", "Get it from its publisher again.");
            }

            if (!key.Verify(message, signature.Bytes.Span))
            {
                return new Fault<TrustErrorCode>(TrustErrorCode.Forged, $"{name}: the signature of key {key} does not hold.", "It was changed after it was signed; get it from its publisher again.");
            }

            signers.Add(key);
        }

        return signers.Count >= threshold
            ? signers.DrainToImmutable()
            : new Fault<TrustErrorCode>(TrustErrorCode.TooFewSignatures, $"{name} has {signers.Count} signatures; {threshold} are needed.", "Get it from its publisher again.");
    }

    /// <summary>The one encoding as JSON: what a transparency log holds.</summary>
    public byte[] ToJson() => Document.Write(this, static (writer, envelope) => envelope.WriteTo(writer));

    /// <summary>Reads JSON. Nothing is verified yet.</summary>
    /// <param name="json">The whole document.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="maxBytes">The largest that is read; larger than a log takes only for documents that are not logged.</param>
    /// <returns>The envelope, or <see cref="TrustErrorCode.BadDocument"/>.</returns>
    public static Result<Envelope, TrustErrorCode> Parse(ReadOnlyMemory<byte> json, string name, int maxBytes = TrustLimits.MaxEnvelopeBytes) =>
        Document.TryRead(json, maxBytes, Fields, fields => Read(fields, maxBytes), static (writer, envelope) => envelope.WriteTo(writer), out var envelope, out var problem)
            ? envelope
            : new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, $"{name} {problem}.", "Get it from its publisher again.");

    /// <summary>Reads the fields <see cref="Fields"/>.</summary>
    internal static Envelope Read(DocumentFields fields) => Read(fields, TrustLimits.MaxEnvelopeBytes);

    private static Envelope Read(DocumentFields fields, int maxPayloadBytes)
    {
        var signatures = fields.Children("signatures", TrustLimits.MaxSignatures, ["keyid", "sig"], static item => new EnvelopeSignature(item.Digest("keyid").ToString(), item.Bytes("sig", MaxSignatureBytes)));
        for (var index = 1; index < signatures.Length; index++)
        {
            if (string.CompareOrdinal(signatures[index - 1].KeyId, signatures[index].KeyId) >= 0)
            {
                throw fields.Bad("signatures", "are not in the order of their keyid, or have one twice");
            }
        }

        return new Envelope(fields.Text("payloadType", MaxTypeLength), fields.Bytes("payload", maxPayloadBytes), signatures);
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteBase64String("payload", Payload.Span);
        writer.WriteString("payloadType", PayloadType);
        writer.WriteStartArray("signatures");
        foreach (var signature in Signatures)
        {
            writer.WriteStartObject();
            writer.WriteString("keyid", signature.KeyId);
            writer.WriteBase64String("sig", signature.Bytes.Span);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
