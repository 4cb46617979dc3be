namespace Ludos.State;

/// <content>What the writer remembers of its own writes, so that a patch carries forward only what changed.</content>
public sealed unsafe partial class RegionWriter
{
    private StaleLines? _stale;
    private uint _staleGeneration;
    private WriteMode _mode;

    /// <summary>
    /// Follows what this writer's publishes change, from now on; at first everything counts as changed. Several may follow at once. Dispose it when done; it ends
    /// with this writer. Costs every publish a join of its changes; a write that is not a <see cref="WriteMode.Patch"/> counts as a change of everything.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The writer is disposed.</exception>
    public ChangeFollower FollowChanges()
    {
        ObjectDisposedException.ThrowIf(_isDisposed || _memory.IsDisposed, this);
        return new ChangeFollower(this, Remember());
    }

    /// <summary>The write that is open, for callers that cannot keep a ref struct.</summary>
    internal WriteScope Reopen() => new(this, _scope, _memory.SlotBytes(_filling), _memory.SizeBytes, _stale?.Changes, _dynamic);

    private WriteScope Open(byte* bytes)
    {
        if (_mode != WriteMode.Patch)
        {
            _stale?.Changes.AddAll();
        }

        return new WriteScope(this, ++_scope, bytes, _memory.SizeBytes, _stale?.Changes, null);
    }

    private void Prepare(WriteMode mode)
    {
        _mode = mode;
        if (mode == WriteMode.Patch)
        {
            _ = Remember();
        }

        KeepPace();
    }

    private StaleLines Remember()
    {
        if (_dynamic is not null)
        {
            throw new InvalidOperationException($"Region '{Region.Name}' is dynamic: lines are not followed in blocks that move.");
        }

        if (_stale is null)
        {
            _stale = new StaleLines(SegmentLayout.StoredSlots(_memory.Schema), _memory.SafeSlot(_memory.WriterWord), _memory.SizeBytes);
            _staleGeneration = _memory.Stamp.Generation;
        }

        return _stale;
    }

    /// <summary>Another segment was laid under the region, of which only the front was copied: nothing that is remembered of the others holds.</summary>
    private void KeepPace()
    {
        if (_stale is not null && _staleGeneration != _memory.Stamp.Generation)
        {
            _stale.Forget();
            _staleGeneration = _memory.Stamp.Generation;
        }
    }
}
