namespace Ludos.Runtime.Timelines;

/// <summary>One line of ticks that followed each other. It begins where it left another, or with a world made anew. The tick thread changes it.</summary>
/// <param name="parent">The branch that it left; null for one that began with a new world.</param>
/// <param name="forkTick">The tick whose state it has in common with its parent.</param>
/// <param name="firstKey">What is added to its ticks to tell them from those of worlds before.</param>
internal sealed class HistoryBranch(int id, string name, HistoryBranch? parent, long forkTick, long firstKey)
{
    private long _lastTick = forkTick;

    public int Id { get; } = id;

    public string Name { get; } = name;

    public HistoryBranch? Parent { get; } = parent;

    public long ForkTick { get; } = forkTick;

    public long FirstKey { get; } = firstKey;

    public BranchNotes Notes { get; } = new();

    /// <summary>False until the world it begins with was kept.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Any thread.</summary>
    public long LastTick
    {
        get => Volatile.Read(ref _lastTick);
        set => Volatile.Write(ref _lastTick, value);
    }

    /// <summary>Whose notes tell of a tick on the way that ends in this branch. What two have in common is the older one's.</summary>
    public HistoryBranch HolderOf(long tick)
    {
        var holder = this;
        while (tick != LastTick && tick <= holder.ForkTick && holder.Parent is { } parent)
        {
            holder = parent;
        }

        return holder;
    }
}
