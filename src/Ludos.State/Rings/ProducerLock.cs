using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// One producer at a time claims, for the few stores that it takes. Its holder is a place, so a holder that died is known, and its lock taken over: the tail moves by the
/// claim's last store, so there is nothing to mend. A holder that is stopped (by a debugger, say) holds the others up, as its open frame would hold the consumer up anyway.
/// </summary>
internal static unsafe class ProducerLock
{
    private const int SpinsPerYield = 64;
    private const int YieldsPerLook = 256;

    internal static void Take(RingMemory memory, int place)
    {
        var mine = (uint)place + 1;
        if (Interlocked.CompareExchange(ref memory.Tail->Lock, mine, 0) != 0)
        {
            TakeSlowly(memory, mine);
        }
    }

    internal static void Give(RingMemory memory) => Volatile.Write(ref memory.Tail->Lock, 0);

    private static void TakeSlowly(RingMemory memory, uint mine)
    {
        ref var word = ref memory.Tail->Lock;
        for (var yields = 1; ; yields++)
        {
            for (var spin = 0; spin < SpinsPerYield; spin++)
            {
                if (Volatile.Read(ref word) == 0 && Interlocked.CompareExchange(ref word, mine, 0) == 0)
                {
                    return;
                }

                Thread.SpinWait(1);
            }

            _ = Thread.Yield();
            var holder = Volatile.Read(ref word);
            if (yields % YieldsPerLook == 0 && holder != 0 && !IsAlive(memory, holder) && Interlocked.CompareExchange(ref word, mine, holder) == holder)
            {
                return;
            }
        }
    }

    private static bool IsAlive(RingMemory memory, uint holder) =>
        holder - 1 < ArenaLayout.RingProducers && LeaseWord.IsHolderAlive(Volatile.Read(ref memory.Place((int)holder - 1)->Lease));
}
