using System.Numerics;
using Ludos.Platform.Sync;

namespace Ludos.State;

/// <summary>
/// The lease on a region, and the only way to change it. Wait-free: no reader, alive, dead or hostile, can make it wait.
/// For one thread at a time. <see cref="Dispose"/> discards an open write and gives the lease up; so does the death of the process.
/// </summary>
public sealed unsafe class RegionWriter : IDisposable
{
    private const int None = -1;

    private readonly RegionMemory _memory;
    private readonly int[] _holds;
    private ulong _heldSlots;
    private int _filling = None;
    private long _scope;
    private bool _isDisposed;

    internal RegionWriter(Region region)
    {
        Region = region;
        _memory = region.Memory;
        _holds = new int[_memory.Slots];
    }

    public Region Region { get; }

    /// <summary>Opens a write. Its bytes are nobody else's until <see cref="WriteScope.Publish"/>. Allocates nothing.</summary>
    /// <exception cref="InvalidOperationException">A write is already open.</exception>
    public WriteScope Begin(WriteMode mode)
    {
        ThrowIfUnusable();
        if (_memory.Slots == 1)
        {
            InPlaceUndo.Keep(_memory);
            OpenFill(0);
        }
        else
        {
            var front = _memory.SafeSlot(_memory.ReadWord());
            var slot = SlotChoice.Pick(_memory, _heldSlots, out var overrun);
            if (overrun > 0)
            {
                Volatile.Write(ref _memory.Record->Revocations, _memory.Record->Revocations + (ulong)overrun);
            }

            _memory.SlotRecord(slot)->Epoch = 0;
            OpenFill(slot);
            if (mode == WriteMode.Carry)
            {
                Buffer.MemoryCopy(_memory.SlotBytes(front), _memory.SlotBytes(slot), _memory.PitchBytes, _memory.SizeBytes);
            }
        }

        return new WriteScope(this, ++_scope, _memory.SlotBytes(_filling), _memory.SizeBytes);
    }

    /// <summary>
    /// Keeps what is in front now, until the hold is disposed: the slot itself, or a copy where the region has no slot to spare. For a swap's probation, not for every tick.
    /// </summary>
    public SlotHold HoldFront()
    {
        ObjectDisposedException.ThrowIf(_isDisposed || _memory.IsDisposed, this);
        var word = _memory.ReadWord();
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
    /// <exception cref="InvalidOperationException">A write is open, or the hold is another writer's or disposed.</exception>
    public void RepublishSlot(SlotHold hold)
    {
        ArgumentNullException.ThrowIfNull(hold);
        ThrowIfUnusable();
        if (!hold.IsOf(this))
        {
            throw new InvalidOperationException($"The hold is not one of this writer of '{Region.Name}', or it was disposed.");
        }

        if (hold.Copy is { } copy)
        {
            using var scope = Begin(WriteMode.Replace);
            copy.CopyTo(scope.Bytes);
            _ = scope.Publish();
            return;
        }

        // The slot keeps the epoch that it was filled for: pins on it stay good.
        Show(SlotWord.Epoch(_memory.ReadWord()) + 1, hold.Slot);
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!_memory.IsDisposed)
        {
            Discard(_scope);
            RegionLease.Release(_memory);
        }
    }

    internal ulong Publish(long scope)
    {
        if (scope != _scope || _filling == None)
        {
            throw new InvalidOperationException($"The write on '{Region.Name}' was already published or discarded.");
        }

        var slot = _filling;
        var epoch = SlotWord.Epoch(_memory.ReadWord()) + 1;
        _memory.SlotRecord(slot)->Epoch = epoch;
        if (_memory.Slots == 1)
        {
            // Word first: a writer killed in between has published, and its heir must not bring the undo copy back.
            // Readers see an odd sequence until the line below, and are revoked.
            _ = Interlocked.Exchange(ref _memory.Record->Word, SlotWord.Of(epoch, slot));
            CloseFill(slot);
            InPlaceUndo.Forget(_memory);
            Wake();
        }
        else
        {
            CloseFill(slot);
            Show(epoch, slot);
        }

        return epoch;
    }

    internal void Discard(long scope)
    {
        if (scope != _scope || _filling == None || _memory.IsDisposed)
        {
            return;
        }

        if (_memory.Slots == 1)
        {
            InPlaceUndo.Restore(_memory);
            CloseFill(_filling);
            InPlaceUndo.Forget(_memory);
        }
        else
        {
            CloseFill(_filling);
        }
    }

    internal void EndHold(SlotHold hold)
    {
        if (hold.Slot != None && --_holds[hold.Slot] == 0)
        {
            _heldSlots &= ~(1UL << hold.Slot);
        }
    }

    /// <summary>The one atomic store that makes slot and epoch visible. It is a full fence: content before it, the looks at pins and sleepers after it.</summary>
    private void Show(ulong epoch, int slot)
    {
        _ = Interlocked.Exchange(ref _memory.Record->Word, SlotWord.Of(epoch, slot));
        Wake();
    }

    private void Wake()
    {
        if (_memory.Link is not null)
        {
            // A writer that is not the owner does not see who attached after it took the lease.
            Futex.WakeAll((int*)&_memory.Record->Word);
            return;
        }

        var places = _memory.Pins.Places;
        for (var place = 0; place < places; place++)
        {
            if (Volatile.Read(ref _memory.Pins.Line(place, _memory.Index)->Sleepers) != 0)
            {
                Futex.WakeAll((int*)&_memory.Record->Word);
                return;
            }
        }
    }

    private void OpenFill(int slot)
    {
        _filling = slot;
        var record = _memory.SlotRecord(slot);
        Volatile.Write(ref record->FillSequence, record->FillSequence + 1);

        // No byte of the content may become visible before the odd sequence: that is what tells a late reader.
        Interlocked.MemoryBarrier();
    }

    private void CloseFill(int slot)
    {
        var record = _memory.SlotRecord(slot);
        Volatile.Write(ref record->FillSequence, record->FillSequence + 1);
        _filling = None;
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_isDisposed || _memory.IsDisposed, this);
        if (_filling != None)
        {
            throw new InvalidOperationException($"A write on '{Region.Name}' is already open.");
        }
    }
}
