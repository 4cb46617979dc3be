using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Registry.Accounts;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Publishing;
using Ludos.Trust;

namespace Ludos.Registry.Receipts;

/// <summary>
/// Sells, renews, transfers, refunds and revokes, each as one transaction: of two moves of one receipt, one is refused. Who publishes a module sells it;
/// the registry signs. Thread-safe.
/// </summary>
/// <param name="signer">The key of receipts.</param>
/// <param name="sealing">The registry's X25519 secret: opens content keys.</param>
internal sealed class ReceiptDesk(IRegistryCatalogue catalogue, ISigner signer, byte[] sealing)
{
    /// <summary>Obeys a module's publisher.</summary>
    /// <returns>The new receipt in its envelope; null after a revocation.</returns>
    public Result<Envelope?, RegistryErrorCode> Order(ReceiptOrder order, Caller caller, DateTimeOffset now) => catalogue.Write<Envelope?>(writer =>
    {
        var keys = new KeyWrapping(writer, sealing);
        var ledger = new ReceiptLedger(keys.Wrap);
        if (order.Kind == ReceiptOrderKind.Sell)
        {
            return MayNotSell(writer, order.ModuleId!, caller) is { } refused ? refused
                : ledger.Sell(order.User!, order.ModuleId!, order.Items, Second(now)).TryGet(out var sold, out var bad) ? keys.Fault is { } unwrapped ? unwrapped : Add(writer, sold)
                : Of(bad);
        }

        if (!Find(writer, order.ReceiptId!).TryGet(out var entry, out var fault))
        {
            return fault;
        }

        if (MayNotSell(writer, entry.Receipt.ModuleId, caller) is { } other)
        {
            return other;
        }

        var move = order.Kind == ReceiptOrderKind.Renew ? ledger.Renew(entry, order.Items, Second(now)) : ReceiptLedger.Revoke(entry);
        return move.TryGet(out var made, out var illegal) ? keys.Fault is { } failed ? failed : Apply(writer, entry, made) : Of(illegal);
    });

    /// <summary>Obeys a receipt's owner.</summary>
    /// <returns>Where the receipt stands now.</returns>
    public Result<ReceiptState, RegistryErrorCode> Obey(string receiptId, Envelope request, DateTimeOffset now) => catalogue.Write<ReceiptState>(writer =>
    {
        var keys = new KeyWrapping(writer, sealing);
        return !Find(writer, receiptId).TryGet(out var entry, out var fault) ? fault
            : !new ReceiptLedger(keys.Wrap).Obey(entry, request, Second(now)).TryGet(out var move, out var illegal) ? Of(illegal)
            : keys.Fault is { } unwrapped ? unwrapped
            : Apply(writer, entry, move).TryGet(out _, out fault) ? move.Ended.State
            : fault;
    });

    /// <summary>A player's receipts that count, in their envelopes. One of a module whose content key has changed since is renewed first.</summary>
    public Result<IReadOnlyList<byte[]>, RegistryErrorCode> Of(string userId, DateTimeOffset now)
    {
        if (!catalogue.Read<IReadOnlyList<ReceiptRow>>(reader => reader.ReceiptsOf(userId, (int)ReceiptState.Active).ToArray()).TryGet(out var rows, out var fault)
            || !catalogue.Read<bool>(reader => rows.Any(row => IsBehind(reader, row))).TryGet(out var isAnyBehind, out fault))
        {
            return fault;
        }

        return isAnyBehind ? Renewed(userId, now) : rows.Select(row => row.Envelope).ToArray();
    }

    private Result<IReadOnlyList<byte[]>, RegistryErrorCode> Renewed(string userId, DateTimeOffset now) => catalogue.Write<IReadOnlyList<byte[]>>(writer =>
    {
        foreach (var row in writer.ReceiptsOf(userId, (int)ReceiptState.Active).Where(row => IsBehind(writer, row)).ToArray())
        {
            var keys = new KeyWrapping(writer, sealing);
            if (!Find(writer, row.Id).TryGet(out var entry, out var fault))
            {
                return fault;
            }

            if (!new ReceiptLedger(keys.Wrap).Renew(entry, entry.Receipt.Items, Second(now)).TryGet(out var move, out var illegal))
            {
                return Of(illegal);
            }

            if (keys.Fault is { } unwrapped || !Apply(writer, entry, move).TryGet(out _, out unwrapped))
            {
                return unwrapped;
            }
        }

        return writer.ReceiptsOf(userId, (int)ReceiptState.Active).Select(row => row.Envelope).ToArray();
    });

