using System.Runtime.CompilerServices;
using Ludos.Base;

namespace Ludos.State;

/// <summary>
/// Allocate and free. Each is one store that counts, of a block's tag; before it the operation is written down, after it the note is wiped,
/// so that the heir of a killed writer knows which block nobody ever received. For one thread, under somebody's lease.
/// </summary>
internal sealed unsafe class HeapCore
{
    private readonly HeapMemory _memory;
    private readonly HeapHead* _head;
    private readonly BuddyBlocks _buddies;
    private readonly Slabs _slabs;

    internal HeapCore(HeapMemory memory)
    {
        _memory = memory;
        _head = memory.Head;
        _buddies = new BuddyBlocks(memory);
        _slabs = new Slabs(memory, _buddies);
    }

    internal HeapMemory Memory => _memory;

    internal HeapRecovery Rebuild() => new HeapRebuild(_memory, _buddies, _slabs).Run();

    /// <summary>Takes more of the area into use; its pages are reserved by now.</summary>
    internal void Extend(uint toGranules)
    {
        var from = _memory.Committed;
        var to = Math.Min(toGranules, _memory.Granules);
        if (to <= from)
        {
            return;
        }

        // Records first: an heir that finds the new limit finds blocks behind it.
        for (var granule = from; granule < to; granule += 1u << BuddyBlocks.LargestOrder(granule, to))
        {
            _memory.SetState(granule, new GranuleState(GranuleKind.Free, BuddyBlocks.LargestOrder(granule, to)));
        }

        Volatile.Write(ref _head->Committed, to);
        _buddies.Add(from, to);
    }

    /// <param name="bytes">1 or more.</param>
    internal HeapErrorCode? Allocate(int bytes, out HeapHandle handle)
    {
        var error = bytes <= SizeClasses.MaxBytes ? AllocateItem(bytes, out handle) : AllocateBlock(bytes, out handle);
        if (error is null)
        {
            _head->Counters.Allocations++;
            _head->Counters.LiveBlocks++;
            _head->Counters.LiveBytes += (uint)bytes;
            EndOperation();
        }
        else
        {
            _head->Counters.Refusals++;
        }

        return error;
    }

    internal HeapErrorCode? Free(HeapHandle handle)
    {
        var found = BlockLookup.At(_memory, handle.Offset);
        if (!found.Exists || found.Tag != handle.Tag || (handle.Tag & 1) == 0)
        {
            return WasIssued(handle) ? HeapErrorCode.DoubleFree : HeapErrorCode.BadHandle;
        }

        BeginOperation(HeapOperation.Free, handle);
        Release(found, handle.Tag);
        _head->Counters.Frees++;
        EndOperation();
        return null;
    }

    /// <summary>Notes that more of a live block is in use than was asked for; never less.</summary>
    internal void Ask(in BlockLookup found, int bytes)
    {
        if (bytes > found.AskedBytes)
        {
            _head->Counters.LiveBytes += (uint)(bytes - found.AskedBytes);
            found.Ask((uint)bytes);
        }
    }

    internal HeapErrorCode? Resolve(HeapHandle handle, out Span<byte> bytes)
    {
        var found = BlockLookup.At(_memory, handle.Offset);
        if (!found.Exists || found.Tag != handle.Tag || (handle.Tag & 1) == 0)
        {
            bytes = default;
            return WasIssued(handle) ? HeapErrorCode.UseAfterFree : HeapErrorCode.BadHandle;
        }

        bytes = new Span<byte>(_memory.At(handle.Offset), found.AskedBytes);
        return null;
    }

    internal static Fault<HeapErrorCode> Fault(HeapErrorCode code, HeapHandle handle) => new(code, code switch
    {
        HeapErrorCode.DoubleFree => $"Block {handle} was freed before.",
        HeapErrorCode.UseAfterFree => $"Block {handle} is used after it was freed.",
        HeapErrorCode.Corrupt => "The heap's records contradict each other.",
        _ => $"Block {handle} was never given out by this heap.",
    }, code == HeapErrorCode.Corrupt ? "Open the heap anew: it is rebuilt, and says what was lost." : "");

    internal Fault<HeapErrorCode> Refusal(HeapErrorCode code, int bytes) => code == HeapErrorCode.OutOfMemory
        ? new(code, $"The heap has no free block of {bytes} bytes; it holds {_head->Counters.LiveBytes} bytes in {_head->Counters.LiveBlocks} blocks, of {(long)_memory.Committed << HeapLayout.GranuleShift}.",
            "Free blocks, or make the heap larger.")
        : Fault(code, HeapHandle.None);

    /// <summary>Gives a block that is live back, and settles the counters.</summary>
    private void Release(in BlockLookup found, uint tag)
    {
        _head->Counters.LiveBlocks--;
        _head->Counters.LiveBytes -= (uint)found.AskedBytes;
        _head->Counters.HeldBytes -= (uint)found.CapacityBytes;
        if (found.Item < 0)
        {
            _buddies.Release(found.Slab, found.Order);
            return;
        }

        Volatile.Write(ref *found.TagPlace, tag - 1);
        _slabs.Return(found.Slab, found.Order, found.Item);
    }

    private HeapErrorCode? AllocateItem(int bytes, out HeapHandle handle)
    {
        var sizeClass = SizeClasses.Of(bytes);
        var (slab, index) = _slabs.Take(sizeClass, out var isCorrupt);
        if (slab == HeapLayout.None)
        {
            handle = default;
            return isCorrupt ? HeapErrorCode.Corrupt : HeapErrorCode.OutOfMemory;
        }

        handle = new HeapHandle(_memory.ItemOffset(slab, sizeClass, index), NextTag());
        BeginOperation(HeapOperation.Allocate, handle);
        var item = _memory.Item(slab, index);
        item->Link = (uint)bytes;
        _head->Counters.HeldBytes += (uint)SizeClasses.SizeBytes(sizeClass);
        Volatile.Write(ref item->Tag, handle.Tag);
        return null;
    }

    private HeapErrorCode? AllocateBlock(int bytes, out HeapHandle handle)
    {
        handle = default;
        var order = HeapLayout.OrderOf(bytes);
        var isCorrupt = false;
        var granule = order > HeapLayout.MaxOrder ? HeapLayout.None : _buddies.Take(order, out isCorrupt);
        if (granule == HeapLayout.None)
        {
            return isCorrupt ? HeapErrorCode.Corrupt : HeapErrorCode.OutOfMemory;
        }

        handle = new HeapHandle(_memory.OffsetOf(_memory.Bytes(granule)), NextTag());
        BeginOperation(HeapOperation.Allocate, handle);
        _memory.Record(granule)->Link = (uint)bytes;
        _head->Counters.HeldBytes += (uint)HeapLayout.GranuleBytes << order;
        _memory.SetState(granule, new GranuleState(GranuleKind.Block, order, handle.Tag));
        return null;
    }

    private uint NextTag()
    {
        var tag = _head->NextTag | 1;
        _head->NextTag = tag + 2;
        return tag;
    }

    /// <summary>Every tag below the next one was given out, and all but those of live blocks are freed by now.</summary>
    private bool WasIssued(HeapHandle handle) => (handle.Tag & 1) != 0 && (int)(_head->NextTag - handle.Tag) > 0 && _memory.TryRelative(handle.Offset, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BeginOperation(HeapOperation operation, HeapHandle handle)
    {
        _head->OperationOffset = handle.Offset;
        _head->OperationTag = handle.Tag;
        Volatile.Write(ref _head->Operation, (uint)operation);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndOperation() => Volatile.Write(ref _head->Operation, 0);
}
