namespace Ludos.State;

/// <summary>
/// For each slot, the lines in which it may differ from the front: what a patch write must carry forward before the slot can pass for the front's content.
/// In the writer's private memory, so nobody else can make a patch carry the wrong lines; a writer that takes a lease anew knows nothing, and every slot
/// starts out stale whole. For a one-slot region, slot 1 is the undo copy.
/// </summary>
internal sealed class StaleLines : IDisposable
{
    private readonly LineSet[] _slots;
    private readonly ulong[] _lastInFront;
    private readonly List<LineSet> _followers = [];
    private ulong _shown;

    internal StaleLines(int slots, int front, long sizeBytes)
    {
        SizeBytes = sizeBytes;
        Changes = new LineSet(sizeBytes);
        _slots = new LineSet[slots];
        _lastInFront = new ulong[slots];
        for (var slot = 0; slot < slots; slot++)
        {
            _slots[slot] = new LineSet(sizeBytes);
        }

        Forget();
        _slots[front].Clear();
    }

    internal long SizeBytes { get; }

    /// <summary>What the open write has changed of the front's content.</summary>
    internal LineSet Changes { get; }

    /// <summary>Higher for a slot that was in front more recently: the one with the least to carry.</summary>
    internal ReadOnlySpan<ulong> LastInFront => _lastInFront;

    internal LineSet Of(int slot) => _slots[slot];

    /// <summary>The slot now holds the front's content, and nothing has been changed yet.</summary>
    internal void Carried(int slot)
    {
        _slots[slot].Clear();
        Changes.Clear();
    }

    /// <summary>A slot came in front that differs from the previous front in <see cref="Changes"/>.</summary>
    internal void Published(int slot) => Show(slot, Changes);

    /// <summary>A slot that was kept came in front again.</summary>
    internal void Republished(int slot) => Show(slot, _slots[slot]);

    /// <summary>The slot was brought up to the front's content and then changed, to no avail.</summary>
    internal void Discarded(int slot) => _slots[slot].Join(Changes);

    /// <summary>Nothing is known of any slot, nor of what followers missed.</summary>
    internal void Forget()
    {
        foreach (var slot in _slots)
        {
            slot.AddAll();
        }

        foreach (var follower in _followers)
        {
            follower.AddAll();
        }
    }

    internal LineSet Follow()
    {
        var follower = new LineSet(SizeBytes);
        follower.AddAll();
        _followers.Add(follower);
        return follower;
    }

    internal void Leave(LineSet follower)
    {
        if (_followers.Remove(follower))
        {
            follower.Dispose();
        }
    }

    public void Dispose()
    {
        Changes.Dispose();
        foreach (var slot in _slots)
        {
            slot.Dispose();
        }

        foreach (var follower in _followers)
        {
            follower.Dispose();
        }

        _followers.Clear();
    }

    private void Show(int slot, LineSet difference)
    {
        for (var other = 0; other < _slots.Length; other++)
        {
            if (other != slot)
            {
                _slots[other].Join(difference);
            }
        }

        foreach (var follower in _followers)
        {
            follower.Join(difference);
        }

        _slots[slot].Clear();
        _lastInFront[slot] = ++_shown;
    }
}
