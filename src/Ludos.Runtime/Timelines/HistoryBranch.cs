namespace Ludos.Runtime.Timelines;

/// <summary>
/// One line of ticks that followed each other, with a world of its own that stands at one of them. It begins where it left another
/// branch, or with a world made anew. The tick thread changes it; any thread reads the ticks that it keeps.
/// </summary>
internal sealed class HistoryBranch(int id, string name, HistoryBranch? parent, long forkTick, byte[] world)
{
    private long _firstTick = forkTick;
    private long _lastTick = forkTick;

    public int Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>The branch that it left; null once that is forgotten, and for one that began with a new world.</summary>
    public HistoryBranch? Parent { get; set; } = parent;

    /// <summary>The tick whose state it has in common with its parent.</summary>
    public long ForkTick { get; } = forkTick;

    /// <summary>All regions one after another, as they were after <see cref="StandsAt"/>.</summary>
    public byte[] World { get; } = world;

    public long StandsAt { get; set; } = forkTick;

    /// <summary>The record that led to <see cref="StandsAt"/>; none at the first tick.</summary>
    public int StandsOn { get; set; } = KeptTick.None;

    public int FirstRecord { get; set; } = KeptTick.None;

    public int LastRecord { get; set; } = KeptTick.None;

    public BranchNotes Notes { get; } = new();

    /// <summary>False until the world it begins with was looked at.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Rises with each time that a branch is left.</summary>
    public long LeftAt { get; set; }

    /// <summary>The oldest tick that it can show by itself.</summary>
    public long FirstTick
    {
        get => Volatile.Read(ref _firstTick);
        set => Volatile.Write(ref _firstTick, value);
    }

    public long LastTick
    {
        get => Volatile.Read(ref _lastTick);
        set => Volatile.Write(ref _lastTick, value);
    }

    /// <summary>The oldest tick that leads to this branch without a gap, its parents' included.</summary>
    public long FirstReachable => ParentThatLeadsHere?.FirstReachable ?? FirstTick;

    private HistoryBranch? ParentThatLeadsHere => Parent is { } parent && FirstTick == ForkTick && parent.FirstTick <= ForkTick ? parent : null;

    /// <summary>Who holds a tick of the way that ends in this branch; null when it is not kept.</summary>
    public HistoryBranch? HolderOf(long tick)
    {
        if (!HasBegun || tick > LastTick || tick < FirstReachable)
        {
            return null;
        }

        // What two branches have in common is the older one's: who leaves there leaves the older one.
        var holder = this;
        while (tick != LastTick && tick <= holder.ForkTick && holder.ParentThatLeadsHere is { } parent)
        {
            holder = parent;
        }

        return holder;
    }
}
