using System.Collections.Immutable;

namespace Ludos.Runtime.Timelines;

/// <summary>
/// The ticks that are kept, of all branches, in one ring of bytes: what was recorded longest ago goes first. The current branch's world is
/// what the regions hold; every other branch's stands where it was left. Tick thread only, but for what is marked; recording allocates nothing.
/// </summary>
internal sealed class WorldHistory
{
    private readonly KeptRegions _regions;
    private readonly byte[] _ring;
    private readonly KeptTick[] _ticks;
    private readonly int _worstBytes;
    private readonly int _maxBranches;
    private ImmutableArray<HistoryBranch> _branches = [];
    private HistoryBranch _current;
    private int _oldest;
    private int _count;
    private int _head;
    private int _lastId;
    private long _leavings;
    private long _keptBytes;

    /// <param name="ringBytes">At least four times <see cref="WorldDelta.WorstBytes"/>.</param>
    /// <param name="maxTicks">Ticks kept at most, of all branches together.</param>
    /// <param name="maxBranches">At least 2.</param>
    public WorldHistory(KeptRegions regions, int ringBytes, int maxTicks, int maxBranches)
    {
        _regions = regions;
        _worstBytes = (int)WorldDelta.WorstBytes(regions.WorldBytes, regions.Count);
        _ring = GC.AllocateUninitializedArray<byte>(ringBytes, pinned: true);
        _ticks = new KeptTick[maxTicks];
        _maxBranches = maxBranches;
        _current = Begin(null, null, 0);
    }

    /// <summary>All that are kept, oldest first. Any thread.</summary>
    public IReadOnlyList<HistoryBranch> Branches => _branches;

    /// <summary>Whose ticks are recorded, and whose way <see cref="TryShow"/> goes. Any thread.</summary>
    public HistoryBranch Current => Volatile.Read(ref _current);

    /// <summary>Bytes of records in the ring. Any thread.</summary>
    public long KeptBytes => Volatile.Read(ref _keptBytes);

    /// <summary>Rises when a branch comes or goes. Any thread.</summary>
    public int Changes { get; private set; }

    /// <summary>Keeps the regions as they are after <paramref name="tick"/> ticks. The branch must stand at its last tick.</summary>
    public void Record(long tick)
    {
        var branch = _current;
        if (!branch.HasBegun)
        {
            _regions.CopyTo(branch.World);
            (branch.FirstTick, branch.LastTick, branch.StandsAt) = (tick, tick, tick);
            branch.HasBegun = true;
            return;
        }

        if (branch.StandsAt != branch.LastTick || tick != branch.LastTick + 1)
        {
            throw new InvalidOperationException($"Tick {tick} does not follow tick {branch.StandsAt} of {branch.Name}, which ends at {branch.LastTick}.");
        }

        MakeRoom();
        var bytes = _regions.Encode(branch.World, _ring.AsSpan(_head));
        var index = (_oldest + _count) % _ticks.Length;
        _ticks[index] = new KeptTick { Branch = branch, Tick = tick, Previous = branch.LastRecord, Next = KeptTick.None, Offset = _head, Bytes = bytes };
        if (branch.LastRecord == KeptTick.None)
        {
            branch.FirstRecord = index;
        }
        else
        {
            _ticks[branch.LastRecord].Next = index;
        }

        (branch.LastRecord, branch.StandsOn, branch.StandsAt) = (index, index, tick);
        branch.LastTick = tick;
        _count++;
        _head += bytes;
        Volatile.Write(ref _keptBytes, _keptBytes + bytes);
    }

    /// <summary>Puts the world of a kept tick on the way of <paramref name="branch"/> into the regions, under new epochs.</summary>
    /// <returns>Who holds the tick; null when it is not kept, and nothing was done.</returns>
    public HistoryBranch? TryShow(HistoryBranch branch, long tick)
    {
        if (branch.HolderOf(tick) is not { } holder)
        {
            return null;
        }

        Move(holder, tick);
        _regions.Publish(holder.World);
        if (branch != _current)
        {
            var left = _current;
            left.LeftAt = ++_leavings;
            Volatile.Write(ref _current, branch);
            if (!left.HasBegun)
            {
                Forget(left);
            }
        }

        return holder;
    }

    /// <summary>From now on a new branch is recorded, which begins with the state that the regions hold: <paramref name="holder"/>'s at <paramref name="tick"/>.</summary>
    public HistoryBranch Fork(HistoryBranch holder, long tick, string? name)
    {
        _current.LeftAt = ++_leavings;
        var branch = Begin(name, holder, tick);
        _regions.CopyTo(branch.World);
        branch.HasBegun = true;
        Volatile.Write(ref _current, branch);
        return branch;
    }

