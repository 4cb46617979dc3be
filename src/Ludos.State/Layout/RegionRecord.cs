using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ludos.State;

/// <summary>What changes about a region: epoch, lease, slots. Lies in the control segment.</summary>
[StructLayout(LayoutKind.Explicit, Size = ControlLayout.RecordBytes)]
internal unsafe struct RegionRecord
{
    /// <summary>See <see cref="SlotWord"/>. Alone on its cache line: it is what everybody polls.</summary>
    [FieldOffset(0)]
    internal ulong Word;

    /// <summary>0 when free, else the holder; see <see cref="LeaseWord"/>.</summary>
    [FieldOffset(64)]
    internal ulong Lease;

    /// <summary>The epoch whose content the undo copy holds while a one-slot region is being written; else 0.</summary>
    [FieldOffset(72)]
    internal ulong UndoEpoch;

    /// <summary>How many outside pins were overrun since the region was made.</summary>
    [FieldOffset(80)]
    internal ulong Revocations;

    [FieldOffset(192)]
    private SlotRecord _firstSlot;

    internal static SlotRecord* Slot(RegionRecord* record, int slot) => (SlotRecord*)Unsafe.AsPointer(ref record->_firstSlot) + slot;
}

/// <summary>What a slot holds.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SlotRecord
{
    /// <summary>Odd while the slot is being filled; grows at both ends of a fill and never goes back.</summary>
    internal ulong FillSequence;

    /// <summary>The epoch under which the slot's content was first published; 0 when it holds none. A rollback shows it again under a later one.</summary>
    internal ulong Epoch;
}
