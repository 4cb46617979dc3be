using Ludos.Platform.Sync;

namespace Ludos.State;

/// <summary>The sleeping half of a wait, after looking was in vain.</summary>
internal static unsafe class RegionSleep
{
    /// <summary>The owner's own threads are woken by every publish, and by the arena's end; only an attacher must look up now and then.</summary>
    private static readonly TimeSpan LongestSleepOfOwner = TimeSpan.FromHours(1);

    /// <summary>A word that says "moved" without being moved was forged: such a region is looked at this often.</summary>
    private static readonly TimeSpan LongestSleepOnForgery = TimeSpan.FromMilliseconds(200);

    internal static bool Until(Arena arena, RegionMemory memory, ulong afterEpoch, Deadline deadline)
    {
        // Full fence on both sides: either the publisher's look at Sleepers comes after our increment, and it wakes us,
        // or our load of the word comes after its store, and we do not sleep. The kernel compares the word once more.
        var longest = memory.Link?.LongestSleep ?? LongestSleepOfOwner;
        var sleepers = &memory.Pins.Line(0, memory.Index)->Sleepers;
        _ = Interlocked.Increment(ref *sleepers);
        try
        {
            while (true)
            {
                var word = memory.ReadFront();
                if (SlotWord.Epoch(word) > afterEpoch)
                {
                    return true;
                }

                // A segment that was replaced is followed before its word is slept on: nobody wakes who sleeps on the old one.
                if (memory.KeepUp())
                {
                    continue;
                }

                if (deadline.IsPast || !arena.IsOwnerAlive)
                {
                    return false;
                }

                var most = SlotWord.IsMoved(word) && longest > LongestSleepOnForgery ? LongestSleepOnForgery : longest;
                Futex.Wait((int*)memory.Word, (int)word, deadline.Left(most));
            }
        }
        finally
        {
            _ = Interlocked.Decrement(ref *sleepers);
        }
    }
}
