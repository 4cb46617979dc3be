using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.Protocols.Trust.V1;

namespace Ludos.Trust;

/// <summary>Does what the keeper is asked about receipts and sealed content. The keeper's lock is held around each call.</summary>
internal sealed class ReceiptDesk(IFolder folder, KeyStore keys, Func<DateTimeOffset> now) : IDisposable
{
    private readonly KeptBooks _books = new(folder);
    private readonly ContentKeys _contentKeys = new();

    internal KeeperAnswer Identity()
    {
        if (!TryIdentity(out var signing, out var receiving, out var fault))
        {
            return fault;
        }

        return new KeeperAnswer { Keys = [signing, receiving] };
    }

    internal KeeperAnswer Answer(KeeperRequest request) => request.Operation switch
    {
        KeeperOperation.UseStore => UseStore(request),
        KeeperOperation.AddReceipt => Changed(_books.Add(request.Store, request.Content)),
        KeeperOperation.RemoveReceipt => Changed(_books.Remove(request.Store, request.Name)),
        KeeperOperation.ListReceipts => List(request),
        KeeperOperation.AskStore => KeeperAnswer.Of(_books.Ask(request.Store)),
        KeeperOperation.AcceptSnapshot => Changed(_books.Accept(request.Store, request.Content, now())),
        KeeperOperation.CheckModule => Check(request),
        _ => KeeperAnswer.Of(Unseal(request)),
    };

    /// <summary>Forgets every content key: keys were locked, or removed.</summary>
    internal void Forget() => _contentKeys.Clear();

    public void Dispose() => _contentKeys.Dispose();

    private KeeperAnswer Changed(Fault<KeyErrorCode>? fault)
    {
        _contentKeys.Clear();
        return KeeperAnswer.Of(fault);
    }

    private KeeperAnswer UseStore(KeeperRequest request)
    {
        if (request.Content.Length != Ed25519.PublicKeyBytes)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.BadMessage, $"A store's key has {Ed25519.PublicKeyBytes} bytes.");
        }

        return TryIdentity(out var signing, out var receiving, out var fault)
            ? KeeperAnswer.Of(_books.Use(PublicKey.Ed25519(request.Content), new UserIdentity(signing.PublicKey!, receiving.PublicBytes)))
            : fault;
    }

    private KeeperAnswer List(KeeperRequest request)
    {
        if (!_books.Find(request.Store).TryGet(out var book, out var fault))
        {
            return fault;
        }

        var contents = new List<ReadOnlyMemory<byte>>();
        var bytes = 0;
        foreach (var receipt in book.Receipts.Skip(request.Generation))
        {
            var json = receipt.ToJson();
            bytes += json.Length;
            if (bytes > KeeperConstants.KeeperMaxContentBytes)
            {
                break;
            }

            contents.Add(json);
        }

        return new KeeperAnswer { Contents = contents };
    }

    private KeeperAnswer Check(KeeperRequest request) => _books.Consult(request.Store, book => book.Check(request.Name, now())).TryGet(out var entitlement, out var fault)
        ? new KeeperAnswer { Time = entitlement.OfflineUntil }
        : fault;

    private Result<byte[], KeyErrorCode> Unseal(KeeperRequest request)
    {
        var at = now();
        var key = _contentKeys.Find(request.Store, request.Name, request.Generation, at);
        if (key is null)
        {
            if (!_books.Consult(request.Store, book => book.KeyFor(request.Name, request.Generation, at)).TryGet(out var granted, out var refused))
            {
                return refused;
            }

            if (!Secret().TryGet(out var secret, out var locked))
            {
                return locked;
            }

            if (!_contentKeys.Open(request.Store, granted.Receipt, granted.Key, secret.Secret, at).TryGet(out key, out var unopened))
            {
                return unopened;
            }
        }

        return SealedContent.Open(key.Span, request.Associated, request.Content);
    }

    private Result<KeptSecret, KeyErrorCode> Secret() => !keys.Ring().TryGet(out var ring, out var locked) ? locked
        : ring.Find(KeeperClient.PlayerSealingKey) is { } secret ? secret
        : KeyStore.NoKey(KeeperClient.PlayerSealingKey);

    private bool TryIdentity(out KeptKey signing, out KeptKey receiving, out Fault<KeyErrorCode> fault)
    {
        (signing, receiving) = (null!, null!);
        return (TryKey(KeeperClient.PlayerKey, KeyAlgorithm.Ed25519, KeyPurposes.Identify).TryGet(out signing!, out fault!))
            && TryKey(KeeperClient.PlayerSealingKey, KeyAlgorithm.X25519, KeyPurposes.Receive).TryGet(out receiving!, out fault!);
    }

    private Result<KeptKey, KeyErrorCode> TryKey(string name, string algorithm, KeyPurposes purposes)
    {
        if (!keys.Ring().TryGet(out var ring, out var locked))
        {
            return locked;
        }

        if (ring.Find(name) is not { } found)
        {
            return keys.Add(KeptSecret.Generate(name, algorithm, purposes, DateTimeOffset.FromUnixTimeSeconds(now().ToUnixTimeSeconds())));
        }

        return found.Key.Algorithm == algorithm && found.Key.Purposes.HasFlag(purposes)
            ? found.Key
            : new Fault<KeyErrorCode>(KeyErrorCode.NotAllowed, $"Key '{name}' is there, but not of {algorithm} for {KeyPurposeNames.Of(purposes)[0]}.", "Export it, remove it, and let a fresh one be made.");
    }
}
