using System.Numerics;

namespace Ludos.State;

/// <summary>
/// The granules, in blocks of 2^n that split and merge. A block's state word is the truth and changes by one store; the lists of free blocks
/// follow from it, and an heir makes them anew.
/// </summary>
internal sealed unsafe class BuddyBlocks(HeapMemory memory)
{
    private readonly HeapHead* _head = memory.Head;

    /// <summary>
    /// Takes a free block of that order off its list, splitting a larger one if need be. Its record still says free, of the larger order: the caller's store makes it a block,
    /// and with the same store the parts that were split off become blocks of their own. <see cref="HeapLayout.None"/> when there is none; the damage is told by <paramref name="isCorrupt"/>.
    /// </summary>
    internal uint Take(int order, out bool isCorrupt)
    {
        isCorrupt = false;
        var orders = _head->FreeOrders & ~((1u << order) - 1);
        if (orders == 0)
        {
            return HeapLayout.None;
        }

        var found = BitOperations.TrailingZeroCount(orders);
        if (found > HeapLayout.MaxOrder || !IsFree(_head->FreeHeads[found], found))
        {
            isCorrupt = true;
            return HeapLayout.None;
        }

        var granule = _head->FreeHeads[found];
        Unlink(granule, found);
        while (found > order)
        {
            found--;
            var half = granule + (1u << found);
            memory.SetState(half, new GranuleState(GranuleKind.Free, found));
            Link(half, found);
            _head->Counters.Splits++;
        }

        return granule;
    }

    /// <summary>Makes a block free, merged with its free neighbours: one store, of the merged block's state.</summary>
    internal void Release(uint granule, int order)
    {
        Span<uint> absorbed = stackalloc uint[HeapLayout.Orders];
        var count = 0;
        var committed = memory.Committed;
        while (order < HeapLayout.MaxOrder)
        {
            var buddy = granule ^ (1u << order);
            if (buddy + (1UL << order) > committed || !IsFree(buddy, order))
            {
                break;
            }

            Unlink(buddy, order);
            absorbed[count++] = Math.Max(granule, buddy);
            granule = Math.Min(granule, buddy);
            order++;
            _head->Counters.Merges++;
        }

        memory.SetState(granule, new GranuleState(GranuleKind.Free, order));
        foreach (var inner in absorbed[..count])
        {
            memory.SetState(inner, default);
        }

        Link(granule, order);
    }

    /// <summary>Frees a run of granules that were never in use, in the largest aligned blocks.</summary>
    internal void Add(uint from, uint to)
    {
        while (from < to)
        {
            var order = LargestOrder(from, to);
            Release(from, order);
            from += 1u << order;
        }
    }

    internal static int LargestOrder(uint from, uint to) =>
        Math.Min(Math.Min(BitOperations.TrailingZeroCount(from), BitOperations.Log2(to - from)), HeapLayout.MaxOrder);

    /// <summary>Puts a block whose state says free on its list.</summary>
    internal void Link(uint granule, int order)
    {
        var record = memory.Record(granule);
        var first = _head->FreeHeads[order];
        record->Before = HeapLayout.None;
        record->Link = first;
        if (first < memory.Granules)
        {
            memory.Record(first)->Before = granule;
        }

        _head->FreeHeads[order] = granule;
        _head->FreeOrders |= 1u << order;
    }

    private bool IsFree(uint granule, int order) =>
        granule < memory.Committed && memory.State(granule) is { Kind: GranuleKind.Free } state && state.Order == order && granule + (1UL << order) <= memory.Committed;

    private void Unlink(uint granule, int order)
    {
        var record = memory.Record(granule);
        var (next, before) = (record->Link, record->Before);
        if (next < memory.Granules)
        {
            memory.Record(next)->Before = before;
        }

        if (before < memory.Granules)
        {
            memory.Record(before)->Link = next;
            return;
        }

        _head->FreeHeads[order] = next;
        if (next == HeapLayout.None)
        {
            _head->FreeOrders &= ~(1u << order);
        }
    }
}
