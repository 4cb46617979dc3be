using System.Collections.Immutable;
using System.Text;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A signature in an envelope. <paramref name="KeyId"/> is a hint: only a key that the verifier trusts already counts.</summary>
public sealed record EnvelopeSignature(string KeyId, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// DSSE: a payload of a named type, and signatures that cover both. Immutable. What is in the payload is believed only after
/// <see cref="SignerAmong"/> named the key.
/// </summary>
public sealed record Envelope(string PayloadType, ReadOnlyMemory<byte> Payload, ImmutableArray<EnvelopeSignature> Signatures)
{
    /// <summary>What is signed: DSSE's pre-authentication encoding, version 1.</summary>
    public static byte[] SignedBytes(string payloadType, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(payloadType);
        var type = Encoding.UTF8.GetBytes(payloadType);
        var head = Encoding.UTF8.GetBytes($"DSSEv1 {type.Length} {payloadType} {payload.Length} ");
        return [.. head, .. payload];
    }

    /// <summary>Signs a payload with one key.</summary>
    public static Result<Envelope, SignErrorCode> Sign(ISigner signer, string payloadType, ReadOnlyMemory<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return signer.Sign(SigningContext.Envelope, SignedBytes(payloadType, payload.Span)).TryGet(out var signature, out var fault)
            ? new Envelope(payloadType, payload.ToArray(), [new EnvelopeSignature(signer.PublicKey.Id, signature)])
            : fault;
    }

    /// <summary>The first of the trusted keys that signed this payload under this type; null when none did.</summary>
    public PublicKey? SignerAmong(IEnumerable<PublicKey> trusted)
    {
        var message = SignedBytes(PayloadType, Payload.Span);
        return trusted.FirstOrDefault(key => Signatures.Any(signature => (signature.KeyId.Length == 0 || signature.KeyId == key.Id) && key.Verify(message, signature.Bytes.Span)));
    }
}
