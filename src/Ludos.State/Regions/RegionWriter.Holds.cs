using System.Numerics;

namespace Ludos.State;

/// <content>Content that is kept, and put in front again.</content>
public sealed unsafe partial class RegionWriter
{
    private readonly int[] _holds;
    private ulong _heldSlots;

    /// <summary>
    /// Keeps what is in front now, until the hold is disposed: the slot itself, or a copy where the region has no slot to spare. For a swap's probation, not for every tick.
    /// </summary>
    public SlotHold HoldFront()
    {
        ObjectDisposedException.ThrowIf(_isDisposed || _memory.IsDisposed, this);
        var word = _memory.WriterWord;
        var slot = _memory.SafeSlot(word);
        var alreadyHeld = (_heldSlots & (1UL << slot)) != 0;

        // One slot must stay for the front and one to fill.
        var spare = _memory.Slots - 2 - BitOperations.PopCount(_heldSlots);
        if (!alreadyHeld && spare <= 0)
        {
            return new SlotHold(this, SlotWord.Epoch(word), None, Region.Front.ToArray());
        }

        _holds[slot]++;
        _heldSlots |= 1UL << slot;
        return new SlotHold(this, SlotWord.Epoch(word), slot, null);
    }

    /// <summary>Puts held content in front again, under a new epoch. No copy, unless the hold is one.</summary>
    /// <exception cref="InvalidOperationException">A write is open, the writer is lost, a dynamic region has no memory left, or the hold is another writer's or disposed.</exception>
    public void RepublishSlot(SlotHold hold)
    {
        ArgumentNullException.ThrowIfNull(hold);
        if (_filling != None || _isDisposed || IsLost || _memory.IsDisposed)
        {
            ThrowUnusable();
        }

        if (!hold.IsOf(this))
        {
            throw new InvalidOperationException($"The hold is not one of this writer of '{Region.Name}', or it was disposed.");
        }

        if (hold.Copy is { } copy)
        {
            using var scope = Begin(WriteMode.Replace);
            if (_dynamic is not null && scope.Resize(copy.Length / Region.Schema.StrideBytes) is { } fault)
            {
                throw new InvalidOperationException(fault.ToString());
            }

            copy.CopyTo(scope.Bytes);
            _ = scope.Publish();
            return;
        }

        // The slot keeps the epoch that it was filled for: pins on it stay good.
        var epoch = SlotWord.Epoch(_memory.WriterWord) + 1;
        if (TryShow(epoch, hold.Slot))
        {
            _ = Wake(epoch);
            KeepPace();
            _stale?.Republished(hold.Slot);
        }
    }

    internal void EndHold(SlotHold hold)
    {
        if (hold.Slot != None && --_holds[hold.Slot] == 0)
        {
            _heldSlots &= ~(1UL << hold.Slot);
        }
    }
}
