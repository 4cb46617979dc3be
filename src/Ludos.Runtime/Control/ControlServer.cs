using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ludos.Base;
using Ludos.Platform;
using Ludos.Platform.Ipc;
using Ludos.State;

namespace Ludos.Runtime.Control;

/// <summary>Lets this user's other processes reach a session: a control socket and the arena's socket, both mode 0600 in the user's runtime
/// folder. Each connection has a thread of its own, at most <see cref="MaxConnections"/> at once.</summary>
public sealed class ControlServer : IDisposable
{
    /// <summary>Connections answered at once; one more is closed unheard.</summary>
    public const int MaxConnections = 16;

    /// <summary>How soon a process that attaches to the arena makes a parked game tick.</summary>
    private const int FollowerLookMs = 1_000;

    private readonly LocalListener _listener;
    private readonly ArenaServer _arena;
    private readonly ControlRequests _requests;
    private readonly Thread _accepting;
    private readonly GameSession _session;
    private readonly Timer _followers;
    private readonly DamageWatch _damage;
    private readonly Lock _gate = new();
    private IDisposable? _followed;
    private bool _isDisposed;
    private int _open;

    private ControlServer(GameSession session, LocalListener listener, ArenaServer arena, ControlRequests requests)
    {
        _session = session;
        _listener = listener;
        _arena = arena;
        _requests = requests;
        _accepting = new Thread(AcceptAll) { Name = "ludos control", IsBackground = true };
        _accepting.Start();
        _damage = new DamageWatch(session);
        _followers = new Timer(_ => LookAround(), null, FollowerLookMs, FollowerLookMs);
    }

    public string SocketPath => _listener.Path;

    public string ArenaSocketPath => _arena.SocketPath;

    /// <param name="extraStatus">Added to the result of "status", such as the web view's address; null adds nothing.</param>
    public static Result<ControlServer, ControlErrorCode> Start(GameSession session, Func<IEnumerable<KeyValuePair<string, string>>>? extraStatus = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (!UserFolders.Runtime().TryGet(out var folder, out var badFolder))
        {
            return new Fault<ControlErrorCode>(ControlErrorCode.Unavailable, badFolder.Message, badFolder.Mend);
        }

        _ = ControlClient.List();
        var stem = Path.Combine(folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        if (!LocalListener.Bind(stem + ControlProtocol.SocketSuffix).TryGet(out var listener, out var badSocket))
        {
            return new Fault<ControlErrorCode>(ControlErrorCode.Unavailable, badSocket.Message, badSocket.Mend);
        }

        if (!session.Arena.Serve(stem + ControlProtocol.ArenaSuffix, WhoMayWrite(session)).TryGet(out var arena, out var badArena))
        {
            listener.Dispose();
            return new Fault<ControlErrorCode>(ControlErrorCode.Unavailable, badArena.Message, badArena.Mend);
        }

        return new ControlServer(session, listener, arena, new ControlRequests(session, arena.SocketPath, extraStatus));
    }

    /// <summary>
    /// Every process of this user may write what the player granted; a grant is installed between two ticks. Every one may write lines into trace and markers, be told of epochs (it can read
    /// them anyway) and leave; it may play only if the player granted "input".
    /// </summary>
    private static ServeOptions WhoMayWrite(GameSession session) => new()
    {
        MayWrite = (_, region) => session.MayWrite(region),
        AtBoundary = work => session.AtBoundary(work),
        Desk = new PeerDesk(session),
        Capabilities = _ => PeerCapability.Default | PeerCapability.Watch | (session.MayPlay ? PeerCapability.Intent : PeerCapability.None),
    };

    /// <summary>Ends both sockets and removes their files.</summary>
    public void Dispose()
    {
        _followers.Dispose();
        lock (_gate)
        {
            _isDisposed = true;
            _followed?.Dispose();
        }

        _listener.Dispose();
        _accepting.Join();
        _arena.Dispose();
    }

    private void LookAround()
    {
        LookForFollowers();
        _damage.Look();
    }

    /// <summary>Who follows the arena waits for ticks as much as who watches the page.</summary>
    private void LookForFollowers()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            if (_arena.Attached == 0)
            {
                _followed?.Dispose();
                _followed = null;
            }
            else
            {
                _followed ??= _session.AddViewer();
            }
        }
    }

    private void AcceptAll()
    {
        while (_listener.Accept().TryGet(out var connection, out var fault) || fault.Code != LocalSocketErrorCode.Closed)
        {
            if (connection is null)
            {
                continue;
            }

            if (Interlocked.Increment(ref _open) > MaxConnections)
            {
                Interlocked.Decrement(ref _open);
                connection.Dispose();
                continue;
            }

            new Thread(() => Attend(connection)) { Name = "ludos control client", IsBackground = true }.Start();
        }
    }

    private void Attend(LocalConnection connection)
    {
        try
        {
            connection.SetReceiveTimeout(ControlProtocol.LineTimeout);
            var line = ControlProtocol.ReadLine(connection.Stream, ControlProtocol.MaxRequestBytes);
            var reply = line is null
                ? ControlRequests.Refusal("BadRequest", $"The request is cut off or longer than {ControlProtocol.MaxRequestBytes} bytes.", "Send one line of JSON.")
                : _requests.Answer(line);
            connection.Stream.Write(Encoding.UTF8.GetBytes(reply.ToJsonString() + "\n"));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // Who asked has gone, or said nothing; there is nobody to tell.
        }
        finally
        {
            connection.Dispose();
            Interlocked.Decrement(ref _open);
        }
    }
}
