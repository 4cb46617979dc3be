using System.Text;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Which purpose a message demands of the key that is to sign it. What is not listed is signed by no kept key.</summary>
internal static class SigningRules
{
    /// <summary>Payload types of envelopes, each exactly.</summary>
    private static readonly Dictionary<string, KeyPurposes> ByPayloadType = new(StringComparer.Ordinal)
    {
        [PayloadType.Statement] = KeyPurposes.SignModules,
        [PayloadType.Certificate] = KeyPurposes.Issue,
        [PayloadType.Revocations] = KeyPurposes.Issue,
        ["application/vnd.ludos.login.v1+json"] = KeyPurposes.Identify,
        [OwnerRequest.PayloadType] = KeyPurposes.Identify,
        [Receipt.PayloadType] = KeyPurposes.IssueReceipts,
        [EntitlementSnapshot.PayloadType] = KeyPurposes.IssueReceipts,
    };

    /// <summary>Null when the key may sign it.</summary>
    internal static Fault<KeyErrorCode>? Check(KeptKey key, SigningContext context, ReadOnlySpan<byte> message)
    {
        if (key.Algorithm != KeyAlgorithm.Ed25519)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.NotAllowed, $"Key '{key.Name}' is of {key.Algorithm} and does not sign.", "Name a key of ed25519.");
        }

        if (!SigningForm.Fits(context, message))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.NotAllowed, $"The message has not the form of {context}.");
        }

        var what = context == SigningContext.Envelope ? TypeOf(message) : context.ToString();
        var demanded = context switch
        {
            SigningContext.TufMetadata => KeyPurposes.SignMetadata,
            SigningContext.Checkpoint => KeyPurposes.SignLog,
            _ => what is null ? KeyPurposes.None : ByPayloadType.GetValueOrDefault(what),
        };
        if (demanded == KeyPurposes.None)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.NotAllowed, $"No kept key signs {(what is null ? "an envelope whose payload's type cannot be read" : $"'{what}'")}.");
        }

        return key.Purposes.HasFlag(demanded)
            ? null
            : new Fault<KeyErrorCode>(KeyErrorCode.NotAllowed, $"Key '{key.Name}' may not sign {what}: it has not the purpose {KeyPurposeNames.Of(demanded)[0]}.", "Use a key made for it (./ludos keys new NAME --for …).");
    }

    /// <summary>The type in DSSE's pre-authentication encoding; null when its counts do not hold.</summary>
    private static string? TypeOf(ReadOnlySpan<byte> message)
    {
        var rest = message["DSSEv1 ".Length..];
        if (!TryCounted(ref rest, out var type) || !TryCount(ref rest, out var payloadBytes) || payloadBytes != rest.Length)
        {
            return null;
        }

        return Encoding.UTF8.GetString(type);
    }

    private static bool TryCounted(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> counted)
    {
        counted = default;
        if (!TryCount(ref rest, out var count) || count >= rest.Length || rest[count] != (byte)' ')
        {
            return false;
        }

        counted = rest[..count];
        rest = rest[(count + 1)..];
        return true;
    }

    private static bool TryCount(ref ReadOnlySpan<byte> rest, out int count)
    {
        if (!System.Buffers.Text.Utf8Parser.TryParse(rest, out count, out var digits) || count < 0 || digits >= rest.Length || rest[digits] != (byte)' ')
        {
            return false;
        }

        rest = rest[(digits + 1)..];
        return true;
    }
}
