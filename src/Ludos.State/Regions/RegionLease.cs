using Ludos.Base;
using Ludos.Platform.Processes;

namespace Ludos.State;

/// <summary>Who may write a region: taken by one compare-and-swap, given up on dispose, taken over from the dead.</summary>
internal static unsafe class RegionLease
{
    private static readonly ulong Mine = LeaseWord.Of(ProcessIdentity.Current);

    internal static Result<RegionWriter, ArenaErrorCode> Acquire(Region region)
    {
        var memory = region.Memory;
        if (!memory.IsWritable)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.NotGranted, $"Region '{region.Name}' was given to this process to read only.");
        }

        LookAtPins(memory);
        ref var lease = ref memory.Record->Lease;
        var holder = Interlocked.CompareExchange(ref lease, Mine, 0);
        if (holder == 0)
        {
            return new RegionWriter(region);
        }

        // The holder is judged by what it is, and the swap fails if another heir was quicker.
        if (LeaseWord.IsHolderAlive(holder) || Interlocked.CompareExchange(ref lease, Mine, holder) != holder)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.LeaseHeld, $"Region '{region.Name}' is being written by process {LeaseWord.Pid(Volatile.Read(ref lease))}.",
                "Dispose the other writer first.");
        }

        InPlaceUndo.Recover(memory);
        return new RegionWriter(region);
    }

    /// <summary>A writer that is not the owner asks for everyone's pin pages. Without an answer it spares no slot, and readers are revoked instead: never torn.</summary>
    private static void LookAtPins(RegionMemory memory)
    {
        if (memory.Link?.Pins() is { } answer && answer.TryGet(out var pages, out _))
        {
            memory.Pins.Replace(pages);
        }
    }

    internal static void Release(RegionMemory memory) => Interlocked.CompareExchange(ref memory.Record->Lease, 0, Mine);
}
