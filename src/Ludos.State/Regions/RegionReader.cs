using System.Runtime.CompilerServices;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// A reader outside the tick. It never blocks the writer: the writer spares a pinned slot while it has another, and otherwise takes it; then
/// <see cref="ReadScope.Close"/> says so. One open scope at a time, on one thread at a time.
/// </summary>
public sealed unsafe class RegionReader : IDisposable
{
    /// <summary>Publishes that may overtake one pin before it is handed out as already revoked.</summary>
    private const int MaxAttempts = 64;

    private const ulong NeverEqual = ulong.MaxValue;

    private readonly RegionMemory _memory;
    private readonly ulong* _pin;
    private SlotContent _content;
    private ulong _expectedSequence;
    private int _slot;
    private ulong _epoch;
    private long _scope;
    private bool _isOpen;
    private bool _isDisposed;
    private ReadOutcome _lastOutcome;

    internal RegionReader(Region region)
    {
        Region = region;
        _memory = region.Memory;
        _pin = _memory.Pins.TakeOwnPin(_memory.Index);
    }

    public Region Region { get; }

    /// <summary>Pins the front and opens it. Allocates nothing. What is read counts only once <see cref="ReadScope.Close"/> has said Ok.</summary>
    /// <exception cref="InvalidOperationException">The previous scope is still open.</exception>
    public ReadScope Pin()
    {
        if (_isOpen || _isDisposed || _memory.IsDisposed)
        {
            ThrowUnusable();
        }

        _ = _memory.KeepUp();
        var word = 0UL;
        _expectedSequence = NeverEqual;
        for (var attempt = 0; attempt < MaxAttempts && _expectedSequence == NeverEqual; attempt++)
        {
            word = TryPin();
        }

        _slot = _memory.SafeSlot(word);
        if (!_memory.IsDynamic || _expectedSequence == NeverEqual)
        {
            _content = _memory.Content(_slot);
        }

        _epoch = SlotWord.Epoch(word);
        _isOpen = true;
        _scope++;
        return Reopen();
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _isOpen = false;
        if (_pin is not null)
        {
            _memory.Pins.ReturnOwnPin(_memory.Index, _pin);
        }
    }

    /// <summary>The read that is open, for callers that cannot keep a ref struct.</summary>
    internal ReadScope Reopen() => new(this, _scope, _content.Pointer, _content.SizeBytes, _epoch);

    internal ReadOutcome Close(long scope)
    {
        if (scope != _scope)
        {
            return ReadOutcome.Revoked;
        }

        if (_isOpen)
        {
            _isOpen = false;
            _lastOutcome = _memory.IsDisposed ? EndLate() : End();
        }

        return _lastOutcome;
    }

    private ReadOutcome End()
    {
        // Every load of the content comes before the load of the sequence: if that is unchanged, no byte was.
        Volatile.ReadBarrier();
        var sequence = Volatile.Read(ref _memory.SlotRecord(_slot)->FillSequence);
        SetPin(0);
        return sequence == _expectedSequence ? ReadOutcome.Ok : ReadOutcome.Revoked;
    }

    /// <summary>The arena ended during the read, and may wait for this pin before it unmaps; its own lock says whether it still does.</summary>
    private ReadOutcome EndLate()
    {
        if (_pin is not null)
        {
            _memory.Pins.ClearOwnPin(_pin);
        }

        return ReadOutcome.Revoked;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowUnusable()
    {
        ObjectDisposedException.ThrowIf(_isDisposed || _memory.IsDisposed, this);
        throw new InvalidOperationException($"The previous read of '{Region.Name}' is still open.");
    }

    /// <summary>
    /// Announces the pin, then looks whether the front is still the same. The fence between pairs with the writer's, which publishes before it
    /// looks at pins: if the front is unchanged here, then any later choice of a slot sees the pin. The sequence is read between two equal
    /// readings of the word, so it is the one that belongs to this epoch.
    /// </summary>
    private ulong TryPin()
    {
        var word = _memory.ReadFront();
        if (SlotWord.Slot(word) >= _memory.Slots)
        {
            return word;
        }

        SetPin(word);
        Interlocked.MemoryBarrier();
        var sequence = Volatile.Read(ref _memory.SlotRecord(SlotWord.Slot(word))->FillSequence);
        if (_memory.IsDynamic)
        {
            // The record of a slot in front does not change: if the word is still the same below, this is that epoch's.
            _content = _memory.Content(SlotWord.Slot(word));
        }

        if ((sequence & 1) == 0 && _memory.ReadWord() == word)
        {
            _expectedSequence = sequence;
        }

        return word;
    }

    private void SetPin(ulong word)
    {
        if (_pin is not null)
        {
            Volatile.Write(ref *_pin, word);
        }
    }
}
