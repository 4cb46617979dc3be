using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>Which slot a writer fills next. Bounded work: it looks at one line of each pin page and at each slot, and never waits.</summary>
internal static unsafe class SlotChoice
{
    /// <summary>A slot that is not the front, not held, and if possible not pinned; else the slot with the oldest pin, whose readers are thereby revoked.</summary>
    /// <param name="held">One bit a slot that may not be touched; never so many that front and held cover all.</param>
    /// <param name="lastInFront">For a patch: when each slot was last in front, since the latest has the least to carry. Empty otherwise.</param>
    internal static int Pick(RegionMemory memory, ulong held, ReadOnlySpan<ulong> lastInFront, out int pinsOverrun)
    {
        pinsOverrun = 0;
        var barred = held | (1UL << memory.SafeSlot(memory.WriterWord));
        var pinned = Pinned(memory);
        var free = lastInFront.IsEmpty ? Oldest(memory, ~(barred | pinned)) : Latest(lastInFront, ~(barred | pinned));
        if (free >= 0)
        {
            return free;
        }

        var taken = Oldest(memory, ~barred);
        pinsOverrun = CountPins(memory, taken);
        return taken;
    }

    /// <summary>The slot, among those allowed, that was filled longest ago: the one whose late readers are likeliest to be done.</summary>
    private static int Oldest(RegionMemory memory, ulong allowed)
    {
        var best = -1;
        var bestEpoch = ulong.MaxValue;
        var record = memory.SlotRecord(0);
        for (var slot = 0; slot < memory.Slots; slot++, record++)
        {
            var epoch = record->Epoch;
            if ((allowed & (1UL << slot)) != 0 && (best < 0 || epoch < bestEpoch))
            {
                best = slot;
                bestEpoch = epoch;
            }
        }

        return best;
    }

    private static int Latest(ReadOnlySpan<ulong> lastInFront, ulong allowed)
    {
        var best = -1;
        for (var slot = 0; slot < lastInFront.Length; slot++)
        {
            if ((allowed & (1UL << slot)) != 0 && (best < 0 || lastInFront[slot] > lastInFront[best]))
            {
                best = slot;
            }
        }

        return best;
    }

    private static ulong Pinned(RegionMemory memory)
    {
        var mask = 0UL;
        var places = memory.Pins.Places;
        for (var place = 0; place < places; place++)
        {
            // Most lines hold no pin, and one look tells.
            var pin = (ulong*)memory.Pins.Line(place, memory.Index);
            if ((pin[0] | pin[1] | pin[2] | pin[3] | pin[4] | pin[5] | pin[6]) == 0)
            {
                continue;
            }

            for (var index = 0; index < ArenaLayout.PinsPerLine; index++)
            {
                if (Slot(memory, Volatile.Read(ref pin[index])) is >= 0 and var slot)
                {
                    mask |= 1UL << slot;
                }
            }
        }

        return mask;
    }

    private static int CountPins(RegionMemory memory, int slot)
    {
        var count = 0;
        for (var place = 0; place < memory.Pins.Places; place++)
        {
            var pin = (ulong*)memory.Pins.Line(place, memory.Index);
            for (var index = 0; index < ArenaLayout.PinsPerLine; index++)
            {
                count += Slot(memory, Volatile.Read(ref pin[index])) == slot ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>
    /// The slot that a pin protects, or -1. It was copied once from memory that an attacher writes, and counts only when its epoch lies within what the slot
    /// has held since it was filled: an overrun pin is older, and a lie that is to last has to be renewed.
    /// </summary>
    private static int Slot(RegionMemory memory, ulong pin)
    {
        var (slot, epoch) = (SlotWord.Slot(pin), SlotWord.Epoch(pin));
        if (pin == 0 || slot >= memory.Slots)
        {
            return -1;
        }

        var filled = memory.SlotRecord(slot)->Epoch;
        return filled != 0 && epoch >= filled && epoch <= SlotWord.Epoch(memory.WriterWord) ? slot : -1;
    }
}
