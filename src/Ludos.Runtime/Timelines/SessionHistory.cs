using System.Collections.Immutable;
using Ludos.State;

namespace Ludos.Runtime.Timelines;

/// <summary>
/// A session's branches over the ticks that a <see cref="Timeline"/> keeps: which left which, and the worlds that restarts made. Tick thread only, but for what says
/// otherwise; recording allocates nothing.
/// </summary>
internal sealed class SessionHistory(Timeline timeline) : IDisposable
{
    /// <summary>Ticks between two looks at what the ring has let go.</summary>
    private const int LookEvery = 16;

    private ImmutableArray<HistoryBranch> _branches = [];
    private HistoryBranch _current = new(1, timeline.Line, null, 0, 0);
    private int _lastId = 1;
    private long _nextKey;
    private long _firstTick;
    private long _keptBytes;
    private int _sinceLook;

    /// <summary>All that can be gone to, oldest first. Any thread.</summary>
    public IReadOnlyList<HistoryBranch> Branches => _branches;

    /// <summary>Whose ticks are recorded. Any thread.</summary>
    public HistoryBranch Current => Volatile.Read(ref _current);

    /// <summary>The oldest tick that the current branch leads back to, as of the last look. Any thread.</summary>
    public long FirstTick => Volatile.Read(ref _firstTick);

    /// <summary>Any thread.</summary>
    public long KeptBytes => Volatile.Read(ref _keptBytes);

    /// <summary>Rises when a branch comes or goes. Any thread.</summary>
    public int Changes { get; private set; }

    /// <summary>Keeps the regions as they are after <paramref name="tick"/> ticks. The branch must stand at its last tick.</summary>
    public void Record(long tick)
    {
        if (!_current.HasBegun)
        {
            Begin(_current, tick);
        }

        var key = _current.FirstKey + tick;
        var hasRoom = timeline.Record(key);
        _nextKey = Math.Max(_nextKey, key + 1);
        _current.LastTick = tick;
        Volatile.Write(ref _keptBytes, timeline.KeptBytes);
        if (++_sinceLook >= LookEvery || !hasRoom)
        {
            Look();
        }
    }

    /// <summary>Puts the world of a kept tick on the way that ends in <paramref name="branch"/> into the regions, under new epochs.</summary>
    /// <returns>False when it is not kept.</returns>
    public bool TryShow(HistoryBranch branch, long tick)
    {
        if (!branch.HasBegun || tick < 0 || tick > branch.LastTick)
        {
            return false;
        }

        if (branch.Name != timeline.Line)
        {
            if (!timeline.GoTo(branch.Name).IsOk)
            {
                Look();
                return false;
            }
        }

        Volatile.Write(ref _current, branch);
        var key = branch.FirstKey + tick;
        var isShown = (key <= timeline.Tick ? timeline.Rewind(key) : timeline.Forward(key)).IsOk;
        Look();
        return isShown;
    }

    /// <summary>From now on a new branch is recorded, which begins with the state that the regions hold.</summary>
    public HistoryBranch Fork(HistoryBranch holder, long tick, string? name)
    {
        var id = ++_lastId;
        var branch = new HistoryBranch(id, name ?? FreeName(id), holder, tick, holder.FirstKey) { HasBegun = true };
        _ = timeline.Branch(branch.Name).Value;
        Volatile.Write(ref _current, branch);
        Add(branch);
        return branch;
    }

    /// <summary>From now on a new branch is recorded, which begins with a world made anew. What was kept stays.</summary>
    public HistoryBranch StartOver()
    {
        var id = ++_lastId;
        Volatile.Write(ref _current, new HistoryBranch(id, FreeName(id), null, 0, _nextKey));
        Look();
        return _current;
    }

    /// <summary>Looks at what can still be gone back to.</summary>
    public void Look()
    {
        _sinceLook = 0;
        Volatile.Write(ref _firstTick, _current.HasBegun ? Math.Max(0, timeline.FirstTick - _current.FirstKey) : 0);
        var reachable = timeline.Branches;
        for (var index = _branches.Length - 1; index >= 0; index--)
        {
            if (!IsReachable(_branches[index].Name, reachable))
            {
                _branches = _branches.RemoveAt(index);
                Changes++;
            }
        }
    }

    public void Dispose() => timeline.Dispose();

    private bool IsReachable(string name, IReadOnlyList<TimelineBranch> reachable)
    {
        for (var index = 0; index < reachable.Count; index++)
        {
            if (reachable[index].Name == name)
            {
                return true;
            }
        }

        return name == timeline.Line;
    }

    private void Begin(HistoryBranch branch, long tick)
    {
        // The first of all is what the timeline records anyway.
        if (_nextKey > 0)
        {
            _ = timeline.Branch(branch.Name).Value;
        }

        branch.HasBegun = true;
        branch.LastTick = tick;
        Add(branch);
    }

    private void Add(HistoryBranch branch)
    {
        _branches = _branches.Add(branch);
        Changes++;
        Look();
    }

    private string FreeName(int id)
    {
        var name = $"branch-{id}";
        while (_branches.Any(branch => branch.Name == name))
        {
            name += "x";
        }

        return name;
    }
}
