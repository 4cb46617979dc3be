using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// A store's word that a user may use a module, and what they own in it. Signed as an <see cref="Envelope"/> of <see cref="PayloadType"/>; covers
/// nothing that changes: whether it still counts is told by snapshots. Immutable.
/// </summary>
/// <param name="Id">32 lower-case hexadecimal digits, drawn by the store.</param>
/// <param name="User">Whose it is.</param>
/// <param name="ModuleId">The module; every version of it.</param>
/// <param name="IssuedAt">To the second.</param>
/// <param name="BoughtAt">When the first receipt of its line was issued: what the refund window counts from.</param>
/// <param name="ReplacesId">The receipt that this one was made from by a transfer or a renewal; null for a purchase.</param>
/// <param name="Items">What the player owns, in ordinal order of ids.</param>
/// <param name="ContentKeys">Keys of sealed content, by generation.</param>
public sealed record Receipt(
    string Id,
    UserIdentity User,
    string ModuleId,
    DateTimeOffset IssuedAt,
    DateTimeOffset BoughtAt,
    string? ReplacesId,
    ImmutableArray<ReceiptItem> Items,
    ImmutableArray<WrappedContentKey> ContentKeys)
{
    public const string PayloadType = "application/vnd.ludos.receipt.v1+json";

    /// <summary>Length of <see cref="Id"/>.</summary>
    public const int IdLength = 32;

    private const string Type = "ludos.receipt/v1";

    /// <summary>The payload that a store signs.</summary>
    public byte[] Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            json.WriteString("id", Id);
            json.WritePropertyName("user");
            UserFields.Write(json, User);
            json.WriteString("module", ModuleId);
            json.WriteString("issuedAt", DocumentFields.Text(IssuedAt));
            json.WriteString("boughtAt", DocumentFields.Text(BoughtAt));
            if (ReplacesId is not null)
            {
                json.WriteString("replaces", ReplacesId);
            }

            WriteItems(json);
            WriteKeys(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads a payload. It says nothing of who signed it.</summary>
    public static Result<Receipt, EntitlementErrorCode> Parse(ReadOnlyMemory<byte> payload) =>
        DocumentFields.TryRead(payload, EntitlementLimits.MaxReceiptBytes, ["type", "id", "user", "module", "issuedAt", "boughtAt", "replaces", "items", "contentKeys"], Read, out var receipt, out var problem)
            ? receipt!
            : new Fault<EntitlementErrorCode>(EntitlementErrorCode.Malformed, $"The receipt cannot be read: {problem}.", "Fetch it from the store again.");

    private static Receipt Read(DocumentFields fields)
    {
        fields.Demand("type", Type);
        return new Receipt(
            ReceiptId.Of(fields, "id"),
            UserFields.Read(fields.Child("user", UserFields.Known)),
            fields.Text("module", EntitlementLimits.MaxIdLength),
            fields.Instant("issuedAt"),
            fields.Instant("boughtAt"),
            fields.Has("replaces") ? ReceiptId.Of(fields, "replaces") : null,
            ReadItems(fields),
            ReadKeys(fields));
    }

    private static ImmutableArray<ReceiptItem> ReadItems(DocumentFields fields)
    {
        var items = fields.Children("items", EntitlementLimits.MaxItems, ["id", "count"], item => new ReceiptItem(item.Text("id", EntitlementLimits.MaxIdLength), (int)item.Number("count", 1, int.MaxValue)));
        return IsRising(items.Select(item => item.Id)) ? items : throw new DocumentException("\"items\" are not in rising order of ids");
    }

    private static ImmutableArray<WrappedContentKey> ReadKeys(DocumentFields fields)
    {
        var keys = fields.Children("contentKeys", EntitlementLimits.MaxContentKeys, ["generation", "enc", "ciphertext"], key => new WrappedContentKey(
            (int)key.Number("generation", 1, int.MaxValue),
            key.Bytes("enc", EntitlementLimits.MaxWrappedBytes),
            key.Bytes("ciphertext", EntitlementLimits.MaxWrappedBytes)));
        for (var index = 1; index < keys.Length; index++)
        {
            if (keys[index].Generation <= keys[index - 1].Generation)
            {
                throw new DocumentException("\"contentKeys\" are not in rising order of generations");
            }
        }

        return keys;
    }

    private static bool IsRising(IEnumerable<string> ids)
    {
        string? before = null;
        foreach (var id in ids)
        {
            if (before is not null && string.CompareOrdinal(before, id) >= 0)
            {
                return false;
            }

            before = id;
        }

        return true;
    }

    private void WriteItems(Utf8JsonWriter json)
    {
        json.WriteStartArray("items");
        foreach (var item in Items.OrderBy(item => item.Id, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("id", item.Id);
            json.WriteNumber("count", item.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteKeys(Utf8JsonWriter json)
    {
        json.WriteStartArray("contentKeys");
        foreach (var key in ContentKeys.OrderBy(key => key.Generation))
        {
            json.WriteStartObject();
            json.WriteNumber("generation", key.Generation);
            json.WriteBase64String("enc", key.Encapsulated.Span);
            json.WriteBase64String("ciphertext", key.Ciphertext.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
