using System.Collections.Frozen;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// What one user holds from one store: receipts, the store's last snapshot, and the latest time that was seen. It decides what may be used now; without a
/// word that says yes, the answer is no. Not thread-safe: the keeper has one, behind its own lock.
/// </summary>
public sealed class EntitlementBook
{
    private readonly Dictionary<string, (Envelope Signed, Receipt Receipt)> _receipts = new(StringComparer.Ordinal);
    private readonly IReadOnlyCollection<PublicKey> _storeKeys;
    private FrozenSet<string> _revoked = FrozenSet<string>.Empty;
    private EntitlementSnapshot? _snapshot;

    /// <param name="user">Whose book it is.</param>
    /// <param name="storeKeys">Keys that may sign receipts and snapshots.</param>
    /// <param name="time">The latest time seen; from the book as it was kept, else the start of time.</param>
    /// <param name="isSettled">Whether the store ever answered a question of this book; from the book as it was kept, else false.</param>
    public EntitlementBook(UserIdentity user, IReadOnlyCollection<PublicKey> storeKeys, TrustedTime time, bool isSettled)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(storeKeys);
        User = user;
        _storeKeys = storeKeys;
        Time = time;
        IsSettled = isSettled;
    }

    public UserIdentity User { get; }

    public TrustedTime Time { get; private set; }

    /// <summary>
    /// Whether the store ever answered a question that this book asked. Before that it gives nothing: a book that was thrown away cannot be begun anew with
    /// an old receipt and the clock of its day.
    /// </summary>
    public bool IsSettled { get; private set; }

    public IReadOnlyCollection<PublicKey> StoreKeys => _storeKeys;

    /// <summary>The store's last word; null before the first.</summary>
    public Envelope? Snapshot { get; private set; }

    public IEnumerable<Envelope> Receipts => _receipts.Values.OrderBy(kept => kept.Receipt.Id, StringComparer.Ordinal).Select(kept => kept.Signed);

    /// <summary>Takes a receipt. Taking the same one twice changes nothing.</summary>
    public Result<Receipt, EntitlementErrorCode> Add(Envelope signed)
    {
        ArgumentNullException.ThrowIfNull(signed);
        if (signed.PayloadType != Receipt.PayloadType || signed.SignerAmong(_storeKeys) is null)
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.Forged, "The receipt is not signed by the store.", "Fetch it from the store again.");
        }

        if (!Receipt.Parse(signed.Payload).TryGet(out var receipt, out var fault))
        {
            return fault;
        }

        if (!IsOurs(receipt))
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.NotYours, $"Receipt {receipt.Id} for {receipt.ModuleId} names another user.", "Ask its owner to transfer it.");
        }

        if (_receipts.Count >= EntitlementLimits.MaxReceipts && !_receipts.ContainsKey(receipt.Id))
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.TooMany, $"{EntitlementLimits.MaxReceipts:N0} receipts are kept already.", "Remove those of modules that you no longer use.");
        }

        _receipts[receipt.Id] = (signed, receipt);
        return receipt;
    }

    /// <summary>Takes the store's word on what no longer counts.</summary>
    /// <param name="signed">The snapshot.</param>
    /// <param name="asked">The nonce that was drawn for this question; empty when none was asked. Only an answer to it can lower the time that was seen.</param>
    /// <param name="now">The machine's clock.</param>
    public Result<EntitlementSnapshot, EntitlementErrorCode> Accept(Envelope signed, ReadOnlySpan<byte> asked, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(signed);
        if (signed.PayloadType != EntitlementSnapshot.PayloadType || signed.SignerAmong(_storeKeys) is null)
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.Forged, "The snapshot of receipts is not signed by the store.", "Ask the store again.");
        }

        if (!EntitlementSnapshot.Parse(signed.Payload).TryGet(out var snapshot, out var fault))
        {
            return fault;
        }

        if (snapshot.UserId != User.Id)
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.NotYours, "The snapshot is about another user's receipts.", "Ask the store about yours.");
        }

        if (_snapshot is not null && (snapshot.Number < _snapshot.Number || snapshot.IssuedAt < _snapshot.IssuedAt))
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.Replayed, $"Snapshot {snapshot.Number} is older than {_snapshot.Number}, which is kept.", "Ask the store itself, without what stands between.");
        }

        var isAnswer = !asked.IsEmpty && snapshot.Nonce.Span.SequenceEqual(asked);
        if (!isAnswer && snapshot.Expires < now)
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.Expired, $"Snapshot {snapshot.Number} expired at {DocumentFields.Text(snapshot.Expires)}.", "Ask the store for today's.");
        }

        IsSettled |= isAnswer;
        Time = isAnswer ? new TrustedTime(snapshot.IssuedAt) : Time.Signed(snapshot.IssuedAt);
        Keep(signed, snapshot);
        return snapshot;
    }

    /// <summary>Whether a module may be used now.</summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="now">The machine's clock; kept as seen.</param>
    public Result<Entitlement, EntitlementErrorCode> Check(string moduleId, DateTimeOffset now)
    {
        if (!Time.See(now).TryGet(out var seen, out var setBack))
        {
            return setBack;
        }

        Time = seen;
        if (!IsSettled)
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.NeverAsked, "The store was never asked from here.", "Connect once and run ./ludos receipts refresh.");
        }

        var receipts = _receipts.Values.Select(kept => kept.Receipt).Where(receipt => receipt.ModuleId == moduleId).OrderByDescending(receipt => receipt.IssuedAt).ToArray();
        if (receipts.Length == 0)
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.NoReceipt, $"There is no receipt for {moduleId}.", "Get one from the store, or run ./ludos receipts refresh.");
        }

        var receipt = Array.Find(receipts, candidate => !_revoked.Contains(candidate.Id));
        return receipt is null
            ? new Fault<EntitlementErrorCode>(EntitlementErrorCode.Revoked, $"The store has taken back receipt {receipts[0].Id} for {moduleId}.", "Ask the store why.")
            : Judge(receipt, now);
    }

    /// <summary>The wrapped key of a module's sealed content, if the module may be used now.</summary>
    public Result<(Receipt Receipt, WrappedContentKey Key), EntitlementErrorCode> KeyFor(string moduleId, int generation, DateTimeOffset now)
    {
        if (!Check(moduleId, now).TryGet(out var entitlement, out var fault))
        {
            return fault;
        }

        return entitlement.Receipt.ContentKeys.FirstOrDefault(key => key.Generation == generation) is { } key
            ? (entitlement.Receipt, key)
            : new Fault<EntitlementErrorCode>(EntitlementErrorCode.NoContentKey, $"Receipt {entitlement.Receipt.Id} has no key of generation {generation} for {moduleId}.", "Run ./ludos receipts refresh: the module's key has changed since it was issued.");
    }

    /// <summary>Takes a snapshot that this book kept before, however old it is by now.</summary>
    internal Fault<EntitlementErrorCode>? Restore(Envelope signed)
    {
        if (signed.PayloadType != EntitlementSnapshot.PayloadType || signed.SignerAmong(_storeKeys) is null)
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.Forged, "The kept snapshot of receipts is not signed by the store.", "Run ./ludos receipts refresh.");
        }

        if (!EntitlementSnapshot.Parse(signed.Payload).TryGet(out var snapshot, out var fault))
        {
            return fault;
        }

        if (snapshot.UserId != User.Id)
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.NotYours, "The kept snapshot is about another user's receipts.", "Run ./ludos receipts refresh.");
        }

        Keep(signed, snapshot);
        return null;
    }

    private void Keep(Envelope signed, EntitlementSnapshot snapshot)
    {
        _snapshot = snapshot;
        _revoked = snapshot.Revoked.ToFrozenSet(StringComparer.Ordinal);
        Snapshot = signed;
    }

    private Result<Entitlement, EntitlementErrorCode> Judge(Receipt receipt, DateTimeOffset now)
    {
        if (receipt.IssuedAt > now + EntitlementLimits.ClockTolerance)
        {
            return new Fault<EntitlementErrorCode>(EntitlementErrorCode.FutureDated, $"Receipt {receipt.Id} is dated {DocumentFields.Text(receipt.IssuedAt)}, and the clock says {DocumentFields.Text(now)}.", "Set the clock right.");
        }

        var lastWord = _snapshot is not null && _snapshot.IssuedAt > receipt.IssuedAt ? _snapshot.IssuedAt : receipt.IssuedAt;
        var until = lastWord + EntitlementLimits.OfflineGrace;
        return now > until
            ? new Fault<EntitlementErrorCode>(EntitlementErrorCode.GraceOver, $"The store was last heard of at {DocumentFields.Text(lastWord)}; {receipt.ModuleId} can be used for {EntitlementLimits.OfflineGrace.TotalDays:0} days without it.", "Connect once and run ./ludos receipts refresh.")
            : new Entitlement(receipt, until, _snapshot is not null && now <= _snapshot.Expires);
    }

    private bool IsOurs(Receipt receipt) => receipt.User.Id == User.Id && receipt.User.Sealing.Span.SequenceEqual(User.Sealing.Span);
}
