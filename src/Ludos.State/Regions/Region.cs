using Ludos.Base;
using Ludos.Platform.Sync;

namespace Ludos.State;

/// <summary>
/// A named, typed part of an arena. One owner writes it through a <see cref="RegionWriter"/>; anyone reads. Thread-safe.
/// Once its arena is disposed, <see cref="Front"/>, <see cref="Epoch"/> and <see cref="Wait"/> must not be used: the memory is gone.
/// </summary>
public sealed unsafe class Region
{
    /// <summary>Looks between two at the clock, which costs as much as several of them.</summary>
    private const int LooksPerClock = 16;

    /// <summary>How long a waiter looks before it goes to sleep: half of what a wake across cores costs.</summary>
    private static readonly TimeSpan LookingTime = TimeSpan.FromMicroseconds(10);

    private readonly Arena _arena;

    internal Region(Arena arena, RegionMemory memory)
    {
        _arena = arena;
        Memory = memory;
        Schema = memory.Schema;
    }

    public RegionSchema Schema { get; }

    public string Name => Schema.Name;

    /// <summary>Bytes of one slot; of a dynamic region, the most that one can have.</summary>
    public long SizeBytes => Memory.SizeBytes;

    /// <summary>1 after the region was added; grows by one a publish. One load, unless the region has just moved.</summary>
    public ulong Epoch => SlotWord.Epoch(Memory.ReadFront());

    /// <summary>1 at first; one more each time the region got a segment of its own for a grantee, or was restored. Its epochs go on.</summary>
    public uint Generation => Memory.Stamp.Generation;

    /// <summary>Outside pins that the writer overran since the region was made.</summary>
    public ulong Revocations => Volatile.Read(ref Memory.Head.Lease->Revocations);

    /// <summary>The front slot's content, for readers inside the tick: valid until the region's next publish; for a one-slot region, until its next write.</summary>
    public ReadOnlySpan<byte> Front => Memory.Content(Memory.SafeSlot(Memory.ReadFront())).Bytes;

    /// <summary>Start of <see cref="Front"/>, under the same rule.</summary>
    public byte* FrontPointer => Memory.SlotBytes(Memory.SafeSlot(Memory.ReadFront()));

    /// <summary>Where <see cref="Front"/> begins, from the first slot; under the same rule.</summary>
    public long FrontOffsetBytes => FrontPointer - Memory.First;

    /// <summary>Bytes that <see cref="TryMapSlots"/> needs: every slot, each on a boundary of 64 KiB; 0 for a dynamic region, whose slots move.</summary>
    public long SlotsBytes => Memory.IsDynamic ? 0 : Memory.PitchBytes * Memory.Slots;

    /// <summary>
    /// Lays all slots at one more place, which the caller has reserved. Content then is at the place plus <see cref="FrontOffsetBytes"/> or <see cref="HeldWrite.OffsetBytes"/>.
    /// Good while <see cref="Generation"/> stays: after that, map again. Whoever may write there can change any slot, published ones too.
    /// False where the platform cannot; the range may then be unmapped.
    /// </summary>
    /// <param name="target">On a boundary of pages, with room for <see cref="SlotsBytes"/>.</param>
    /// <param name="writable">Only for who holds the region's <see cref="RegionWriter"/>.</param>
    public bool TryMapSlots(byte* target, bool writable) => SlotsBytes != 0
        && Memory.With(segment => (segment.IsWritable || !writable) && segment.TryMapAgain(target, Memory.First - segment.Base, SlotsBytes, writable));

    /// <summary>False once the arena's owner has died, the region's word names a slot that does not exist, or the owner's audit found damage.</summary>
    public bool IsHealthy => SlotWord.Slot(Memory.ReadFront()) < Memory.Slots && Epoch != 0 && !Memory.IsDamaged && _arena.IsOwnerAlive;

    internal RegionMemory Memory { get; }

    /// <summary>
    /// Takes the lease. A holder that has died loses it, and what it had half written is undone. In an attacher it first asks the owner for a write grant on
    /// this region alone, and the region gets a new segment; <see cref="ArenaErrorCode.NotGranted"/> when the owner will not.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The arena is disposed.</exception>
    public Result<RegionWriter, ArenaErrorCode> AcquireWriter()
    {
        ObjectDisposedException.ThrowIf(Memory.IsDisposed, _arena);
        if (_arena.PrepareToWrite(this) is { } fault)
        {
            return fault;
        }

        if (!Memory.IsDynamic)
        {
            return new RegionWriter(this, null);
        }

        if (DynamicSlots.Open(Memory).TryGet(out var slots, out var damage))
        {
            return new RegionWriter(this, slots);
        }

        LeaseTaking.Release(Memory);
        return damage;
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
        if (Epoch > afterEpoch)
        {
            return true;
        }

        _ = Memory.KeepUp();
        if (timeout == TimeSpan.Zero)
        {
            return Epoch > afterEpoch;
        }

        var looking = Deadline.After(LookingTime);
        do
        {
            for (var look = 0; look < LooksPerClock; look++)
            {
                if (Epoch > afterEpoch)
                {
                    return true;
                }

                SpinPause.Once();
            }
        }
        while (!looking.IsPast);
        return RegionSleep.Until(_arena, Memory, afterEpoch, Deadline.After(timeout));
    }

    public override string ToString() => $"{Name} at epoch {Epoch}";

    /// <summary>The arena ends: no new read or write begins, sleepers wake and see it, and reads that are open are given until the deadline.</summary>
    internal void Close(Deadline deadline)
    {
        Memory.Close();
        while (Memory.Pins.IsInUseHere(Memory.Index) && !deadline.IsPast)
        {
            Futex.WakeAll((int*)Memory.Word);
            Thread.Yield();
        }
    }
}
