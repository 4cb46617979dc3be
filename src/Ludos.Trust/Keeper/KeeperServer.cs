using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.Platform.Ipc;

namespace Ludos.Trust;

/// <summary>
/// Listens for this user's requests: each connection has a thread of its own, at most <see cref="MaxConnections"/> at once. Ends by itself when nothing was
/// asked for a while; disposing ends it at once. Thread-safe.
/// </summary>
public sealed class KeeperServer : IDisposable
{
    /// <summary>Connections answered at once; one more is closed unheard, and its client tries again.</summary>
    public const int MaxConnections = 32;

    /// <summary>How long a connection may say nothing before it is closed; its client connects anew.</summary>
    private static readonly TimeSpan ConnectionPatience = TimeSpan.FromSeconds(60);

    private readonly LocalListener _listener;
    private readonly DurableFolder _folder;
    private readonly KeeperDesk _desk;
    private readonly IClock _clock;
    private readonly long _idleNs;
    private readonly Lock _gate = new();
    private readonly HashSet<LocalConnection> _open = [];
    private readonly CountdownEvent _running = new(1);
    private readonly Thread _accepting;
    private readonly Timer _idleLook;
    private readonly ManualResetEventSlim _ended = new();
    private long _lastRequestNs;
    private bool _isEnding;

    private KeeperServer(LocalListener listener, DurableFolder folder, KeeperOptions options)
    {
        _listener = listener;
        _folder = folder;
        _clock = options.Clock;
        _idleNs = (long)options.IdleAfter.TotalNanoseconds;
        _lastRequestNs = _clock.NowNs;
        _desk = new KeeperDesk(folder, options.Now);
        _accepting = new Thread(AcceptAll) { Name = "ludos keeper", IsBackground = true };
        _accepting.Start();
        var look = TimeSpan.FromMilliseconds(Math.Clamp(options.IdleAfter.TotalMilliseconds / 4, 10, 10_000));
        _idleLook = new Timer(_ => LookWhetherIdle(), null, look, look);
    }

    /// <summary>Listens. <see cref="KeyErrorCode.Exists"/> when another keeper does already; <see cref="KeyErrorCode.Locked"/> when one that listens no more, or elsewhere, still holds the folder.</summary>
    public static Result<KeeperServer, KeyErrorCode> Start(KeeperPaths paths, KeeperOptions options)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(options);
        if (!LocalListener.Bind(paths.SocketPath).TryGet(out var listener, out var fault))
        {
            return new Fault<KeyErrorCode>(fault.Code == LocalSocketErrorCode.AddressTaken ? KeyErrorCode.Exists : KeyErrorCode.Unavailable, fault.Message, fault.Mend);
        }

        // Looks at owner and mode and follows no link; then the lock keeps every other keeper out.
        if (PrivateFolder.Open(paths.DataFolder).TryGet(out var examined, out var unsafeFolder))
        {
            examined.Dispose();
            if (DurableFolder.Open(paths.DataFolder).TryGet(out var folder, out unsafeFolder))
            {
                return new KeeperServer(listener, folder, options);
            }
        }

        listener.Dispose();
        return new Fault<KeyErrorCode>(unsafeFolder!.Code == FileErrorCode.Busy ? KeyErrorCode.Locked : KeyErrorCode.Storage, unsafeFolder.Message, unsafeFolder.Mend);
    }

    /// <summary>Returns once it has ended: idle, or disposed by another thread.</summary>
    public void WaitForEnd() => _ended.Wait();

    /// <summary>Stops listening, lets requests that are being answered finish, and forgets every key.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isEnding)
            {
                return;
            }

            _isEnding = true;
        }

        _idleLook.Dispose();
        _listener.Dispose();
        _accepting.Join();
        lock (_gate)
        {
            foreach (var connection in _open)
            {
                connection.Dispose();
            }
        }

        _ = _running.Signal();
        _running.Wait();
        _desk.Dispose();
        _folder.Dispose();
        _ended.Set();
    }

    private void LookWhetherIdle()
    {
        if (_clock.NowNs - Interlocked.Read(ref _lastRequestNs) >= _idleNs)
        {
            Dispose();
        }
    }

    private void AcceptAll()
    {
        while (_listener.Accept().TryGet(out var connection, out var fault) || fault.Code != LocalSocketErrorCode.Closed)
        {
            if (connection is not null && !TryAttend(connection))
            {
                connection.Dispose();
            }
        }
    }

    private bool TryAttend(LocalConnection connection)
    {
        lock (_gate)
        {
            if (_isEnding || _open.Count >= MaxConnections)
            {
                return false;
            }

            _ = _open.Add(connection);
            _running.AddCount();
        }

        new Thread(() => Attend(connection)) { Name = "ludos keeper client", IsBackground = true }.Start();
        return true;
    }

    private void Attend(LocalConnection connection)
    {
        using (var channel = new KeeperChannel(connection))
        {
            while (channel.Receive(ConnectionPatience).TryGet(out var bytes, out _) && Answer(channel, bytes))
            {
            }
        }

        lock (_gate)
        {
            _ = _open.Remove(connection);
        }

        _ = _running.Signal();
    }

    /// <summary>False when this side has nothing more to say to that one.</summary>
    private bool Answer(KeeperChannel channel, byte[] bytes)
    {
        Interlocked.Exchange(ref _lastRequestNs, _clock.NowNs);
        var isRequest = KeeperRequest.Read(bytes).TryGet(out var request, out var fault);
        CryptographicOperations.ZeroMemory(bytes);
        KeeperAnswer answer;
        using (request)
        {
            answer = isRequest ? _desk.Answer(request!) : fault!;
        }

        Interlocked.Exchange(ref _lastRequestNs, _clock.NowNs);
        return channel.Send(answer.Write()) is null && isRequest;
    }
}
