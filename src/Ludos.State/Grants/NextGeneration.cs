using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// A new segment for a region: its head with the epoch going on, and one slot's content. Fill sequences go on too, so that a read which is open while the
/// segments change is Ok only if not a byte of its slot differs.
/// </summary>
internal static unsafe class NextGeneration
{
    private const ulong ToNextEven = 2;

    /// <summary>The front as it is now. For who holds the lease.</summary>
    /// <param name="lease">Who holds the lease in the new segment; 0 for nobody.</param>
    internal static Result<SharedSegment, ArenaErrorCode> OfFront(string label, RegionMemory memory, RegionStamp stamp, ulong lease)
    {
        var slot = memory.SafeSlot(memory.WriterWord);
        return Make(label, memory, stamp, lease).TryGet(out var segment, out var fault)
            ? Fill(segment, memory, SlotWord.Epoch(memory.WriterWord), slot, isSameContent: true, new ReadOnlySpan<byte>(memory.SlotBytes(slot), memory.SizeBytes))
            : fault;
    }

    /// <summary>Content kept elsewhere, under a new epoch; every read that is open is revoked.</summary>
    internal static Result<SharedSegment, ArenaErrorCode> OfContent(string label, RegionMemory memory, RegionStamp stamp, ulong epoch, ReadOnlySpan<byte> content) =>
        Make(label, memory, stamp, lease: 0).TryGet(out var segment, out var fault) ? Fill(segment, memory, epoch, slot: 0, isSameContent: false, content) : fault;

    private static Result<SharedSegment, ArenaErrorCode> Make(string label, RegionMemory memory, RegionStamp stamp, ulong lease)
    {
        var made = SharedSegment.Create($"ludos:{label}:{memory.Schema.Name}", SegmentLayout.SegmentBytes(memory.Schema));
        if (!made.TryGet(out var segment, out var fault))
        {
            return fault.ForArena();
        }

        stamp.Write(new SegmentHead(segment.Base));
        new SegmentHead(segment.Base).Lease->Lease = lease;
        return segment;
    }

    private static SharedSegment Fill(SharedSegment segment, RegionMemory memory, ulong epoch, int slot, bool isSameContent, ReadOnlySpan<byte> content)
    {
        var head = new SegmentHead(segment.Base);
        head.Lease->Revocations = memory.Head.Lease->Revocations;
        for (var index = 0; index < memory.Slots; index++)
        {
            var before = *memory.SlotRecord(index);
            var isFront = index == slot;
            *head.Slot(index) = before with
            {
                FillSequence = isFront && isSameContent ? before.FillSequence : (before.FillSequence + ToNextEven) & ~1UL,
                Epoch = !isFront ? 0 : isSameContent ? Math.Clamp(before.Epoch, 1, epoch) : epoch,
            };
        }

        content.CopyTo(new Span<byte>(head.Content + (memory.PitchBytes * slot), memory.SizeBytes));
        Volatile.Write(ref *head.Word, SlotWord.Of(epoch, slot));
        return segment;
    }
}
