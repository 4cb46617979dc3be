using Ludos.Base;

namespace Ludos.State;

/// <content>Slots that grow and shrink.</content>
public sealed unsafe partial class RegionWriter
{
    internal Fault<ArenaErrorCode>? Resize(long scope, int elements)
    {
        if (_dynamic is null || scope != _scope || _filling == None)
        {
            throw new InvalidOperationException(_dynamic is null ? $"Region '{Region.Name}' has a fixed number of elements." : $"The write on '{Region.Name}' was already published or discarded.");
        }

        return _dynamic.Resize(elements);
    }

    /// <summary>A block that moves has no lines to carry alone: a patch is a carry.</summary>
    private WriteScope BeginDynamic(DynamicSlots dynamic, WriteMode mode)
    {
        var front = _memory.SafeSlot(_memory.WriterWord);
        var slot = SlotChoice.Pick(_memory, _heldSlots, default, out var overrun);
        if (overrun > 0)
        {
            Volatile.Write(ref _head.Lease->Revocations, _head.Lease->Revocations + (ulong)overrun);
        }

        _head.Slot(slot)->Epoch = 0;
        OpenFill(slot);
        if (dynamic.Begin(slot, front, carry: mode != WriteMode.Replace) is { } fault)
        {
            CloseFill(slot);
            throw new InvalidOperationException(fault.ToString());
        }

        return new WriteScope(this, ++_scope, null, 0, null, dynamic);
    }
}
