using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// A one-slot region is written where it is read, so its content is first copied behind it, in the same shared segment: the copy outlives a
/// killed writer. The undo epoch says whose content the copy is; once the word has moved past that epoch, the copy is history.
/// </summary>
internal static unsafe class InPlaceUndo
{
    /// <param name="stale">Where the copy may differ from the content; null: everywhere.</param>
    internal static void Keep(RegionMemory memory, LineSet? stale)
    {
        Copy(memory, stale, memory.First, memory.SlotBytes(SegmentLayout.UndoSlot));
        Volatile.Write(ref memory.Head.Lease->UndoEpoch, SlotWord.Epoch(memory.WriterWord));
    }

    internal static void Forget(RegionMemory memory) => Volatile.Write(ref memory.Head.Lease->UndoEpoch, 0);

    /// <param name="changes">Where the content may differ from the copy; null: everywhere.</param>
    internal static void Restore(RegionMemory memory, LineSet? changes) => Copy(memory, changes, memory.SlotBytes(SegmentLayout.UndoSlot), memory.First);

    /// <summary>Ends what a dead writer began. Called by its heir, which holds the lease.</summary>
    internal static void Recover(RegionMemory memory)
    {
        var undo = Volatile.Read(ref memory.Head.Lease->UndoEpoch);
        if (memory.Slots == 1 && undo != 0 && undo == SlotWord.Epoch(memory.ReadWord()))
        {
            Restore(memory, changes: null);
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

    private static void Copy(RegionMemory memory, LineSet? lines, byte* from, byte* to)
    {
        if (lines is null)
        {
            Buffer.MemoryCopy(from, to, memory.PitchBytes, memory.SizeBytes);
        }
        else
        {
            LineCopy.Copy(lines, from, to, memory.SizeBytes);
        }
    }
}
