using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>
/// A player's side of a store: fetches receipts and the store's word into the keeper, hands receipts on or back. The keeper decides what holds; nothing
/// that passes through here is believed. For one caller at a time.
/// </summary>
/// <param name="keeper">Outlives this.</param>
public sealed class PlayerReceipts(RegistryClient client, KeeperClient keeper)
{
    private const int MaxAnswerBytes = 4 * 1024 * 1024;
    private const int MaxTokenLength = 200;

    /// <summary>Brings the keeper's book up to date: receipts that count, and the store's answer to a question asked now.</summary>
    /// <returns>The store's key, whose id names the book.</returns>
    public async Task<Result<PublicKey, ReceiptErrorCode>> Refresh(DateTimeOffset now, CancellationToken cancellation)
    {
        if (!(await StoreIdentity.Meet(client, now, cancellation).ConfigureAwait(false)).TryGet(out var store, out var fault))
        {
            return fault;
        }

        if (keeper.UseStore(store) is { } unused)
        {
            return ReceiptFaults.Of(unused);
        }

        if (!keeper.Identity().TryGet(out var user, out var unknown) || !keeper.Signer(KeeperClient.PlayerKey).TryGet(out var signer, out unknown))
        {
            return ReceiptFaults.Of(unknown);
        }

        if (!(await Mine(signer, cancellation).ConfigureAwait(false)).TryGet(out var receipts, out fault))
        {
            return fault;
        }

        foreach (var receipt in receipts)
        {
            if (keeper.AddReceipt(store.Id, receipt) is { } refused)
            {
                return ReceiptFaults.Of(refused);
            }
        }

        return await Ask(store, user, cancellation).ConfigureAwait(false) is { } unanswered ? unanswered : store;
    }

    /// <summary>Asks the store to hand a receipt on, or to take it back.</summary>
    /// <param name="to">Who gets it; null to hand it back.</param>
    public async Task<Fault<ReceiptErrorCode>?> Request(string receiptId, UserIdentity? to, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!keeper.Signer(KeeperClient.PlayerKey).TryGet(out var signer, out var unknown))
        {
            return ReceiptFaults.Of(unknown);
        }

        var request = new OwnerRequest(to is null ? OwnerRequestKind.Refund : OwnerRequestKind.Transfer, receiptId, to, DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()));
        return !Envelope.Sign(signer, OwnerRequest.PayloadType, request.Write()).TryGet(out var envelope, out var unsigned)
            ? new Fault<ReceiptErrorCode>(ReceiptErrorCode.Keeper, unsigned.Message, unsigned.Mend)
            : (await client.Api.Post($"receipts/{receiptId}/request", envelope.ToJson(), cancellation).ConfigureAwait(false)).Fault is { } refused ? ReceiptFaults.Of(refused) : null;
    }

    private async Task<Result<ImmutableArray<Envelope>, ReceiptErrorCode>> Mine(ISigner signer, CancellationToken cancellation)
    {
        if (!(await RegistryLogin.Statement(client, null, signer, cancellation).ConfigureAwait(false)).TryGet(out var statement, out var unsigned))
        {
            return new Fault<ReceiptErrorCode>(unsigned.Code == PublishErrorCode.Unreachable ? ReceiptErrorCode.Unreachable : ReceiptErrorCode.Refused, unsigned.Message, unsigned.Mend);
        }

        if (!(await client.Api.Post("login", statement.ToJson(), cancellation).ConfigureAwait(false)).TryGet(out var login, out var fault))
        {
            return ReceiptFaults.Of(fault);
        }

        if (!DocumentFields.TryRead(login, MaxAnswerBytes, ["token", "expires", "certificates"], fields => fields.Text("token", MaxTokenLength), out var token, out var problem))
        {
            return Bad("login", problem!);
        }

        if (!(await client.Api.Own("receipts/mine", token!, cancellation).ConfigureAwait(false)).TryGet(out var answer, out fault))
        {
            return ReceiptFaults.Of(fault);
        }

        return DocumentFields.TryRead(answer, MaxAnswerBytes, ["receipts"], fields => Envelopes(fields.Raw("receipts")), out var receipts, out problem) ? receipts : Bad("receipts", problem!);
    }

    private async Task<Fault<ReceiptErrorCode>?> Ask(PublicKey store, UserIdentity user, CancellationToken cancellation)
    {
        if (!keeper.AskStore(store.Id).TryGet(out var nonce, out var fault))
        {
            return ReceiptFaults.Of(fault);
        }

        if (!(await client.Api.Own($"entitlements/snapshot?user={user.Id}&nonce={Convert.ToHexStringLower(nonce)}", null, cancellation).ConfigureAwait(false)).TryGet(out var answer, out var unreached))
        {
            return ReceiptFaults.Of(unreached);
        }

        return !Envelope.Parse(answer, "The store's snapshot", EntitlementLimits.MaxSignedSnapshotBytes).TryGet(out var snapshot, out var unreadable)
            ? new Fault<ReceiptErrorCode>(ReceiptErrorCode.NotTrusted, unreadable.Message, unreadable.Mend)
            : keeper.AcceptSnapshot(store.Id, snapshot) is { } refused ? ReceiptFaults.Of(refused) : null;
    }

    private Fault<ReceiptErrorCode> Bad(string what, string problem) => new(ReceiptErrorCode.NotTrusted, $"The {what} of {client.Api.Address} cannot be read: {problem}.", "Check that the address is a registry's.");

    private static ImmutableArray<Envelope> Envelopes(byte[] json)
    {
        using var list = JsonDocument.Parse(json);
        return list.RootElement.ValueKind == JsonValueKind.Array && list.RootElement.GetArrayLength() <= EntitlementLimits.MaxReceipts
            ? [.. list.RootElement.EnumerateArray().Select(one => Envelope.Parse(Encoding.UTF8.GetBytes(one.GetRawText()), "a receipt", EntitlementLimits.MaxSignedReceiptBytes).TryGet(out var envelope, out var fault) ? envelope : throw new DocumentException(fault.Message.TrimEnd('.')))]
            : throw new DocumentException("\"receipts\" is not a list of receipts");
    }
}
