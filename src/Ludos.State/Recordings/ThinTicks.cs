namespace Ludos.State;

/// <summary>A step of which only the input was taken, because no buffer was free.</summary>
internal struct ThinTick
{
    public const int MaxInputBytes = 64;

    public ulong Step;
    public long Tick;
    public int InputBytes;
    public ThinInput Input;
}

[System.Runtime.CompilerServices.InlineArray(ThinTick.MaxInputBytes)]
internal struct ThinInput
{
    private byte _first;
}

/// <summary>A bounded ring of steps without content, from the thread that ticks to the one that writes. Waits for nothing, allocates nothing.</summary>
internal sealed class ThinTicks
{
    /// <summary>Ten minutes at 60 ticks a second.</summary>
    public const int Capacity = 36_000;

    private readonly ThinTick[] _ticks = new ThinTick[Capacity];
    private long _added;
    private long _taken;

    /// <summary>False when the ring is full.</summary>
    public bool TryAdd(in ThinTick tick)
    {
        if (_added - Volatile.Read(ref _taken) == Capacity)
        {
            return false;
        }

        _ticks[_added % Capacity] = tick;
        Volatile.Write(ref _added, _added + 1);
        return true;
    }

    /// <summary>The oldest step, when it is before <paramref name="step"/>.</summary>
    public bool TryTake(ulong step, out ThinTick tick)
    {
        tick = default;
        if (Volatile.Read(ref _added) == _taken || _ticks[_taken % Capacity].Step >= step)
        {
            return false;
        }

        tick = _ticks[_taken % Capacity];
        Volatile.Write(ref _taken, _taken + 1);
        return true;
    }
}
