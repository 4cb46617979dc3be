using System.Net.WebSockets;
using Ludos.Runtime;

namespace Ludos.Web.Streaming;

/// <summary>
/// The pages that watch. While there is one, two threads wait on the screen's and the sound's epochs and a timer sends
/// statuses; when the last leaves, all of that ends, and the session's viewer leases with it. Thread-safe.
/// </summary>
internal sealed class ViewerHub : IDisposable
{
    private readonly GameSession _session;
    private readonly bool _dev;
    private readonly ScreenFeed? _screen;
    private readonly AudioFeed? _audio;
    private readonly TimelineFeed _timeline;
    private readonly Lock _lock = new();
    private readonly Dictionary<Viewer, Task> _viewers = [];
    private Viewer[] _snapshot = [];
    private WatchedFeeds? _feeds;
    private bool _isDisposed;

    public ViewerHub(GameSession session, bool dev)
    {
        _session = session;
        _dev = dev;
        _screen = ScreenFeed.Open(session.Arena, session.Screen);
        _audio = AudioFeed.Open(session.Arena, session.Audio);
        _timeline = new TimelineFeed(session);
        _session.Events += OnEvent;
        _session.Timeline.Changed += OnTimeline;
    }

    public int Count => Volatile.Read(ref _snapshot).Length;

    /// <summary>Serves one page until it leaves.</summary>
    public async Task ServeAsync(WebSocket socket, CancellationToken aborted)
    {
        var viewer = new Viewer(socket, _session, _screen);
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!TryAdd(viewer, left.Task))
        {
            viewer.End(WebSocketCloseStatus.PolicyViolation, $"{WebLimits.MaxViewers} pages watch already.");
            await viewer.RunAsync(aborted);
            return;
        }

        using var lease = _session.AddViewer();
        try
        {
            viewer.Outbox.Status(StatusWriter.Status(_session, StatusWriter.AllTicks));
            _timeline.Push([viewer]);
            await viewer.RunAsync(aborted);
        }
        finally
        {
            Remove(viewer);
            left.SetResult();
        }
    }

    /// <summary>Tells every page that the game has ended.</summary>
    public void SayBye(string reason)
    {
        foreach (var viewer in Volatile.Read(ref _snapshot))
        {
            viewer.Outbox.Text(StatusWriter.Bye(reason));
            viewer.End(WebSocketCloseStatus.NormalClosure, "The game has ended.");
        }
    }

    /// <summary>Closes every page and returns when nothing of this reads the arena any more.</summary>
    public void Dispose()
    {
        Task[] leaving;
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            leaving = [.. _viewers.Values];
        }

        _session.Events -= OnEvent;
        _session.Timeline.Changed -= OnTimeline;
        SayBye("The game was closed.");
        Task.WaitAll(leaving);
        _screen?.Dispose();
        _audio?.Dispose();
    }

    private bool TryAdd(Viewer viewer, Task left)
    {
        var hello = StatusWriter.Hello(_session, _dev, _screen, _audio);
        lock (_lock)
        {
            if (_isDisposed || _viewers.Count >= WebLimits.MaxViewers)
            {
                return false;
            }

            // Before the page is in the list: nothing may come to it ahead of the hello.
            viewer.Outbox.Text(hello);
            _viewers.Add(viewer, left);
            Volatile.Write(ref _snapshot, [.. _viewers.Keys]);
            _feeds ??= new WatchedFeeds(_screen?.Region, OnScreen, _audio?.Region, OnSound, OnInterval);
            return true;
        }
    }

    private void Remove(Viewer viewer)
    {
        WatchedFeeds? unused = null;
        lock (_lock)
        {
            _viewers.Remove(viewer);
            Volatile.Write(ref _snapshot, [.. _viewers.Keys]);
            if (_viewers.Count == 0)
            {
                (unused, _feeds) = (_feeds, null);
            }
        }

        unused?.Dispose();
    }

    private void OnScreen()
    {
        foreach (var viewer in Volatile.Read(ref _snapshot))
        {
            viewer.Outbox.Wake();
        }
    }

    private void OnSound()
    {
        // What is shown while the game is held was heard when it was played.
        if (_audio!.Take() is not { } message || _session.IsPaused)
        {
            return;
        }

        foreach (var viewer in Volatile.Read(ref _snapshot))
        {
            if (viewer.WantsSound)
            {
                viewer.Outbox.Sound(message);
            }
        }
    }

    private void OnInterval()
    {
        var status = StatusWriter.Status(_session, StatusWriter.RecentTicks);
        foreach (var viewer in Volatile.Read(ref _snapshot))
        {
            viewer.RefillAllowance();
            viewer.Outbox.Status(status);
            var lines = _session.Trace.Since(viewer.TraceSequence);
            if (lines.Count > 0)
            {
                viewer.TraceSequence = lines[^1].Sequence;
                viewer.Outbox.Text(StatusWriter.Trace(lines));
            }
        }

        OnTimeline();
    }

    private void OnTimeline() => _timeline.Push(Volatile.Read(ref _snapshot));

    private void OnEvent(SessionEvent happened)
    {
        var viewers = Volatile.Read(ref _snapshot);
        if (viewers.Length == 0)
        {
            return;
        }

        var text = StatusWriter.Event(happened);
        foreach (var viewer in viewers)
        {
            viewer.Outbox.Text(text);
        }

        if (happened.Kind is SessionEventKind.Paused or SessionEventKind.Resumed or SessionEventKind.Restarted or SessionEventKind.Branched)
        {
            OnTimeline();
        }
    }
}
