namespace Ludos.Distribution;

/// <summary>What waits, in the order's order. Thread-safe; put in order again only when the order says that it changed.</summary>
internal sealed class DownloadQueue
{
    private readonly Lock _gate = new();
    private readonly IDownloadOrder _order;
    private readonly List<DownloadItem> _waiting;
    private int _orderedAs;

    public DownloadQueue(IEnumerable<DownloadItem> items, IDownloadOrder order)
    {
        _order = order;
        _waiting = [.. items];
        _waiting.Reverse();
        Arrange(order.Version);
    }

    public DownloadItem? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                return null;
            }

            if (_order.Version is var version && version != _orderedAs)
            {
                Arrange(version);
            }

            var item = _waiting[^1];
            _waiting.RemoveAt(_waiting.Count - 1);
            return item;
        }
    }

    /// <summary>Last is next, so that taking is cheap. Stable: equals keep the plan's order.</summary>
    private void Arrange(int version)
    {
        _orderedAs = version;
        var ranked = _waiting.Select((item, index) => (Item: item, Rank: _order.Rank(item), Index: index)).ToArray();
        Array.Sort(ranked, (left, right) => left.Rank != right.Rank ? right.Rank.CompareTo(left.Rank) : left.Index.CompareTo(right.Index));
        for (var index = 0; index < ranked.Length; index++)
        {
            _waiting[index] = ranked[index].Item;
        }
    }
}
