namespace Ludos.State;

/// <summary>A line of ticks beside the one that goes on: a future that was left.</summary>
/// <param name="Name">Unique among the branches that are kept.</param>
/// <param name="LastTick">The newest tick on it; <see cref="Timeline.GoTo"/> leads there.</param>
public sealed record TimelineBranch(string Name, long LastTick)
{
    /// <summary>The record at its end.</summary>
    internal long Tip { get; init; }
}
