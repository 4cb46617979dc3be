namespace Ludos.State;

/// <summary>
/// Makes a heap's lists and counters anew from its blocks' own records. It may itself be killed at any point: it changes no record that is right, and lists
/// are made anew by the next heir. What contradicts itself is put aside, never given out: a block may lie there.
/// </summary>
internal sealed unsafe class HeapRebuild(HeapMemory memory, BuddyBlocks buddies, Slabs slabs)
{
    private readonly HeapHead* _head = memory.Head;
    private HeapOperation _operation;
    private HeapHandle _operand;
    private ulong _liveBlocks;
    private ulong _liveBytes;
    private ulong _heldBytes;
    private long _lostBytes;
    private int _mended;

    internal HeapRecovery Run()
    {
        var operation = (HeapOperation)_head->Operation;
        _operation = operation is HeapOperation.Allocate or HeapOperation.Free ? operation : HeapOperation.None;
        _operand = _operation == HeapOperation.None ? default : new HeapHandle(_head->OperationOffset, _head->OperationTag);
        var isPending = IsLive(_operand);
        HeapMemory.ForgetLists(_head);
        _head->Committed = memory.Committed;
        _head->NextTag |= 1;
        var granule = 0u;
        var committed = memory.Committed;
        while (granule < committed)
        {
            granule += Visit(granule, committed);
        }

        _head->Counters.LiveBlocks = _liveBlocks;
        _head->Counters.LiveBytes = _liveBytes;
        _head->Counters.HeldBytes = _heldBytes;
        _head->Counters.Recoveries++;
        if (isPending)
        {
            // Both end the same way: nobody received the allocation, and the free was asked for.
            _head->Operation = 0;
            _ = new HeapCore(memory).Free(_operand);
        }

        _head->Operation = 0;
        return new HeapRecovery(_operation, _operand, _head->Counters.LiveBlocks, _head->Counters.LiveBytes, _lostBytes, _mended);
    }

    private bool IsLive(HeapHandle handle)
    {
        var found = BlockLookup.At(memory, handle.Offset);
        return (handle.Tag & 1) != 0 && found.Exists && found.Tag == handle.Tag;
    }

    /// <summary>One block; returns its granules.</summary>
    private uint Visit(uint granule, uint committed)
    {
        var state = memory.State(granule);
        var size = 1UL << Math.Min(state.Order, HeapLayout.MaxOrder + 1);
        var fits = state.Order <= HeapLayout.MaxOrder && granule % size == 0 && granule + size <= committed;
        var isSound = fits && state.Kind switch
        {
            GranuleKind.Free or GranuleKind.Lost => !HoldsBlocks(granule, (uint)size),
            GranuleKind.Block => (state.Tag & 1) != 0 && !HoldsBlocks(granule, (uint)size),
            GranuleKind.Slab => state.Order == HeapLayout.SlabOrder && state.SizeClass < SizeClasses.Count && !HoldsBlocks(granule, (uint)size),
            _ => false,
        };
        if (!isSound)
        {
            memory.SetState(granule, new GranuleState(GranuleKind.Lost, order: 0));
            _lostBytes += HeapLayout.GranuleBytes;
            _mended++;
            return 1;
        }

        ClearInner(granule + 1, granule + (uint)size);
        switch (state.Kind)
        {
            case GranuleKind.Free:
                buddies.Link(granule, state.Order);
                break;
            case GranuleKind.Block:
                Count(memory.Record(granule)->Link, (long)size << HeapLayout.GranuleShift);
                break;
            case GranuleKind.Slab:
                VisitSlab(granule, state.SizeClass);
                break;
            default:
                _lostBytes += (long)size << HeapLayout.GranuleShift;
                break;
        }

        return (uint)size;
    }

    /// <summary>Whether other blocks begin inside, the one apart that was being freed into this one.</summary>
    private bool HoldsBlocks(uint granule, uint size)
    {
        for (var inner = granule + 1; inner < granule + size; inner++)
        {
            var kind = memory.State(inner).Kind;
            var isBeingFreed = _operation == HeapOperation.Free && memory.OffsetOf(memory.Bytes(inner)) == _operand.Offset;
            if (kind is GranuleKind.Block or GranuleKind.Slab or GranuleKind.Lost && !isBeingFreed && !IsReturnedSlab(inner, kind))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A slab merges away when its last item is freed: that item is then the operand.</summary>
    private bool IsReturnedSlab(uint inner, GranuleKind kind) =>
        kind == GranuleKind.Slab && _operation == HeapOperation.Free && memory.TryRelative(_operand.Offset, out var relative)
        && ((uint)(relative >> HeapLayout.GranuleShift) & ~(HeapLayout.SlabGranules - 1)) == inner;

    private void ClearInner(uint from, uint to)
    {
        for (var inner = from; inner < to; inner++)
        {
            if (memory.State(inner).Word != 0)
            {
                memory.SetState(inner, default);
                _mended++;
            }
        }
    }

    private void VisitSlab(uint slab, int sizeClass)
    {
        var head = memory.Slab(slab);
        var capacity = SizeClasses.Capacity(sizeClass);
        if (head->Used > capacity)
        {
            // How many items were ever given out is not known: all that look live are kept.
            head->Used = (ushort)capacity;
            _mended++;
        }

        head->FreeItem = HeapLayout.NoItem;
        head->Live = 0;
        for (var index = head->Used - 1; index >= 0; index--)
        {
            var item = memory.Item(slab, index);
            if ((item->Tag & 1) != 0)
            {
                head->Live++;
                Count(item->Link, SizeClasses.SizeBytes(sizeClass));
            }
            else
            {
                item->Link = head->FreeItem;
                head->FreeItem = (ushort)index;
            }
        }

        head->Next = HeapLayout.None;
        head->Before = HeapLayout.None;
        if (!Slabs.IsFull(head, sizeClass))
        {
            slabs.Link(slab, sizeClass);
        }
    }

    private void Count(uint asked, long capacity)
    {
        _liveBlocks++;
        _liveBytes += Math.Min(asked, (uint)Math.Min(int.MaxValue, capacity));
        _heldBytes += (ulong)capacity;
    }
}
