using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>What an owner asks of the store about a receipt. Signed by the owner's key as an <see cref="Envelope"/> of <see cref="PayloadType"/>. Immutable.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="ReceiptId">About which receipt: one request can be obeyed once, for the receipt then is not active any more.</param>
/// <param name="To">Who gets it; null unless a transfer.</param>
/// <param name="At">When it was signed, to the second.</param>
public sealed record OwnerRequest(OwnerRequestKind Kind, string ReceiptId, UserIdentity? To, DateTimeOffset At)
{
    public const string PayloadType = "application/vnd.ludos.owner-request.v1+json";

    /// <summary>How long a signed request can be used.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private const string Type = "ludos.owner-request/v1";
    private const int MaxBytes = 4 * 1024;

    /// <summary>The payload that the owner signs.</summary>
    public byte[] Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            json.WriteString("ask", Kind == OwnerRequestKind.Transfer ? "transfer" : "refund");
            json.WriteString("receipt", ReceiptId);
            if (To is not null)
            {
                json.WritePropertyName("to");
                UserFields.Write(json, To);
            }

            json.WriteString("at", DocumentFields.Text(At));
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads a request that the owner of the receipt signed.</summary>
    public static Result<OwnerRequest, EntitlementErrorCode> Open(Envelope envelope, UserIdentity owner)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(owner);
        if (envelope.PayloadType != PayloadType || envelope.SignerAmong([owner.Signing]) is null)
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.Forged, "The request is not signed by the receipt's owner.", "Sign it with the key that the receipt names.");
        }

        return DocumentFields.TryRead(envelope.Payload, MaxBytes, ["type", "ask", "receipt", "to", "at"], Read, out var request, out var problem)
            ? request!
            : new Fault<EntitlementErrorCode>(EntitlementErrorCode.Malformed, $"The request cannot be read: {problem}.");
    }

    private static OwnerRequest Read(DocumentFields fields)
    {
        fields.Demand("type", Type);
        var kind = fields.Text("ask", EntitlementLimits.MaxIdLength) switch
        {
            "transfer" => OwnerRequestKind.Transfer,
            "refund" => OwnerRequestKind.Refund,
            var other => throw new DocumentException($"\"ask\" is \"{other}\"; known are transfer and refund"),
        };
        return fields.Has("to") == (kind == OwnerRequestKind.Transfer)
            ? new OwnerRequest(kind, Trust.ReceiptId.Of(fields, "receipt"), fields.Has("to") ? UserFields.Read(fields.Child("to", UserFields.Known)) : null, fields.Instant("at"))
            : throw new DocumentException("\"to\" belongs to a transfer, and to nothing else");
    }
}
