using System.Globalization;
using Ludos.Platform.Memory;
using Ludos.Runtime.Ticking;
using Ludos.Runtime.World;

namespace Ludos.Runtime.Timelines;

/// <summary>What a timeline makes of the memory that it may take.</summary>
internal static class TimelineBudget
{
    /// <summary>Ticks kept at most, of all branches together: ten minutes.</summary>
    public const int MaxTicks = Pulse.BeatsPerSecond * 60 * 10;

    /// <summary>Branches kept at most, the one that is played included.</summary>
    public const int MaxBranches = 8;

    private const int MinBranches = 2;

    /// <summary>The ring holds at least this many of the longest records.</summary>
    private const int MinRecords = 4;

    /// <summary>Each branch has a world of its own; together they take at most this part of the memory.</summary>
    private const int BranchesShare = 4;

    private const double BytesPerMiB = 1 << 20;

    /// <returns>The history, or why there is none.</returns>
    public static (WorldHistory? History, string? WhyOff) Make(RegionTable table, long budgetBytes)
    {
        if (budgetBytes <= 0)
        {
            return (null, "No ticks are kept in this run.");
        }

        var regions = new KeptRegions(table.Held);
        var worldBytes = Math.Max(1, regions.WorldBytes);
        var branches = (int)Math.Clamp(budgetBytes / BranchesShare / worldBytes, MinBranches, MaxBranches);
        var ringBytes = Math.Min(budgetBytes, SessionOptions.MaxTimelineBytes) - (branches * worldBytes);
        var neededBytes = (branches * worldBytes) + (MinRecords * WorldDelta.WorstBytes(worldBytes, regions.Count));
        if (budgetBytes < neededBytes || neededBytes > SessionOptions.MaxTimelineBytes)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"A world of {worldBytes / BytesPerMiB:0.#} MiB needs {Math.Ceiling(neededBytes / BytesPerMiB)} MiB to be kept; this run has {budgetBytes / BytesPerMiB:0.#}."));
        }

        var availableBytes = MemoryBudget.AvailableBytes();
        return budgetBytes > availableBytes
            ? (null, string.Create(CultureInfo.InvariantCulture, $"Keeping ticks may take {budgetBytes / BytesPerMiB:0} MiB; this machine has {availableBytes / BytesPerMiB:0} left."))
            : (new WorldHistory(regions, (int)ringBytes, MaxTicks, branches), null);
    }
}
