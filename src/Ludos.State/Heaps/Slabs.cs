namespace Ludos.State;

/// <summary>Small blocks: slabs of 64 KiB, each of items of one size. An item's tag is the truth; lists of freed items and of slabs with room follow from it.</summary>
internal sealed unsafe class Slabs(HeapMemory memory, BuddyBlocks buddies)
{
    private readonly HeapHead* _head = memory.Head;

    /// <summary>Chooses an item and takes it off its list; the caller's store of a tag makes it live. Slab <see cref="HeapLayout.None"/> when there is none.</summary>
    internal (uint Slab, int Item) Take(int sizeClass, out bool isCorrupt)
    {
        isCorrupt = false;
        var slab = _head->ClassHeads[sizeClass];
        if (slab == HeapLayout.None)
        {
            slab = Make(sizeClass, out isCorrupt);
            if (slab == HeapLayout.None)
            {
                return (HeapLayout.None, 0);
            }
        }
        else if (!IsSlab(slab, sizeClass))
        {
            isCorrupt = true;
            return (HeapLayout.None, 0);
        }

        var item = TakeItem(slab, sizeClass);
        isCorrupt = item < 0;
        return isCorrupt ? (HeapLayout.None, 0) : (slab, item);
    }

    /// <summary>An item whose tag was just made even goes back on its list; an empty slab goes back to the buddy blocks unless it is its class's last.</summary>
    internal void Return(uint slab, int sizeClass, int index)
    {
        var head = memory.Slab(slab);
        var wasFull = IsFull(head, sizeClass);
        memory.Item(slab, index)->Link = head->FreeItem;
        head->FreeItem = (ushort)index;
        head->Live--;
        if (wasFull)
        {
            Link(slab, sizeClass);
        }

        if (head->Live == 0 && (head->Next != HeapLayout.None || head->Before != HeapLayout.None))
        {
            Unlink(slab, sizeClass);
            _head->Counters.SlabsReturned++;
            buddies.Release(slab, HeapLayout.SlabOrder);
        }
    }

    internal static bool IsFull(SlabHead* head, int sizeClass) => head->FreeItem == HeapLayout.NoItem && head->Used >= SizeClasses.Capacity(sizeClass);

    internal void Link(uint slab, int sizeClass)
    {
        var first = _head->ClassHeads[sizeClass];
        var head = memory.Slab(slab);
        head->Before = HeapLayout.None;
        head->Next = first;
        if (IsSlab(first, sizeClass))
        {
            memory.Slab(first)->Before = slab;
        }

        _head->ClassHeads[sizeClass] = slab;
    }

    private uint Make(int sizeClass, out bool isCorrupt)
    {
        var slab = buddies.Take(HeapLayout.SlabOrder, out isCorrupt);
        if (slab == HeapLayout.None)
        {
            return slab;
        }

        *memory.Slab(slab) = new SlabHead { Next = HeapLayout.None, Before = HeapLayout.None, FreeItem = HeapLayout.NoItem };
        memory.SetState(slab, new GranuleState(GranuleKind.Slab, HeapLayout.SlabOrder, tag: 0, sizeClass));
        _head->ClassHeads[sizeClass] = slab;
        _head->Counters.SlabsMade++;
        return slab;
    }

    /// <summary>-1 when the slab's records contradict each other.</summary>
    private int TakeItem(uint slab, int sizeClass)
    {
        var head = memory.Slab(slab);
        int index = head->FreeItem;
        if (index != HeapLayout.NoItem)
        {
            if (index >= SizeClasses.Capacity(sizeClass) || (memory.Item(slab, index)->Tag & 1) != 0)
            {
                return -1;
            }

            head->FreeItem = (ushort)memory.Item(slab, index)->Link;
        }
        else
        {
            index = head->Used;
            if (index >= SizeClasses.Capacity(sizeClass))
            {
                return -1;
            }

            // The record is written before it counts: what lay there may look like a tag.
            memory.Item(slab, index)->Tag = 0;
            Volatile.Write(ref head->Used, (ushort)(index + 1));
        }

        head->Live++;
        if (IsFull(head, sizeClass))
        {
            Unlink(slab, sizeClass);
        }

        return index;
    }

    private bool IsSlab(uint slab, int sizeClass) => slab < memory.Committed && slab % HeapLayout.SlabGranules == 0 && slab + HeapLayout.SlabGranules <= memory.Committed
        && memory.State(slab) is { Kind: GranuleKind.Slab } state && state.SizeClass == sizeClass;

    private void Unlink(uint slab, int sizeClass)
    {
        var head = memory.Slab(slab);
        var (next, before) = (head->Next, head->Before);
        if (IsSlab(next, sizeClass))
        {
            memory.Slab(next)->Before = before;
        }

        if (IsSlab(before, sizeClass))
        {
            memory.Slab(before)->Next = next;
        }
        else
        {
            _head->ClassHeads[sizeClass] = next;
        }

        head->Next = HeapLayout.None;
        head->Before = HeapLayout.None;
    }
}
