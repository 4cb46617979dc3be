using System.Net.WebSockets;
using Ludos.Runtime;

namespace Ludos.Web.Regions;

/// <summary>The pages that watch regions. While there is one, a timer counts their intervals. Thread-safe.</summary>
internal sealed class RegionHub : IDisposable
{
    private readonly GameSession _session;
    private readonly Lock _lock = new();
    private readonly Dictionary<RegionPage, Task> _pages = [];
    private RegionPage[] _snapshot = [];
    private PeriodicTimer? _timer;
    private bool _isDisposed;

    public RegionHub(GameSession session)
    {
        _session = session;
        Feeds = new RegionFeeds(session.Arena);
    }

    public RegionFeeds Feeds { get; }

    public int Count => Volatile.Read(ref _snapshot).Length;

    /// <summary>Serves one page until it leaves.</summary>
    public async Task ServeAsync(WebSocket socket, CancellationToken aborted)
    {
        using var page = new RegionPage(socket, _session, Feeds, aborted);
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!TryAdd(page, left.Task))
        {
            page.End(WebSocketCloseStatus.PolicyViolation, $"{WebLimits.MaxRegionPages} pages watch regions already.");
            await page.RunAsync();
            return;
        }

        using var lease = _session.AddViewer();
        try
        {
            page.Say(RegionTexts.Hello(_session));
            await page.RunAsync();
        }
        finally
        {
            Remove(page);
            left.SetResult();
        }
    }

    /// <summary>Tells every page that the game has ended.</summary>
    public void SayBye(string reason)
    {
        foreach (var page in Volatile.Read(ref _snapshot))
        {
            page.Say(RegionTexts.Bye(reason));
            page.End(WebSocketCloseStatus.NormalClosure, "The game has ended.");
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
            leaving = [.. _pages.Values];
        }

        SayBye("The game was closed.");
        Task.WaitAll(leaving);
    }

    private bool TryAdd(RegionPage page, Task left)
    {
        lock (_lock)
        {
            if (_isDisposed || _pages.Count >= WebLimits.MaxRegionPages)
            {
                return false;
            }

            _pages.Add(page, left);
            Volatile.Write(ref _snapshot, [.. _pages.Keys]);
            if (_timer is null)
            {
                _timer = new PeriodicTimer(WebLimits.StatusInterval);
                _ = RunIntervalsAsync(_timer);
            }

            return true;
        }
    }

    private void Remove(RegionPage page)
    {
        lock (_lock)
        {
            _ = _pages.Remove(page);
            Volatile.Write(ref _snapshot, [.. _pages.Keys]);
            if (_pages.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }
    }

    private async Task RunIntervalsAsync(PeriodicTimer timer)
    {
        while (await timer.WaitForNextTickAsync())
        {
            foreach (var page in Volatile.Read(ref _snapshot))
            {
                page.OnInterval();
            }
        }
    }
}
