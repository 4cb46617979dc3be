using Ludos.State;

namespace Ludos.Web.Streaming;

/// <summary>What runs while somebody watches: a thread for each feed and the interval's timer.</summary>
internal sealed class WatchedFeeds : IDisposable
{
    private readonly EpochWatch? _screen;
    private readonly EpochWatch? _sound;
    private readonly PeriodicTimer _timer = new(WebLimits.StatusInterval);
    private readonly Task _intervals;

    public WatchedFeeds(Region? screen, Action onScreen, Region? sound, Action onSound, Action onInterval)
    {
        _screen = screen is null ? null : new EpochWatch(screen, onScreen);
        _sound = sound is null ? null : new EpochWatch(sound, onSound);
        _intervals = RunIntervalsAsync(onInterval);
    }

    /// <summary>Returns when neither thread nor timer runs any more.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        _screen?.Dispose();
        _sound?.Dispose();
        _intervals.Wait();
    }

    private async Task RunIntervalsAsync(Action onInterval)
    {
        while (await _timer.WaitForNextTickAsync())
        {
            onInterval();
        }
    }
}
