namespace Ludos.State;

/// <summary>What a timeline may use.</summary>
/// <param name="BudgetBytes">Native memory in all, taken at once: a copy of the regions, an index, and the ring of changes, which gets what is left.</param>
/// <param name="MaxTicks">Ticks kept at most, of all branches together, 2 or more; the ring may be full sooner.</param>
/// <param name="MaxBranches">Lines kept beside the one that goes on. 0: going on from an older tick drops what came after it, and its memory is used again at once.</param>
public sealed record TimelineOptions(long BudgetBytes, int MaxTicks = TimelineOptions.DefaultMaxTicks, int MaxBranches = TimelineOptions.DefaultMaxBranches)
{
    /// <summary>A minute at 60 ticks a second.</summary>
    public const int DefaultMaxTicks = 3600;

    public const int DefaultMaxBranches = 8;
}
