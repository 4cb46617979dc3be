using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// Which of one user's receipts a store has taken back, as of an instant. Signed as an <see cref="Envelope"/> of <see cref="PayloadType"/>; lives for hours, so that an old one
/// cannot stand for today's. Immutable.
/// </summary>
/// <param name="UserId">Whose receipts; the id of their signing key.</param>
/// <param name="Number">Rises with every snapshot whose list changed; a smaller one than was seen is a replay.</param>
/// <param name="IssuedAt">To the second.</param>
/// <param name="Expires">When another must be fetched.</param>
/// <param name="Revoked">Ids of receipts that no longer count, in rising order.</param>
/// <param name="Nonce">What the asker drew for this one question, 16 bytes; empty where nobody asked. Proves that the store spoke now.</param>
public sealed record EntitlementSnapshot(string UserId, long Number, DateTimeOffset IssuedAt, DateTimeOffset Expires, ImmutableArray<string> Revoked, ReadOnlyMemory<byte> Nonce)
{
    public const string PayloadType = "application/vnd.ludos.entitlements.v1+json";

    public const int NonceBytes = 16;

    private const string Type = "ludos.entitlements/v1";

    /// <summary>The payload that a store signs.</summary>
    public byte[] Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            json.WriteString("user", UserId);
            json.WriteNumber("number", Number);
            json.WriteString("issuedAt", DocumentFields.Text(IssuedAt));
            json.WriteString("expires", DocumentFields.Text(Expires));
            json.WriteStartArray("revoked");
            foreach (var id in Revoked.Order(StringComparer.Ordinal))
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
            if (!Nonce.IsEmpty)
            {
                json.WriteBase64String("nonce", Nonce.Span);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads a payload. It says nothing of who signed it.</summary>
    public static Result<EntitlementSnapshot, EntitlementErrorCode> Parse(ReadOnlyMemory<byte> payload) =>
        DocumentFields.TryRead(payload, EntitlementLimits.MaxSnapshotBytes, ["type", "user", "number", "issuedAt", "expires", "revoked", "nonce"], Read, out var snapshot, out var problem)
            ? snapshot!
            : new Fault<EntitlementErrorCode>(EntitlementErrorCode.Malformed, $"The snapshot of receipts cannot be read: {problem}.", "Ask the store again.");

    private static EntitlementSnapshot Read(DocumentFields fields)
    {
        fields.Demand("type", Type);
        var revoked = fields.Texts("revoked", EntitlementLimits.MaxRevoked, Receipt.IdLength);
        for (var index = 0; index < revoked.Length; index++)
        {
            if (!ReceiptId.IsWellFormed(revoked[index]) || (index > 0 && string.CompareOrdinal(revoked[index - 1], revoked[index]) >= 0))
            {
                throw new DocumentException($"\"revoked[{index}]\" is not the next id in rising order");
            }
        }

        var issuedAt = fields.Instant("issuedAt");
        var expires = fields.Instant("expires");
        var nonce = fields.Has("nonce") ? fields.Bytes("nonce", NonceBytes) : [];
        return expires > issuedAt && expires - issuedAt <= EntitlementLimits.SnapshotLife
            ? new EntitlementSnapshot(fields.Digest("user").ToString(), fields.Number("number", 1, long.MaxValue), issuedAt, expires, revoked, nonce)
            : throw new DocumentException("\"expires\" is not within a day after \"issuedAt\"");
    }
}
