using Ludos.Base;
using Ludos.Platform.Ipc;

namespace Ludos.State;

/// <summary>
/// Hands an arena's segments to other processes of this user. Each attacher has a connection for as long as it is attached; when it closes, by will or
/// by death, its pins count no more. <see cref="Dispose"/> dismisses everyone: they keep their maps, and see that the owner is gone. Thread-safe.
/// </summary>
public sealed class ArenaServer : IDisposable
{
    private static readonly TimeSpan JoinTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly ManualResetEvent _stopping = new(initialState: false);
    private readonly Arena _arena;
    private readonly ServeOptions _options;
    private readonly LocalListener _listener;
    private readonly Dictionary<Attachment, Thread> _attachments = [];
    private readonly Thread _accepting;
    private bool _isDisposed;

    private ArenaServer(Arena arena, ServeOptions options, LocalListener listener)
    {
        _arena = arena;
        _options = options;
        _listener = listener;
        _accepting = new Thread(AcceptAll) { IsBackground = true, Name = "arena server" };
    }

    public string SocketPath => _listener.Path;

    /// <summary>Processes attached now.</summary>
    public int Attached
    {
        get
        {
            lock (_gate)
            {
                return _attachments.Keys.Count(attachment => attachment.IsAttached);
            }
        }
    }

    internal static Result<ArenaServer, ArenaErrorCode> Start(Arena arena, string socketPath, ServeOptions options)
    {
        if (!LocalListener.Bind(socketPath).TryGet(out var listener, out var fault))
        {
            return fault.ForArena();
        }

        var server = new ArenaServer(arena, options, listener);
        server._accepting.Start();
        return server;
    }

    public void Dispose()
    {
        KeyValuePair<Attachment, Thread>[] open;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            open = [.. _attachments];
        }

        _ = _stopping.Set();
        _listener.Dispose();
        _ = _accepting.Join(JoinTimeout);
        foreach (var (attachment, thread) in open)
        {
            attachment.Dispose();
            _ = thread.Join(JoinTimeout);
        }

        _stopping.Dispose();
    }

    private void AcceptAll()
    {
        while (true)
        {
            if (!_listener.Accept().TryGet(out var connection, out var fault))
            {
                if (fault.Code == LocalSocketErrorCode.Closed)
                {
                    return;
                }

                // Out of descriptors, most likely: those attached go on, and the next one is admitted once some are free again.
                _ = _stopping.WaitOne(RetryAfter);
                continue;
            }

            Admit(connection);
        }
    }

    private void Admit(LocalConnection connection)
    {
        var attachment = new Attachment(_arena, _options, connection);
        var thread = new Thread(() => Attend(attachment)) { IsBackground = true, Name = "arena attacher" };
        lock (_gate)
        {
            // One connection more than may attach, so that the last one is told why and not just cut off.
            if (_isDisposed || _attachments.Count > _arena.Options.MaxAttachers)
            {
                attachment.Dispose();
                return;
            }

            _attachments.Add(attachment, thread);
            thread.Start();
        }
    }

    private void Attend(Attachment attachment)
    {
        attachment.Run();
        lock (_gate)
        {
            _ = _attachments.Remove(attachment);
        }
    }
}
