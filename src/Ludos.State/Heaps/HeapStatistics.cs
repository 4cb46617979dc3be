namespace Ludos.State;

/// <summary>What a heap counted. Read while the writer works, the numbers are each right and may be of different moments.</summary>
/// <param name="Allocations">Blocks given out since the heap was made.</param>
/// <param name="Frees">Blocks freed since then.</param>
/// <param name="Refusals">Allocations that found no room.</param>
/// <param name="LiveBlocks">Blocks given out now.</param>
/// <param name="LiveBytes">Bytes that were asked for in them.</param>
/// <param name="HeldBytes">Bytes that they occupy.</param>
/// <param name="CommittedBytes">Bytes that blocks may lie in now.</param>
/// <param name="Splits">Blocks split in two.</param>
/// <param name="Merges">Pairs of free blocks merged.</param>
/// <param name="SlabsMade">Slabs taken from the blocks.</param>
/// <param name="SlabsReturned">Slabs given back.</param>
/// <param name="Recoveries">Times that an heir rebuilt the heap.</param>
/// <param name="LargestFreeBytes">The largest block that could be given out now; read from the records.</param>
public readonly record struct HeapStatistics(
    ulong Allocations, ulong Frees, ulong Refusals, ulong LiveBlocks, ulong LiveBytes, ulong HeldBytes, ulong CommittedBytes,
    ulong Splits, ulong Merges, ulong SlabsMade, ulong SlabsReturned, ulong Recoveries, ulong LargestFreeBytes)
{
    internal static unsafe HeapStatistics Of(HeapMemory memory)
    {
        var counters = memory.Head->Counters;
        var orders = memory.Head->FreeOrders & ((1u << HeapLayout.Orders) - 1);
        var largest = orders == 0 ? 0 : (ulong)HeapLayout.GranuleBytes << System.Numerics.BitOperations.Log2(orders);
        return new HeapStatistics(counters.Allocations, counters.Frees, counters.Refusals, counters.LiveBlocks, counters.LiveBytes, counters.HeldBytes,
            (ulong)memory.Committed << HeapLayout.GranuleShift, counters.Splits, counters.Merges, counters.SlabsMade, counters.SlabsReturned, counters.Recoveries, largest);
    }
}
