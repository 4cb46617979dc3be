using System.Collections.Immutable;
using System.Security.Cryptography;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// What a store does with receipts. Pure: each call gives what is to be stored, and who stores it makes sure that an entry has not moved meanwhile.
/// Thread-safe.
/// </summary>
/// <param name="wrap">Wraps content keys for a user: receipt id, module and user to wrapped keys.</param>
public sealed class ReceiptLedger(Func<string, string, UserIdentity, ImmutableArray<WrappedContentKey>> wrap)
{
    /// <summary>A receipt for what was bought.</summary>
    /// <param name="items">Each id once.</param>
    public Result<LedgerEntry, EntitlementErrorCode> Sell(UserIdentity user, string moduleId, ImmutableArray<ReceiptItem> items, DateTimeOffset now)
    {
        if (Problem(items) is { } problem)
        {
            return problem;
        }

        return new LedgerEntry(Make(user, moduleId, now, now, null, items), ReceiptState.Active, false);
    }

    /// <summary>Obeys an owner's request.</summary>
    public Result<LedgerMove, EntitlementErrorCode> Obey(LedgerEntry entry, Envelope envelope, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!OwnerRequest.Open(envelope, entry.Receipt.User).TryGet(out var request, out var fault))
        {
            return fault;
        }

        if (request.ReceiptId != entry.Receipt.Id)
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.Unknown, $"The request is about receipt {request.ReceiptId}, not {entry.Receipt.Id}.");
        }

        if (now - request.At > OwnerRequest.Life || request.At - now > EntitlementLimits.ClockTolerance)
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.Expired, $"The request was signed at {DocumentFields.Text(request.At)}; it counts for {OwnerRequest.Life.TotalMinutes:0} minutes.", "Sign it anew, with the clock set right.");
        }

        return request.Kind == OwnerRequestKind.Transfer ? Transfer(entry, request.To!, now) : Refund(entry, now);
    }

    /// <summary>The same receipt anew, with today's content keys and other items: after an item was bought or used up.</summary>
    public Result<LedgerMove, EntitlementErrorCode> Renew(LedgerEntry entry, ImmutableArray<ReceiptItem> items, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Problem(items) is { } problem ? problem : Move(entry, ReceiptState.Renewed, () => entry with { Receipt = Make(entry.Receipt.User, entry.Receipt.ModuleId, now, entry.Receipt.BoughtAt, entry.Receipt.Id, items) });
    }

    /// <summary>Takes a receipt back, as a store may after fraud.</summary>
    public static Result<LedgerMove, EntitlementErrorCode> Revoke(LedgerEntry entry) => Move(entry, ReceiptState.Revoked, null);

    private Result<LedgerMove, EntitlementErrorCode> Transfer(LedgerEntry entry, UserIdentity to, DateTimeOffset now) => to.Id == entry.Receipt.User.Id
        ? new Fault<EntitlementErrorCode>(EntitlementErrorCode.IllegalMove, "A receipt is not transferred to its own user.")
        : Move(entry, ReceiptState.Transferred, () => new LedgerEntry(Make(to, entry.Receipt.ModuleId, now, entry.Receipt.BoughtAt, entry.Receipt.Id, entry.Receipt.Items), ReceiptState.Active, true));

    private static Result<LedgerMove, EntitlementErrorCode> Refund(LedgerEntry entry, DateTimeOffset now)
    {
        if (entry.WasTransferred)
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.IllegalMove, $"Receipt {entry.Receipt.Id} came by a transfer; only who bought it can hand it back.");
        }

        return now - entry.Receipt.BoughtAt > EntitlementLimits.RefundWindow
            ? new Fault<EntitlementErrorCode>(EntitlementErrorCode.IllegalMove, $"Receipt {entry.Receipt.Id} was bought at {DocumentFields.Text(entry.Receipt.BoughtAt)}; it can be handed back for {EntitlementLimits.RefundWindow.TotalDays:0} days.")
            : Move(entry, ReceiptState.Refunded, null);
    }

    private static Result<LedgerMove, EntitlementErrorCode> Move(LedgerEntry entry, ReceiptState to, Func<LedgerEntry>? begin) => ReceiptMoves.IsLegal(entry.State, to)
        ? new LedgerMove(entry with { State = to }, begin?.Invoke())
        : new Fault<EntitlementErrorCode>(EntitlementErrorCode.IllegalMove, $"Receipt {entry.Receipt.Id} is {entry.State.ToString().ToLowerInvariant()} and cannot become {to.ToString().ToLowerInvariant()}.");

    private static Fault<EntitlementErrorCode>? Problem(ImmutableArray<ReceiptItem> items) =>
        items.Length > EntitlementLimits.MaxItems ? new(EntitlementErrorCode.TooMany, $"A receipt names at most {EntitlementLimits.MaxItems} items.")
        : items.Select(item => item.Id).Distinct(StringComparer.Ordinal).Count() != items.Length ? new(EntitlementErrorCode.Malformed, "An item is named twice.")
        : items.Any(item => item.Count < 1 || item.Id.Length is 0 or > EntitlementLimits.MaxIdLength) ? new(EntitlementErrorCode.Malformed, "An item has a name and a count of 1 or more.")
        : null;

    private Receipt Make(UserIdentity user, string moduleId, DateTimeOffset now, DateTimeOffset boughtAt, string? replaces, ImmutableArray<ReceiptItem> items)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Receipt.IdLength / 2));
        return new Receipt(id, user, moduleId, now, boughtAt, replaces, [.. items.OrderBy(item => item.Id, StringComparer.Ordinal)], wrap(id, moduleId, user));
    }
}
