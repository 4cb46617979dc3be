namespace Ludos.Distribution;

/// <summary>Judges a transfer window by window. Only the time that was spent waiting for the server counts. For one thread.</summary>
internal sealed class LeastRate(HttpBounds bounds)
{
    private const double NanosecondsPerSecond = 1e9;

    private readonly long _windowNs = (long)(bounds.RateWindow.TotalSeconds * NanosecondsPerSecond);
    private long _waitedNs;
    private long _bytes;

    /// <summary>Whether the rate still holds after this many bytes that took this long.</summary>
    public bool Holds(int bytes, long waitedNs)
    {
        _bytes += bytes;
        _waitedNs += waitedNs;
        if (_waitedNs < _windowNs)
        {
            return true;
        }

        var holds = _bytes >= bounds.MinBytesPerSecond * (_waitedNs / NanosecondsPerSecond);
        (_waitedNs, _bytes) = (0, 0);
        return holds;
    }
}