    private static bool IsBehind(ICatalogueReader reader, ReceiptRow row)
    {
        var newest = reader.ContentKeys(row.ModuleId).Select(key => key.Generation).DefaultIfEmpty().Max();
        return newest > 0 && Find(reader, row.Id).TryGet(out var entry, out _) && entry.Receipt.ContentKeys.All(key => key.Generation < newest);
    }

    /// <summary>What of a user's receipts no longer counts, signed now.</summary>
    public Result<Envelope, RegistryErrorCode> Snapshot(string userId, ReadOnlyMemory<byte> nonce, DateTimeOffset now)
    {
        if (!catalogue.Read<IReadOnlyList<string>>(reader => reader.EndedReceiptsOf(userId, (int)ReceiptState.Active).ToArray()).TryGet(out var ended, out var fault))
        {
            return fault;
        }

        if (ended.Count > EntitlementLimits.MaxRevoked)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.TooLarge, $"More than {EntitlementLimits.MaxRevoked} receipts of this user have ended.", "Use another user key.");
        }

        // Receipts end and never come back, so how many have ended is a number that only rises.
        var issuedAt = Second(now);
        var snapshot = new EntitlementSnapshot(userId, ended.Count + 1, issuedAt, issuedAt + EntitlementLimits.SnapshotLife, [.. ended], nonce);
        return Envelope.Sign(signer, EntitlementSnapshot.PayloadType, snapshot.Write()).TryGet(out var envelope, out var unsigned)
            ? envelope
            : new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, unsigned.Message, unsigned.Mend);
    }

    private static Fault<RegistryErrorCode>? MayNotSell(ICatalogueReader reader, string moduleId, Caller caller) => reader.Module(moduleId) switch
    {
        null => new(RegistryErrorCode.NotFound, $"There is no module {moduleId}."),
        var module when caller.IsPlayer || module.Publisher != caller.Account => new(RegistryErrorCode.NotAllowed, $"{moduleId} is not yours to sell.", "Log in as its publisher."),
        _ => null,
    };

    private static Result<LedgerEntry, RegistryErrorCode> Find(ICatalogueReader reader, string receiptId)
    {
        if (reader.Receipt(receiptId) is not { } row)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotFound, "There is no such receipt.");
        }

        return Envelope.Parse(row.Envelope, "The kept receipt", EntitlementLimits.MaxSignedReceiptBytes).TryGet(out var envelope, out var unreadable) && Receipt.Parse(envelope.Payload).TryGet(out var receipt, out _)
            ? new LedgerEntry(receipt, (ReceiptState)row.State, row.WasTransferred)
            : new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, $"The kept receipt {receiptId} cannot be read: {unreadable?.Message}");
    }

    private Result<Envelope?, RegistryErrorCode> Apply(ICatalogueWriter writer, LedgerEntry before, LedgerMove move)
    {
        if (!writer.MoveReceipt(before.Receipt.Id, (int)before.State, (int)move.Ended.State))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.Conflict, $"Receipt {before.Receipt.Id} has moved meanwhile.");
        }

        return move.Begun is null ? default(Envelope) : Add(writer, move.Begun);
    }

    private Result<Envelope?, RegistryErrorCode> Add(ICatalogueWriter writer, LedgerEntry entry)
    {
        if (!Envelope.Sign(signer, Receipt.PayloadType, entry.Receipt.Write()).TryGet(out var envelope, out var unsigned))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, unsigned.Message, unsigned.Mend);
        }

        writer.AddReceipt(new ReceiptRow(entry.Receipt.Id, entry.Receipt.User.Id, entry.Receipt.ModuleId, (int)entry.State, entry.WasTransferred, envelope.ToJson()));
        return envelope;
    }

    private static Fault<RegistryErrorCode> Of(Fault<EntitlementErrorCode> fault) => new(
        fault.Code switch
        {
            EntitlementErrorCode.IllegalMove => RegistryErrorCode.Conflict,
            EntitlementErrorCode.Forged => RegistryErrorCode.NotTrusted,
            EntitlementErrorCode.Expired => RegistryErrorCode.NotAllowed,
            EntitlementErrorCode.TooMany => RegistryErrorCode.TooLarge,
            _ => RegistryErrorCode.BadRequest,
        },
        fault.Message,
        fault.Mend);

    private static DateTimeOffset Second(DateTimeOffset now) => DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
}
