namespace Ludos.Distribution;

/// <summary>
/// A token bucket: bytes may be taken at a rate that may change at any moment. It runs into debt rather than split a take, and the next one waits the debt out, so that the
/// mean is the rate whatever the timers' grain. Thread-safe.
/// </summary>
/// <param name="time">What it is measured with.</param>
/// <param name="bytesPerSecond">The rate at first; above 0.</param>
public sealed class ByteBudget(TimeProvider time, long bytesPerSecond)
{
    /// <summary>What may be saved up: one tick's worth, so that after a pause nothing comes at once.</summary>
    private static readonly double SavedSeconds = 1.0 / 60;

    private readonly Lock _gate = new();
    private long _last = time.GetTimestamp();
    private double _saved;
    private long _rate = bytesPerSecond;
    private bool _hasHeldBack;
    private long _taken;

    /// <summary>Bytes a second; above 0. A change counts from the next take on.</summary>
    public long BytesPerSecond
    {
        get => Volatile.Read(ref _rate);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            lock (_gate)
            {
                Refill();
                _rate = value;
            }
        }
    }

    /// <summary>Bytes taken so far.</summary>
    public long TakenBytes => Volatile.Read(ref _taken);

    /// <summary>Whether somebody had to wait since this was last asked.</summary>
    public bool TakeHeldBack()
    {
        lock (_gate)
        {
            var held = _hasHeldBack;
            _hasHeldBack = false;
            return held;
        }
    }

    /// <summary>Takes bytes, at once.</summary>
    /// <returns>How long to wait before going on; zero while nothing is owed.</returns>
    public TimeSpan Take(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        lock (_gate)
        {
            Refill();
            _saved -= bytes;
            Volatile.Write(ref _taken, _taken + bytes);
            if (_saved >= 0)
            {
                return TimeSpan.Zero;
            }

            _hasHeldBack = true;
            return TimeSpan.FromSeconds(-_saved / _rate);
        }
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        _saved = Math.Min(_rate * SavedSeconds, _saved + (time.GetElapsedTime(_last, now).TotalSeconds * _rate));
        _last = now;
    }
}
