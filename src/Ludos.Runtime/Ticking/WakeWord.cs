using System.Runtime.InteropServices;
using Ludos.Platform.Sync;

namespace Ludos.Runtime.Ticking;

/// <summary>A count that one thread sleeps on and others raise. Raising and sleeping allocate nothing; a raise before the sleep is not lost.</summary>
internal sealed unsafe class WakeWord : IDisposable
{
    /// <summary>A sleeper looks again after this even if nobody raised: the cost of one wake an hour buys that no lost wake lasts.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private readonly int* _word = (int*)NativeMemory.AllocZeroed(sizeof(int));
    private bool _isDisposed;

    ~WakeWord() => Free();

    public int Seen => Volatile.Read(ref *_word);

    public void Raise()
    {
        Interlocked.Increment(ref *_word);
        Futex.WakeAll(_word);
    }

    /// <summary>Returns once the count differs from <paramref name="seen"/>.</summary>
    public void SleepWhile(int seen)
    {
        while (Seen == seen)
        {
            Futex.Wait(_word, seen, LongestSleep);
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            NativeMemory.Free(_word);
        }
    }
}
