using Ludos.Base;
using Ludos.Platform.Processes;

namespace Ludos.State;

/// <summary>Who may write a region: taken by one compare-and-swap, given up on dispose, taken over from the dead.</summary>
internal static unsafe class LeaseTaking
{
    internal static ulong Mine { get; } = LeaseWord.Of(ProcessIdentity.Current);

    /// <summary>Takes the lease for this process and ends what a dead holder began. Null when it was taken.</summary>
    /// <param name="grantee">In the owner: who else may hold the lease. Any other name in it was forged and is passed over.</param>
    internal static Fault<ArenaErrorCode>? Take(RegionMemory memory, ProcessIdentity? grantee) =>
        memory.TryHoldHere() ? TakeHeld(memory, grantee) : HeldHere(memory);

    /// <summary>The same for who holds the region in this process already; when it fails, he holds it no more.</summary>
    internal static Fault<ArenaErrorCode>? TakeHeld(RegionMemory memory, ProcessIdentity? grantee)
    {
        ref var lease = ref memory.Head.Lease->Lease;
        var holder = Interlocked.CompareExchange(ref lease, Mine, 0);

        // The holder is judged by what it is, and the swap fails if another heir was quicker.
        if (holder != 0 && (MayHold(memory, holder, grantee) || Interlocked.CompareExchange(ref lease, Mine, holder) != holder))
        {
            memory.LetGoHere();
            return Held(memory, Volatile.Read(ref lease));
        }

        memory.WriterWord = memory.ReadWord();
        if (holder != 0)
        {
            InPlaceUndo.Recover(memory);
        }

        return null;
    }

    internal static void Release(RegionMemory memory)
    {
        _ = Interlocked.CompareExchange(ref memory.Head.Lease->Lease, 0, Mine);
        memory.LetGoHere();
    }

    /// <summary>In the owner a name counts only when it is the grantee's: the lease word of a granted region is anything that its grantee wrote.</summary>
    private static bool MayHold(RegionMemory memory, ulong holder, ProcessIdentity? grantee) =>
        (memory.Link is not null || (grantee is { } known && holder == LeaseWord.Of(known))) && LeaseWord.IsHolderAlive(holder);

    internal static Fault<ArenaErrorCode> HeldHere(RegionMemory memory) => Held(memory, Mine);

    private static Fault<ArenaErrorCode> Held(RegionMemory memory, ulong holder) => new(ArenaErrorCode.LeaseHeld,
        $"Region '{memory.Schema.Name}' is being written by process {LeaseWord.Pid(holder)}.", "Dispose the other writer first.");
}
