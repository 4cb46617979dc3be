using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.Platform.Processes;
using Ludos.Protocols.Trust.V1;

namespace Ludos.Trust;

/// <summary>Does what the keeper is asked, one request at a time. No secret key is in any answer but a sealed export.</summary>
internal sealed class KeeperDesk : IDisposable
{
    private readonly Lock _gate = new();
    private readonly KeyStore _keys;
    private readonly ReceiptDesk _receipts;
    private readonly Func<DateTimeOffset> _now;

    /// <param name="folder">Of the key file; the caller's.</param>
    /// <param name="now">Calendar time.</param>
    internal KeeperDesk(IFolder folder, Func<DateTimeOffset> now)
    {
        _keys = new KeyStore(folder);
        _receipts = new ReceiptDesk(folder, _keys, now);
        _now = now;
    }

    internal KeeperAnswer Answer(KeeperRequest request)
    {
        lock (_gate)
        {
            return request.Operation switch
            {
                KeeperOperation.Status => Status(),
                KeeperOperation.MakeStore => CheckNew(request) ?? KeeperAnswer.Of(_keys.Make(request.Passphrase)),
                KeeperOperation.Unlock => KeeperAnswer.Of(_keys.Unlock(request.Passphrase)),
                KeeperOperation.Lock => Lock(),
                KeeperOperation.ChangePassphrase => CheckChange(request) ?? KeeperAnswer.Of(_keys.ChangePassphrase(request.Passphrase, request.NewPassphrase)),
                KeeperOperation.List => List(),
                KeeperOperation.NewKey => NewKey(request),
                KeeperOperation.ImportKey => Import(request),
                KeeperOperation.ExportKey => KeeperAnswer.Of(Export(request)),
                KeeperOperation.RemoveKey => Remove(request),
                KeeperOperation.Sign => KeeperAnswer.Of(Sign(request)),
                KeeperOperation.Identity => _receipts.Identity(),
                _ => _receipts.Answer(request),
            };
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _receipts.Dispose();
            _keys.Dispose();
        }
    }

    private static KeeperAnswer? CheckNew(KeeperRequest request) => request.IsUnprotected == (request.Passphrase.Length == 0)
        ? default(KeeperAnswer)
        : new Fault<KeyErrorCode>(KeyErrorCode.BadPassphrase, "A key store needs a passphrase, or the word that it shall have none.", "Give a passphrase, or say --no-passphrase.");

    private static KeeperAnswer? CheckChange(KeeperRequest request) => request.IsUnprotected == (request.NewPassphrase.Length == 0)
        ? default(KeeperAnswer)
        : new Fault<KeyErrorCode>(KeyErrorCode.BadPassphrase, "The new passphrase is empty.", "Give one, or say --no-passphrase.");

    private KeeperAnswer Status()
    {
        if (!_keys.Head().TryGet(out var head, out var fault) && fault.Code != KeyErrorCode.NoStore)
        {
            return fault;
        }

        return new KeeperAnswer
        {
            Status = new KeeperStatus(Environment.ProcessId, head is not null, head?.IsSealed ?? false, _keys.IsUnlocked || head is { IsSealed: false }, _keys.IsMemoryLocked, ProcessSecrecy.IsOn, head?.Derivation.Name ?? ""),
        };
    }

    private KeeperAnswer Lock()
    {
        _keys.Lock();
        _receipts.Forget();
        return KeeperAnswer.Done;
    }

    private KeeperAnswer Remove(KeeperRequest request)
    {
        _receipts.Forget();
        return KeeperAnswer.Of(_keys.Remove(request.Name));
    }

    private KeeperAnswer List() => _keys.Ring().TryGet(out var ring, out var fault) ? new KeeperAnswer { Keys = [.. ring.Keys.Select(key => key.Key)] } : fault;

    private KeeperAnswer NewKey(KeeperRequest request)
    {
        if (!KeyRing.MayHave(request.Algorithm, request.Purposes))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.NotAllowed, $"A key of '{request.Algorithm}' cannot have these purposes.", "Keys of ed25519 sign; keys of x25519 receive, and nothing else.");
        }

        var created = DateTimeOffset.FromUnixTimeSeconds(_now().ToUnixTimeSeconds());
        return KeeperAnswer.Of(_keys.Add(KeptSecret.Generate(request.Name, request.Algorithm, request.Purposes, created)));
    }

    private KeeperAnswer Import(KeeperRequest request)
    {
        if (!_keys.Ring().TryGet(out _, out var locked))
        {
            return locked;
        }

        if (!KeyRing.Open(request.Content, request.Passphrase).TryGet(out var file, out var fault))
        {
            return fault;
        }

        using (file)
        {
            if (file.Keys.Count != 1)
            {
                return new Fault<KeyErrorCode>(KeyErrorCode.Damaged, $"The file holds {file.Keys.Count} keys; one is imported at a time.", "Export the key that you want.");
            }

            var key = file.Keys.First();
            return KeeperAnswer.Of(_keys.Add(key.Renamed(request.Name.Length == 0 ? key.Key.Name : request.Name)));
        }
    }

    private Result<byte[], KeyErrorCode> Export(KeeperRequest request)
    {
        if (!_keys.Ring().TryGet(out var ring, out var locked))
        {
            return locked;
        }

        if (ring.Find(request.Name) is not { } key)
        {
            return KeyStore.NoKey(request.Name);
        }

        if (request.NewPassphrase.Length == 0)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.BadPassphrase, "A key leaves the store only sealed.", "Give the exported file a passphrase.");
        }

        if (!KeyRing.Make(request.NewPassphrase).TryGet(out var file, out var fault))
        {
            return fault;
        }

        using (file)
        {
            _ = file.Add(key.Renamed(key.Key.Name));
            return file.Write();
        }
    }

    private Result<byte[], KeyErrorCode> Sign(KeeperRequest request)
    {
        if (!_keys.Ring().TryGet(out var ring, out var locked))
        {
            return locked;
        }

        return ring.Find(request.Name) is not { } key ? KeyStore.NoKey(request.Name)
            : SigningRules.Check(key.Key, request.Context, request.Content) is { } refused ? refused
            : Ed25519.Sign(key.Secret, request.Content);
    }
}
