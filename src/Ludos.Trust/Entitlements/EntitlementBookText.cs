using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A book as the keeper keeps it. Every signature in it is checked again when it is read.</summary>
public static class EntitlementBookText
{
    /// <summary>The largest book that is read.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const string Type = "ludos.entitlement-book/v1";
    private const int MaxStoreKeys = 16;
    private const int MaxKeyBytes = 1_024;

    public static byte[] Write(EntitlementBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            json.WritePropertyName("user");
            UserFields.Write(json, book.User);
            json.WriteStartArray("storeKeys");
            foreach (var key in book.StoreKeys)
            {
                json.WriteStartObject();
                json.WriteString("algorithm", key.Algorithm);
                json.WriteBase64String("public", key.Bytes.Span);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("latest", DocumentFields.Text(book.Time.Latest));
            json.WriteBoolean("settled", book.IsSettled);
            if (book.Snapshot is not null)
            {
                json.WriteBase64String("snapshot", book.Snapshot.ToJson());
            }

            json.WriteStartArray("receipts");
            foreach (var receipt in book.Receipts)
            {
                json.WriteBase64StringValue(receipt.ToJson());
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads a book. One document in it that does not hold is the whole book's fault: the keeper wrote it, and nobody else.</summary>
    public static Result<EntitlementBook, EntitlementErrorCode> Parse(ReadOnlyMemory<byte> utf8)
    {
        if (!DocumentFields.TryRead(utf8, MaxBytes, ["type", "user", "storeKeys", "latest", "settled", "snapshot", "receipts"], Read, out var kept, out var problem))
        {
            return Bad(problem!);
        }

        var book = new EntitlementBook(kept!.User, kept.StoreKeys, new TrustedTime(kept.Latest), kept.IsSettled);
        if (kept.Snapshot is not null)
        {
            if (!Envelope.Parse(kept.Snapshot, "the kept snapshot", EntitlementLimits.MaxSignedSnapshotBytes).TryGet(out var snapshot, out var unreadable))
            {
                return Bad(unreadable.Message);
            }

            if (book.Restore(snapshot) is { } fault)
            {
                return fault;
            }
        }

        foreach (var text in kept.Receipts)
        {
            if (!Envelope.Parse(text, "a kept receipt", EntitlementLimits.MaxSignedReceiptBytes).TryGet(out var receipt, out var unreadable))
            {
                return Bad(unreadable.Message);
            }

            if (!book.Add(receipt).TryGet(out _, out var fault))
            {
                return fault;
            }
        }

        return book;

        static Fault<EntitlementErrorCode> Bad(string why) => new(EntitlementErrorCode.Malformed, $"The book of receipts cannot be read: {why.TrimEnd('.')}.", "Run ./ludos receipts refresh: receipts can be fetched again.");
    }

    private static Kept Read(DocumentFields fields)
    {
        fields.Demand("type", Type);
        return new Kept(
            UserFields.Read(fields.Child("user", UserFields.Known)),
            fields.Children("storeKeys", MaxStoreKeys, ["algorithm", "public"], Key),
            fields.Instant("latest"),
            fields.Flag("settled"),
            fields.Has("snapshot") ? fields.Bytes("snapshot", EntitlementLimits.MaxSignedSnapshotBytes) : null,
            fields.ByteStrings("receipts", EntitlementLimits.MaxReceipts, EntitlementLimits.MaxSignedReceiptBytes));
    }

    private static PublicKey Key(DocumentFields fields) => PublicKey.TryCreate(fields.Text("algorithm", EntitlementLimits.MaxIdLength), fields.Bytes("public", MaxKeyBytes), out var key)
        ? key
        : throw new DocumentException("a store's key is of no known algorithm");

    private sealed record Kept(UserIdentity User, ImmutableArray<PublicKey> StoreKeys, DateTimeOffset Latest, bool IsSettled, byte[]? Snapshot, ImmutableArray<byte[]> Receipts);
}
