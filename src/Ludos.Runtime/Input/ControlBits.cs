using System.Numerics;

namespace Ludos.Runtime.Input;

/// <summary>Which controls of one device are down, and which went down since the last tick, so that a tap between two ticks is not lost.
/// Any thread sets; the tick thread reads and clears. Lock-free; every operation is one atomic word.</summary>
internal sealed class ControlBits(int controls)
{
    private const int BitsPerWord = 64;

    private readonly ulong[] _down = new ulong[(controls + BitsPerWord - 1) / BitsPerWord];
    private readonly ulong[] _tapped = new ulong[(controls + BitsPerWord - 1) / BitsPerWord];

    public void Set(int control, bool isDown)
    {
        if ((uint)control >= (uint)controls)
        {
            return;
        }

        var word = control / BitsPerWord;
        var bit = 1UL << (control % BitsPerWord);
        if (isDown)
        {
            Interlocked.Or(ref _tapped[word], bit);
            Interlocked.Or(ref _down[word], bit);
        }
        else
        {
            Interlocked.And(ref _down[word], ~bit);
        }
    }

    /// <summary>Down now, or pressed since <see cref="ClearTaps"/>.</summary>
    public bool IsActive(int control)
    {
        var word = control / BitsPerWord;
        return (((Volatile.Read(ref _down[word]) | Volatile.Read(ref _tapped[word])) >> (control % BitsPerWord)) & 1) != 0;
    }

    public void ClearTaps()
    {
        foreach (ref var word in _tapped.AsSpan())
        {
            if (word != 0)
            {
                Interlocked.Exchange(ref word, 0);
            }
        }
    }

    public void ReleaseAll()
    {
        foreach (ref var word in _down.AsSpan())
        {
            Interlocked.Exchange(ref word, 0);
        }
    }

    public int DownCount => _down.Sum(word => BitOperations.PopCount(Volatile.Read(ref word)));
}
