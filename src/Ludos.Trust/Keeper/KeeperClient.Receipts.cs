using Ludos.Base;
using Ludos.Protocols.Trust.V1;

namespace Ludos.Trust;

/// <content>Receipts, and what they unseal.</content>
public sealed partial class KeeperClient
{
    /// <summary>The name of the key that says to stores who the player is; made when first needed.</summary>
    public const string PlayerKey = "player";

    /// <summary>The name of the key that content keys are wrapped to; made when first needed.</summary>
    public const string PlayerSealingKey = "player-sealing";

    /// <summary>The player as stores know them. Makes their keys where there are none; the store of keys must exist and be unlocked.</summary>
    public Result<UserIdentity, KeyErrorCode> Identity() => !Ask(new KeeperRequest { Operation = KeeperOperation.Identity }).TryGet(out var answer, out var fault) ? fault
        : answer.Keys is [{ PublicKey: { } signing }, { Algorithm: KeyAlgorithm.X25519 } sealing] ? new UserIdentity(signing, sealing.PublicBytes)
        : new Fault<KeyErrorCode>(KeyErrorCode.BadMessage, "The keeper's answer names not two keys.");

    /// <summary>Begins a book with a store, where there is none. Every other call names the store by the <see cref="PublicKey.Id"/> of this key.</summary>
    /// <param name="storeKey">Of Ed25519: the one key that signs this store's receipts and snapshots.</param>
    public Fault<KeyErrorCode>? UseStore(PublicKey storeKey)
    {
        ArgumentNullException.ThrowIfNull(storeKey);
        return storeKey.Algorithm == SignatureAlgorithm.Ed25519
            ? Ask(new KeeperRequest { Operation = KeeperOperation.UseStore, Content = storeKey.Bytes.ToArray() }).Fault
            : new Fault<KeyErrorCode>(KeyErrorCode.Unsupported, $"A store's key is of {SignatureAlgorithm.Ed25519}, not of {storeKey.Algorithm}.");
    }

    /// <summary>Keeps a receipt; it is on the disk when this returns.</summary>
    public Fault<KeyErrorCode>? AddReceipt(string store, Envelope receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return Ask(new KeeperRequest { Operation = KeeperOperation.AddReceipt, Store = store, Content = receipt.ToJson() }).Fault;
    }

    /// <summary>Every receipt from a store, in ordinal order of ids.</summary>
    public Result<IReadOnlyList<Envelope>, KeyErrorCode> Receipts(string store)
    {
        var receipts = new List<Envelope>();
        while (true)
        {
            if (!Ask(new KeeperRequest { Operation = KeeperOperation.ListReceipts, Store = store, Generation = receipts.Count }).TryGet(out var answer, out var fault))
            {
                return fault;
            }

            foreach (var json in answer.Contents)
            {
                if (!Envelope.Parse(json, "a kept receipt", EntitlementLimits.MaxSignedReceiptBytes).TryGet(out var receipt, out var unread))
                {
                    return new Fault<KeyErrorCode>(KeyErrorCode.BadMessage, unread.Message, unread.Mend);
                }

                receipts.Add(receipt);
            }

            if (answer.Contents.Count == 0 || receipts.Count >= EntitlementLimits.MaxReceipts)
            {
                return receipts;
            }
        }
    }

    /// <param name="receiptId">32 hexadecimal digits.</param>
    public Fault<KeyErrorCode>? RemoveReceipt(string store, string receiptId) => Ask(new KeeperRequest { Operation = KeeperOperation.RemoveReceipt, Store = store, Name = receiptId }).Fault;

    /// <summary>What the next question to the store must carry, 16 bytes; its answer goes to <see cref="AcceptSnapshot"/>.</summary>
    public Result<byte[], KeyErrorCode> AskStore(string store) => Content(Ask(new KeeperRequest { Operation = KeeperOperation.AskStore, Store = store }));

    /// <summary>Hands over the store's word on what no longer counts.</summary>
    public Fault<KeyErrorCode>? AcceptSnapshot(string store, Envelope snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Ask(new KeeperRequest { Operation = KeeperOperation.AcceptSnapshot, Store = store, Content = snapshot.ToJson() }).Fault;
    }

    /// <summary>Until when a module may be used without a word from the store; <see cref="KeyErrorCode.NotEntitled"/> when it may not be used now.</summary>
    public Result<DateTimeOffset, KeyErrorCode> MayUse(string store, string moduleId) =>
        Ask(new KeeperRequest { Operation = KeeperOperation.CheckModule, Store = store, Name = moduleId }).TryGet(out var answer, out var fault) ? answer.Time!.Value : fault;

    /// <summary>
    /// Opens a sealed object, if the module may be used now. What comes back is one byte that tells the encoding, and the encoded bytes; they are authentic for
    /// the digest. The content key stays in the keeper.
    /// </summary>
    /// <param name="generation">Which of the module's content keys.</param>
    /// <param name="digest">The plain digest that was sealed in.</param>
    /// <param name="sealedBytes">Nonce, ciphertext, tag; at most 8 MiB.</param>
    public Result<byte[], KeyErrorCode> Unseal(string store, string moduleId, int generation, Digest digest, ReadOnlyMemory<byte> sealedBytes) => Content(Ask(new KeeperRequest
    {
        Operation = KeeperOperation.Unseal,
        Store = store,
        Name = moduleId,
        Generation = generation,
        Associated = digest.Span.ToArray(),
        Content = sealedBytes.ToArray(),
    }));
}
