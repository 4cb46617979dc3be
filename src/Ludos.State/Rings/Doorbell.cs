using Ludos.Platform.Sync;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// Sleep until the other side has news. The sleeper marks itself, looks again, and sleeps on the count of rings; who has news makes it visible, then looks for the
/// mark. Both do so across a full fence, so one of them sees the other. Who is killed between taking the mark and waking costs the sleeper one longest sleep.
/// </summary>
internal static unsafe class Doorbell
{
    /// <summary>After it, a sleeper looks up by itself: the other side may have died.</summary>
    internal static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(50);

    /// <summary>Marks this side as asleep. Look once more after it, then <see cref="Sleep"/> with what it returned.</summary>
    internal static uint Prepare(RingBell* bell)
    {
        var rings = Volatile.Read(ref bell->Rings);
        _ = Interlocked.Exchange(ref bell->Sleepers, 1);
        return rings;
    }

    internal static void Sleep(RingBell* bell, uint prepared, TimeSpan longest) => Futex.Wait((int*)&bell->Rings, (int)prepared, longest);

    /// <summary>After a full fence that follows the news.</summary>
    internal static void Ring(RingBell* bell)
    {
        if (Volatile.Read(ref bell->Sleepers) != 0 && Interlocked.Exchange(ref bell->Sleepers, 0) != 0)
        {
            _ = Interlocked.Increment(ref bell->Rings);
            Futex.WakeAll((int*)&bell->Rings);
        }
    }
}
