using System.Collections.Concurrent;
using Ludos.Base;

namespace Ludos.Registry.Server;

/// <summary>Counts requests by who makes them: so many within a minute, then none until it is over. Thread-safe.</summary>
/// <param name="perMinute">Requests of one within a minute.</param>
internal sealed class RateCounter(IClock clock, int perMinute)
{
    private const long WindowNs = 60_000_000_000;

    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);

    /// <summary>Counts one request; false when there were too many.</summary>
    public bool TryCount(string who)
    {
        var nowNs = clock.NowNs;
        if (_windows.Count >= RegistryLimits.MaxCounted)
        {
            Forget(nowNs);
        }

        return _windows.GetOrAdd(who, _ => new Window(nowNs)).TryCount(nowNs, perMinute);
    }

    private void Forget(long nowNs)
    {
        foreach (var (who, window) in _windows)
        {
            if (nowNs - window.StartNs > WindowNs)
            {
                _windows.TryRemove(who, out _);
            }
        }

        if (_windows.Count >= RegistryLimits.MaxCounted)
        {
            // All of them came within a minute: a flood, which other limits meet. Memory stays bounded.
            _windows.Clear();
        }
    }

    private sealed class Window(long startNs)
    {
        private readonly Lock _lock = new();
        private long _startNs = startNs;
        private int _count;

        public long StartNs => Volatile.Read(ref _startNs);

        public bool TryCount(long nowNs, int limit)
        {
            lock (_lock)
            {
                if (nowNs - _startNs > WindowNs)
                {
                    _startNs = nowNs;
                    _count = 0;
                }

                return _count < limit && ++_count > 0;
            }
        }
    }
}
