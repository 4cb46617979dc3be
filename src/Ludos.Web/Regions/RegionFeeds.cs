using Ludos.Base;
using Ludos.State;

namespace Ludos.Web.Regions;

/// <summary>The feeds of the regions that are watched now: one a region, made for its first page and closed after its last. Thread-safe.</summary>
internal sealed class RegionFeeds(Arena arena)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RegionFeed> _feeds = new(StringComparer.Ordinal);

    /// <summary>Feeds that are open.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _feeds.Count;
            }
        }
    }

    /// <summary>The region's feed, which calls <paramref name="moved"/> from now on. Every region of the game may be watched.</summary>
    public Result<RegionFeed, RegionRefusalCode> Open(string name, Action moved)
    {
        if (!arena.TryFind(name, out var region))
        {
            return new Fault<RegionRefusalCode>(RegionRefusalCode.UnknownRegion, "The game has no region of that name.", "Its status lists the regions.");
        }

        if (region.Schema.Kind != RegionKind.Fixed)
        {
            return new Fault<RegionRefusalCode>(RegionRefusalCode.NotFixed,
                $"Region '{region.Name}' is {region.Schema.Kind.ToString().ToLowerInvariant()}; pages show regions of a fixed number of elements.", "Attach a program to the arena instead.");
        }

        if (region.SizeBytes > WebLimits.MaxWatchedRegionBytes)
        {
            return new Fault<RegionRefusalCode>(RegionRefusalCode.RegionTooLarge,
                $"Region '{region.Name}' has {region.SizeBytes} bytes; up to {WebLimits.MaxWatchedRegionBytes} are shown.", "Attach a program to the arena instead.");
        }

        lock (_lock)
        {
            if (!_feeds.TryGetValue(name, out var feed))
            {
                if (_feeds.Count == WebLimits.MaxWatchedRegions)
                {
                    return new Fault<RegionRefusalCode>(RegionRefusalCode.TooManyRegions, $"{WebLimits.MaxWatchedRegions} regions are watched already.", "Close another inspector first.");
                }

                feed = new RegionFeed(region);
                _feeds.Add(name, feed);
            }

            feed.Add(moved);
            return feed;
        }
    }

    public void Close(RegionFeed feed, Action moved)
    {
        lock (_lock)
        {
            if (feed.Remove(moved) > 0)
            {
                return;
            }

            _ = _feeds.Remove(feed.Region.Name);
        }

        feed.Dispose();
    }
}
