using System.Runtime.CompilerServices;
using Ludos.Platform.Sync;

namespace Ludos.State;

/// <summary>
/// The lease on a region, and the only way to change it. Wait-free: no reader, alive, dead or hostile, can make it wait.
/// For one thread at a time. <see cref="Dispose"/> discards an open write and gives the lease up; so does the death of the process.
/// </summary>
public sealed unsafe partial class RegionWriter : IDisposable
{
    private const int None = -1;

    private readonly RegionMemory _memory;
    private readonly SegmentHead _head;
    private readonly DynamicSlots? _dynamic;
    private int _filling = None;
    private long _scope;
    private bool _isDisposed;

    internal RegionWriter(Region region, DynamicSlots? dynamic)
    {
        _dynamic = dynamic;
        Region = region;
        _memory = region.Memory;
        _head = _memory.Head;
        _holds = new int[_memory.Slots];
    }

    public Region Region { get; }

    /// <summary>True once the arena's owner gave the region another segment, because it was damaged: what this writer publishes reaches nobody.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Opens a write. Its bytes are nobody else's until <see cref="WriteScope.Publish"/>. Allocates nothing.</summary>
    /// <exception cref="InvalidOperationException">A write is already open, or <see cref="IsLost"/>.</exception>
    public WriteScope Begin(WriteMode mode)
    {
        if (_filling != None || _isDisposed || IsLost || _memory.IsDisposed)
        {
            ThrowUnusable();
        }

        if (_dynamic is not null)
        {
            return BeginDynamic(_dynamic, mode);
        }

        Prepare(mode);
        return _memory.Slots == 1 ? BeginInPlace() : BeginSlot(mode);
    }

    /// <summary>Opens a write that is kept open beyond the caller's frame, for code that fills the slot where it lies.</summary>
    /// <exception cref="InvalidOperationException">As <see cref="Begin"/>; or the region is dynamic.</exception>
    public HeldWrite Hold(WriteMode mode)
    {
        if (_dynamic is not null)
        {
            throw new InvalidOperationException($"The region '{Region.Name}' is dynamic: its slots move.");
        }

        var scope = Begin(mode);
        return new HeldWrite(this, scope.Id, scope.Pointer - _memory.First);
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
            LeaseTaking.Release(_memory);
            _memory.LookAgain();
        }

        _stale?.Dispose();
    }

    /// <summary>What it publishes would reach nobody.</summary>
    internal bool IsGone => _isDisposed || IsLost || _memory.IsDisposed;

    /// <exception cref="InvalidOperationException">A write is open.</exception>
    internal void ThrowIfOpen()
    {
        if (_filling != None)
        {
            ThrowUnusable();
        }
    }

    internal ulong Publish(long scope)
    {
        var slot = _filling;
        if (scope != _scope || slot == None)
        {
            throw new InvalidOperationException($"The write on '{Region.Name}' was already published or discarded.");
        }

        var epoch = SlotWord.Epoch(_memory.WriterWord) + 1;
        _head.Slot(slot)->Epoch = epoch;
        if (_memory.Slots == 1)
        {
            // Word first: a writer killed in between has published, and its heir must not bring the undo copy back.
            // Readers see an odd sequence until the line below, and are revoked.
            var isShown = TryShow(epoch, slot);
            CloseFill(slot);
            InPlaceUndo.Forget(_memory);
            _stale?.Published(slot);
            return isShown ? Wake(epoch) : 0;
        }

        CloseFill(slot);
        if (!TryShow(epoch, slot))
        {
            return 0;
        }

        _ = Wake(epoch);
        _stale?.Published(slot);
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
            InPlaceUndo.Restore(_memory, _stale?.Changes);
            CloseFill(_filling);
            InPlaceUndo.Forget(_memory);
        }
        else
        {
            _stale?.Discarded(_filling);
            CloseFill(_filling);
        }
    }

    private WriteScope BeginInPlace()
    {
        InPlaceUndo.Keep(_memory, _stale?.Of(SegmentLayout.UndoSlot));
        _stale?.Carried(SegmentLayout.UndoSlot);
        OpenFill(0);
        return Open(_memory.First);
    }

    private WriteScope BeginSlot(WriteMode mode)
    {
        var front = _memory.SafeSlot(_memory.WriterWord);
        var slot = SlotChoice.Pick(_memory, _heldSlots, _mode == WriteMode.Patch ? _stale!.LastInFront : default, out var overrun);
        if (overrun > 0)
        {
            Volatile.Write(ref _head.Lease->Revocations, _head.Lease->Revocations + (ulong)overrun);
        }

        _head.Slot(slot)->Epoch = 0;
        OpenFill(slot);
        var bytes = _memory.SlotBytes(slot);
        if (mode == WriteMode.Patch)
        {
            LineCopy.Copy(_stale!.Of(slot), _memory.SlotBytes(front), bytes, _memory.SizeBytes);
        }
        else if (mode == WriteMode.Carry)
        {
            Buffer.MemoryCopy(_memory.SlotBytes(front), bytes, _memory.PitchBytes, _memory.SizeBytes);
        }

        _stale?.Carried(slot);
        return Open(bytes);
    }

    /// <summary>
    /// The one atomic store that makes slot and epoch visible. It is a full fence: content before it, the looks at pins and sleepers after it.
    /// The owner's word stands whatever lies there. An attacher replaces only its own last word: in a segment that was taken from it, it must not wipe out
    /// the sign that the region moved.
    /// </summary>
    private bool TryShow(ulong epoch, int slot)
    {
        var word = SlotWord.Of(epoch, slot);
        if (_memory.Link is null)
        {
            _ = Interlocked.Exchange(ref *_memory.Word, word);
        }
        else if (Interlocked.CompareExchange(ref *_memory.Word, word, _memory.WriterWord) != _memory.WriterWord)
        {
            IsLost = true;
            return false;
        }

        _memory.WriterWord = word;
        return true;
    }

    private ulong Wake(ulong epoch)
    {
        // A writer that is not the owner does not see who attached after it took the lease.
        if (_memory.Link is not null || _memory.Pins.HasSleepers(_memory.Index))
        {
            Futex.WakeAll((int*)_memory.Word);
        }

        return epoch;
    }

    private void OpenFill(int slot)
    {
        _filling = slot;
        var record = _head.Slot(slot);
        Volatile.Write(ref record->FillSequence, record->FillSequence + 1);

        // No byte of the content may become visible before the odd sequence: that is what tells a late reader.
        Interlocked.MemoryBarrier();
    }

    private void CloseFill(int slot)
    {
        var record = _head.Slot(slot);
        Volatile.Write(ref record->FillSequence, record->FillSequence + 1);
        _filling = None;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowUnusable()
    {
        ObjectDisposedException.ThrowIf(_isDisposed || _memory.IsDisposed, this);
        throw new InvalidOperationException(IsLost
            ? $"The region '{Region.Name}' was taken from this writer by the arena's owner: dispose it and acquire a new one."
            : $"A write on '{Region.Name}' is already open.");
    }
}
