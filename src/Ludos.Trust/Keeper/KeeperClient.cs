using Ludos.Base;
using Ludos.Platform.Ipc;
using Ludos.Protocols.Trust.V1;

namespace Ludos.Trust;

/// <summary>
/// Asks this user's keeper; starts one where none listens. Secret keys never come into this process. Calls wait for the answer; thread-safe, one request
/// at a time.
/// </summary>
public sealed partial class KeeperClient : IDisposable
{
    private const int Attempts = 3;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The longest that an answer takes: the costliest key file that is read at all.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);

    private readonly KeeperPaths _paths;
    private readonly KeeperProgram? _program;
    private readonly Lock _gate = new();
    private KeeperChannel? _channel;

    /// <param name="program">What is started where no keeper listens; null starts none.</param>
    public KeeperClient(KeeperPaths paths, KeeperProgram? program)
    {
        ArgumentNullException.ThrowIfNull(paths);
        _paths = paths;
        _program = program;
    }

    /// <summary>A client of this user's keeper. Nothing is started before the first call.</summary>
    public static Result<KeeperClient, KeyErrorCode> OfUser() =>
        KeeperPaths.OfUser().TryGet(out var paths, out var fault) ? new KeeperClient(paths, KeeperProgram.OfThisProcess()) : fault;

    public Result<KeeperStatus, KeyErrorCode> Status() => Ask(new KeeperRequest { Operation = KeeperOperation.Status }).TryGet(out var answer, out var fault) ? answer.Status! : fault;

    /// <summary>Makes the key store and leaves it unlocked.</summary>
    /// <param name="passphrase">UTF-8; null: none. Then whoever reads the file has the keys.</param>
    public Fault<KeyErrorCode>? MakeStore(ReadOnlyMemory<byte>? passphrase) =>
        Ask(new KeeperRequest { Operation = KeeperOperation.MakeStore, Passphrase = passphrase?.ToArray() ?? [], IsUnprotected = passphrase is null }).Fault;

    public Fault<KeyErrorCode>? Unlock(ReadOnlyMemory<byte> passphrase) => Ask(new KeeperRequest { Operation = KeeperOperation.Unlock, Passphrase = passphrase.ToArray() }).Fault;

    /// <summary>Makes the keeper forget every key until the next <see cref="Unlock"/>.</summary>
    public Fault<KeyErrorCode>? Lock() => Ask(new KeeperRequest { Operation = KeeperOperation.Lock }).Fault;

    /// <param name="current">Empty when the store has none.</param>
    /// <param name="fresh">Null: none from now on.</param>
    public Fault<KeyErrorCode>? ChangePassphrase(ReadOnlyMemory<byte> current, ReadOnlyMemory<byte>? fresh) =>
        Ask(new KeeperRequest { Operation = KeeperOperation.ChangePassphrase, Passphrase = current.ToArray(), NewPassphrase = fresh?.ToArray() ?? [], IsUnprotected = fresh is null }).Fault;

    /// <summary>Every key, in ordinal order of names.</summary>
    public Result<IReadOnlyList<KeptKey>, KeyErrorCode> Keys()
    {
        if (Ask(new KeeperRequest { Operation = KeeperOperation.List }).TryGet(out var answer, out var fault))
        {
            return answer.Keys.ToArray();
        }

        return fault;
    }

    /// <summary>One key.</summary>
    public Result<KeptKey, KeyErrorCode> Key(string name) => !Keys().TryGet(out var keys, out var fault) ? fault
        : keys.FirstOrDefault(key => key.Name == name) is { } found ? found
        : KeyStore.NoKey(name);

    /// <summary>Makes a key from the system's generator; it is on the disk when this returns.</summary>
    /// <param name="algorithm">One of <see cref="KeyAlgorithm"/>.</param>
    /// <param name="purposes">For Ed25519 any that sign; for X25519 <see cref="KeyPurposes.Receive"/>.</param>
    public Result<KeptKey, KeyErrorCode> Create(string name, string algorithm, KeyPurposes purposes) =>
        One(Ask(new KeeperRequest { Operation = KeeperOperation.NewKey, Name = name, Algorithm = algorithm, Purposes = purposes }));

    /// <summary>Takes a key from an exported file.</summary>
    /// <param name="file">As <see cref="Export"/> gave it.</param>
    /// <param name="name">Null: the name that it had.</param>
    public Result<KeptKey, KeyErrorCode> Import(ReadOnlyMemory<byte> file, ReadOnlyMemory<byte> passphrase, string? name) =>
        One(Ask(new KeeperRequest { Operation = KeeperOperation.ImportKey, Name = name ?? "", Passphrase = passphrase.ToArray(), Content = file.ToArray() }));

    /// <summary>A key file with this one key, under a passphrase of its own.</summary>
    public Result<byte[], KeyErrorCode> Export(string name, ReadOnlyMemory<byte> passphrase) =>
        Content(Ask(new KeeperRequest { Operation = KeeperOperation.ExportKey, Name = name, NewPassphrase = passphrase.ToArray() }));

    /// <summary>Removes a key for good.</summary>
    public Fault<KeyErrorCode>? Remove(string name) => Ask(new KeeperRequest { Operation = KeeperOperation.RemoveKey, Name = name }).Fault;

    /// <summary>Signs what has the form of its context, if the key has the purpose that it demands.</summary>
    public Result<byte[], KeyErrorCode> Sign(string name, SigningContext context, ReadOnlyMemory<byte> message) =>
        Content(Ask(new KeeperRequest { Operation = KeeperOperation.Sign, Name = name, Context = context, Content = message.ToArray() }));

    /// <summary>A signer with a key of the keeper's. It lives no longer than this client.</summary>
    public Result<ISigner, KeyErrorCode> Signer(string keyName) => !Key(keyName).TryGet(out var key, out var fault) ? fault
        : key.PublicKey is { } publicKey ? new KeeperSigner(this, keyName, publicKey)
        : new Fault<KeyErrorCode>(KeyErrorCode.NotAllowed, $"Key '{keyName}' is of {key.Algorithm} and does not sign.", "Name a key of ed25519.");

    public void Dispose()
    {
        lock (_gate)
        {
            _channel?.Dispose();
            _channel = null;
        }
    }

    private static Result<KeptKey, KeyErrorCode> One(Result<KeeperAnswer, KeyErrorCode> answer) => !answer.TryGet(out var done, out var fault) ? fault
        : done.Keys.Count == 1 ? done.Keys[0]
        : new Fault<KeyErrorCode>(KeyErrorCode.BadMessage, "The keeper's answer names no key.");

    private static Result<byte[], KeyErrorCode> Content(Result<KeeperAnswer, KeyErrorCode> answer) => !answer.TryGet(out var done, out var fault) ? fault
        : done.Contents.Count == 1 ? done.Contents[0].ToArray()
        : new Fault<KeyErrorCode>(KeyErrorCode.BadMessage, "The keeper's answer has no content.");

    private Result<KeeperAnswer, KeyErrorCode> Ask(KeeperRequest request)
    {
        using (request)
        {
            lock (_gate)
            {
                for (var attempt = 1; ; attempt++)
                {
                    if (!Exchange(request).TryGet(out var answer, out var fault))
                    {
                        if (fault.Code == KeyErrorCode.Unavailable && attempt < Attempts)
                        {
                            continue;
                        }

                        return fault;
                    }

                    if (answer.Fault is not null)
                    {
                        return answer.Fault;
                    }

                    return answer;
                }
            }
        }
    }

    /// <summary>One try. <see cref="KeyErrorCode.Unavailable"/> only where the keeper cannot have acted on the request.</summary>
    private Result<KeeperAnswer, KeyErrorCode> Exchange(KeeperRequest request)
    {
        if (_channel is null && Connect() is { } unreachable)
        {
            return unreachable;
        }

        if (_channel!.Send(request.Write()) is { } unsent)
        {
            Drop();
            return new Fault<KeyErrorCode>(KeyErrorCode.Unavailable, unsent.Message, unsent.Mend);
        }

        if (_channel.Receive(AnswerTimeout).TryGet(out var bytes, out var silence))
        {
            return KeeperAnswer.Read(bytes);
        }

        Drop();

        // It may have been done and not told. What changes nothing is asked again.
        var isRead = request.Operation is KeeperOperation.Status or KeeperOperation.List or KeeperOperation.Sign or KeeperOperation.Unlock or KeeperOperation.Lock or KeeperOperation.ExportKey
            or KeeperOperation.Identity or KeeperOperation.ListReceipts or KeeperOperation.Unseal or KeeperOperation.CheckModule;
        return new Fault<KeyErrorCode>(
            isRead && silence.Code == LocalSocketErrorCode.Closed ? KeyErrorCode.Unavailable : KeyErrorCode.BadMessage,
            $"The keeper gave no answer: {silence.Message}",
            "See with ./ludos keys list whether it was done.");
    }

    private Fault<KeyErrorCode>? Connect()
    {
        var tried = LocalConnection.Connect(_paths.SocketPath, ConnectTimeout);
        if (!tried.IsOk && tried.Fault.Code == LocalSocketErrorCode.NotListening && _program is not null)
        {
            if (_program.Start() is { } unstarted)
            {
                return unstarted;
            }

            tried = LocalConnection.Connect(_paths.SocketPath, ConnectTimeout);
        }

        if (!tried.TryGet(out var connection, out var fault))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.Unavailable, $"The keeper is not reached: {fault.Message}", fault.Mend);
        }

        _channel = new KeeperChannel(connection);
        return null;
    }

    private void Drop()
    {
        _channel?.Dispose();
        _channel = null;
    }
}
