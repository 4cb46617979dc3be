using Ludos.Base;
using Ludos.Platform.Sync;

namespace Ludos.State;

/// <summary>
/// A named, typed part of an arena. One owner writes it through a <see cref="RegionWriter"/>; anyone reads. Thread-safe.
/// Once its arena is disposed, <see cref="Front"/>, <see cref="Epoch"/> and <see cref="Wait"/> must not be used: the memory is gone.
/// </summary>
public sealed unsafe class Region
{
    /// <summary>Looks taken before a waiter goes to sleep: about ten microseconds, half of what a wake across cores costs.</summary>
    private const int SpinsBeforeSleep = 32;

    private const int PausesPerSpin = 8;

    /// <summary>The owner's own threads are woken by every publish, and by the arena's end; only an attacher must look up now and then.</summary>
    private static readonly TimeSpan LongestSleepOfOwner = TimeSpan.FromHours(1);

    private readonly Arena _arena;

    internal Region(Arena arena, RegionMemory memory)
    {
        _arena = arena;
        Memory = memory;
        Schema = memory.Schema;
    }

    public RegionSchema Schema { get; }

    public string Name => Schema.Name;

    /// <summary>Bytes of one slot.</summary>
    public long SizeBytes => Memory.SizeBytes;

    /// <summary>1 after the region was added; grows by one a publish. One load.</summary>
    public ulong Epoch => SlotWord.Epoch(Memory.ReadWord());

    /// <summary>Outside pins that the writer overran since the region was made.</summary>
    public ulong Revocations => Volatile.Read(ref Memory.Record->Revocations);

    /// <summary>The front slot's content, for readers inside the tick: valid until the region's next publish; for a one-slot region, until its next write.</summary>
    public ReadOnlySpan<byte> Front => new(FrontPointer, Memory.SizeBytes);

    /// <summary>Start of <see cref="Front"/>, under the same rule.</summary>
    public byte* FrontPointer => Memory.SlotBytes(Memory.SafeSlot(Memory.ReadWord()));

    /// <summary>False once the arena's owner has died or the region's word names a slot that does not exist.</summary>
    public bool IsHealthy => SlotWord.Slot(Memory.ReadWord()) < Memory.Slots && Epoch != 0 && _arena.IsOwnerAlive;

    internal RegionMemory Memory { get; }

    /// <summary>Takes the lease. A holder that has died loses it, and what it had half written is undone.</summary>
    /// <exception cref="ObjectDisposedException">The arena is disposed.</exception>
    public Result<RegionWriter, ArenaErrorCode> AcquireWriter()
    {
        ObjectDisposedException.ThrowIf(Memory.IsDisposed, _arena);
        return RegionLease.Acquire(this);
    }

    /// <summary>A reader outside the tick, in this process. Dispose it when done.</summary>
    /// <exception cref="ObjectDisposedException">The arena is disposed.</exception>
    public RegionReader OpenReader()
    {
        ObjectDisposedException.ThrowIf(Memory.IsDisposed, _arena);
        return new(this);
    }

    /// <summary>
    /// Waits until <see cref="Epoch"/> is above <paramref name="afterEpoch"/>: true then, at once when it already is. False after <paramref name="timeout"/>
    /// (negative: no limit), or as soon as the arena's owner is seen to be dead. Allocates nothing.
    /// </summary>
    public bool Wait(ulong afterEpoch, TimeSpan timeout)
    {
        for (var spin = 0; spin < SpinsBeforeSleep; spin++)
        {
            if (Epoch > afterEpoch)
            {
                return true;
            }

            if (timeout == TimeSpan.Zero)
            {
                return false;
            }

            Thread.SpinWait(PausesPerSpin);
        }

        return Sleep(afterEpoch, Deadline.After(timeout));
    }

    public override string ToString() => $"{Name} at epoch {Epoch}";

    /// <summary>The arena ends: no new read or write begins, sleepers wake and see it, and reads that are open are given until the deadline.</summary>
    internal void Close(Deadline deadline)
    {
        Memory.Close();
        while (Memory.Pins.IsInUseHere(Memory.Index) && !deadline.IsPast)
        {
            Futex.WakeAll((int*)&Memory.Record->Word);
            Thread.Yield();
        }
    }

    private bool Sleep(ulong afterEpoch, Deadline deadline)
    {
        // Full fence on both sides: either the publisher's look at Sleepers comes after our increment, and it wakes us,
        // or our load of the word comes after its store, and we do not sleep. The kernel compares the word once more.
        var longest = Memory.Link?.LongestSleep ?? LongestSleepOfOwner;
        var sleepers = &Memory.Pins.Line(0, Memory.Index)->Sleepers;
        _ = Interlocked.Increment(ref *sleepers);
        try
        {
            while (true)
            {
                var word = Memory.ReadWord();
                if (SlotWord.Epoch(word) > afterEpoch)
                {
                    return true;
                }

                if (deadline.IsPast || !_arena.IsOwnerAlive)
                {
                    return false;
                }

                Futex.Wait((int*)&Memory.Record->Word, (int)word, deadline.Left(longest));
            }
        }
        finally
        {
            _ = Interlocked.Decrement(ref *sleepers);
        }
    }
}
