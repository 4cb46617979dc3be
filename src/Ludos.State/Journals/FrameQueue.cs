using System.Runtime.InteropServices;
using Ludos.Platform.Sync;

namespace Ludos.State;

/// <summary>
/// A bounded ring of frames from the one thread that ticks to the one that writes. The tick side waits for nothing and allocates nothing: it finds a free frame
/// or is told that there is none.
/// </summary>
internal sealed unsafe class FrameQueue : IDisposable
{
    private readonly WorldFrame[] _frames;
    private readonly int* _words;
    private long _submitted;
    private long _released;

    public FrameQueue(int count, ReadOnlySpan<int> sizes)
    {
        _frames = new WorldFrame[count];
        for (var index = 0; index < count; index++)
        {
            _frames[index] = new WorldFrame(sizes);
        }

        // Two words on lines of their own: how often the writer was called, and whether it sleeps.
        _words = (int*)NativeMemory.AlignedAlloc(128, 64);
        NativeMemory.Clear(_words, 128);
    }

    private int* Calls => _words;

    private int* Sleeping => _words + 16;

    public bool IsEmpty => Volatile.Read(ref _submitted) == Volatile.Read(ref _released);

    /// <summary>Tick side: a frame to fill, or null when all are waiting for the disk.</summary>
    public WorldFrame? TryTake() =>
        _submitted - Volatile.Read(ref _released) < _frames.Length ? _frames[_submitted % _frames.Length] : null;

    /// <summary>Tick side: the frame that was taken is filled.</summary>
    public void Submit()
    {
        Volatile.Write(ref _submitted, _submitted + 1);
        Call();
    }

    /// <summary>Any thread: the writer looks again.</summary>
    public void Call()
    {
        _ = Interlocked.Increment(ref *Calls);
        if (Volatile.Read(ref *Sleeping) != 0)
        {
            Futex.WakeAll(Calls);
        }
    }

    /// <summary>Writer side: what to compare with before it sleeps.</summary>
    public int Seen => Volatile.Read(ref *Calls);

    /// <summary>Writer side: sleeps until it is called, at most so long; not at all when it was called since <paramref name="seen"/>.</summary>
    public void Sleep(int seen, TimeSpan most)
    {
        _ = Interlocked.Exchange(ref *Sleeping, 1);
        Futex.Wait(Calls, seen, most);
        Volatile.Write(ref *Sleeping, 0);
    }

    /// <summary>Writer side: the oldest frame, or null.</summary>
    public WorldFrame? TryPeek() => Volatile.Read(ref _submitted) > _released ? _frames[_released % _frames.Length] : null;

    /// <summary>Writer side: the oldest frame may be filled again.</summary>
    public void Release() => Volatile.Write(ref _released, _released + 1);

    public void Dispose()
    {
        foreach (var frame in _frames)
        {
            frame.Dispose();
        }

        NativeMemory.AlignedFree(_words);
    }
}