    /// <summary>From now on a new branch is recorded, which begins with a world made anew. What was kept stays.</summary>
    public HistoryBranch StartOver()
    {
        var left = _current;
        left.LeftAt = ++_leavings;
        Volatile.Write(ref _current, Begin(null, null, 0));
        if (!left.HasBegun)
        {
            Forget(left);
        }

        return _current;
    }

    private HistoryBranch Begin(string? name, HistoryBranch? parent, long tick)
    {
        if (_branches.Length >= _maxBranches)
        {
            Forget(LeastMissed(parent));
        }

        var id = ++_lastId;
        var branch = new HistoryBranch(id, name ?? FreeName(id), parent, tick, GC.AllocateUninitializedArray<byte>((int)_regions.WorldBytes));
        _branches = _branches.Add(branch);
        Changes++;
        return branch;
    }

    private string FreeName(int id)
    {
        var name = id == 1 ? "main" : $"branch-{id}";
        while (_branches.Any(branch => branch.Name == name))
        {
            name += "x";
        }

        return name;
    }

    /// <summary>The branch left longest ago, and among those that lead to where we are only when there is no other.</summary>
    private HistoryBranch LeastMissed(HistoryBranch? next)
    {
        var needed = new HashSet<HistoryBranch>();
        for (var branch = next ?? _current; branch is not null; branch = branch.Parent)
        {
            needed.Add(branch);
        }

        var beside = _branches.Where(branch => !needed.Contains(branch) && branch != _current).MinBy(branch => branch.LeftAt);
        return beside ?? _branches.First(branch => branch != next);
    }

    /// <summary>Its records stay in the ring until they are the oldest, and lead nowhere.</summary>
    private void Forget(HistoryBranch branch)
    {
        branch.HasBegun = false;
        foreach (var child in _branches.Where(child => child.Parent == branch))
        {
            child.Parent = null;
        }

        _branches = _branches.Remove(branch);
        Changes++;
    }

    private void Move(HistoryBranch branch, long tick)
    {
        while (branch.StandsAt < tick)
        {
            StepForward(branch);
        }

        while (branch.StandsAt > tick)
        {
            ref readonly var record = ref _ticks[branch.StandsOn];
            WorldDelta.Apply(_ring.AsSpan(record.Offset, record.Bytes), branch.World);
            branch.StandsAt = record.Tick - 1;
            branch.StandsOn = record.Previous;
        }
    }

    private void StepForward(HistoryBranch branch)
    {
        var next = branch.StandsOn == KeptTick.None ? branch.FirstRecord : _ticks[branch.StandsOn].Next;
        ref readonly var record = ref _ticks[next];
        WorldDelta.Apply(_ring.AsSpan(record.Offset, record.Bytes), branch.World);
        (branch.StandsOn, branch.StandsAt) = (next, record.Tick);
    }

    /// <summary>Lets the oldest ticks go until the longest record fits in one piece behind the newest.</summary>
    private void MakeRoom()
    {
        while (_count == _ticks.Length || !HasRoom())
        {
            LetOldestGo();
        }
    }

    private bool HasRoom()
    {
        if (_count == 0)
        {
            _head = 0;
            return true;
        }

        var oldest = _ticks[_oldest].Offset;
        if (_head < oldest)
        {
            return oldest - _head > _worstBytes;
        }

        if (_ring.Length - _head >= _worstBytes)
        {
            return true;
        }

        if (oldest <= _worstBytes)
        {
            return false;
        }

        _head = 0;
        return true;
    }

    private void LetOldestGo()
    {
        ref readonly var record = ref _ticks[_oldest];
        var branch = record.Branch;
        if (branch.HasBegun)
        {
            if (branch.StandsAt < record.Tick)
            {
                StepForward(branch);
            }

            if (branch.StandsOn == _oldest)
            {
                branch.StandsOn = KeptTick.None;
            }

            branch.FirstRecord = record.Next;
            branch.FirstTick = record.Tick;
            if (record.Next == KeptTick.None)
            {
                branch.LastRecord = KeptTick.None;
            }
            else
            {
                _ticks[record.Next].Previous = KeptTick.None;
            }
        }

        Volatile.Write(ref _keptBytes, _keptBytes - record.Bytes);
        _ticks[_oldest].Branch = null!;
        _oldest = (_oldest + 1) % _ticks.Length;
        _count--;
        if (branch.HasBegun && branch.FirstRecord == KeptTick.None && branch != _current)
        {
            Forget(branch);
        }
    }
}
