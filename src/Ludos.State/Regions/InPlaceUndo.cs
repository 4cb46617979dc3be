using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// A one-slot region is written where it is read, so its content is first copied behind it, in the same shared segment: the copy outlives a
/// killed writer. The undo epoch says whose content the copy is; once the word has moved past that epoch, the copy is history.
/// </summary>
internal static unsafe class InPlaceUndo
{
    internal static void Keep(RegionMemory memory)
    {
        Buffer.MemoryCopy(memory.First, memory.SlotBytes(SegmentLayout.UndoSlot), memory.PitchBytes, memory.SizeBytes);
        Volatile.Write(ref memory.Head.Lease->UndoEpoch, SlotWord.Epoch(memory.WriterWord));
    }

    internal static void Forget(RegionMemory memory) => Volatile.Write(ref memory.Head.Lease->UndoEpoch, 0);

    internal static void Restore(RegionMemory memory) =>
        Buffer.MemoryCopy(memory.SlotBytes(SegmentLayout.UndoSlot), memory.First, memory.PitchBytes, memory.SizeBytes);

    /// <summary>Ends what a dead writer began. Called by its heir, which holds the lease.</summary>
    internal static void Recover(RegionMemory memory)
    {
        var undo = Volatile.Read(ref memory.Head.Lease->UndoEpoch);
        if (memory.Slots == 1 && undo != 0 && undo == SlotWord.Epoch(memory.ReadWord()))
        {
            Restore(memory);
        }

        for (var slot = 0; slot < memory.Slots; slot++)
        {
            var record = memory.SlotRecord(slot);
            if ((record->FillSequence & 1) != 0)
            {
                Volatile.Write(ref record->FillSequence, record->FillSequence + 1);
            }
        }

        Forget(memory);
    }
}
