using System.Globalization;
using Ludos.Platform.Memory;
using Ludos.Runtime.Ticking;
using Ludos.Runtime.World;
using Ludos.State;

namespace Ludos.Runtime.Timelines;

/// <summary>What a timeline makes of the memory that it may take.</summary>
internal static class TimelineBudget
{
    /// <summary>Ticks kept at most, of all branches together: ten minutes.</summary>
    public const int MaxTicks = Pulse.BeatsPerSecond * 60 * 10;

    /// <summary>A small budget is not spent on an index of ticks that it cannot hold: one for so many bytes, and a second's at least.</summary>
    private const long BytesPerTick = 2_048;

    /// <summary>Branches kept at most, the one that is played included.</summary>
    public const int MaxBranches = 8;

    /// <summary>Worlds that must fit at least: the copy that ticks are compared with, and ticks in which everything changes.</summary>
    private const int MinWorlds = 4;

    private const double BytesPerMiB = 1 << 20;

    /// <returns>The history, or why there is none.</returns>
    public static (SessionHistory? History, string? WhyOff) Make(RegionTable table, long budgetBytes)
    {
        if (budgetBytes <= 0)
        {
            return (null, "No ticks are kept in this run.");
        }

        RegionWriter[] writers = [.. table.Held];
        var worldBytes = writers.Sum(writer => writer.Region.SizeBytes);
        if (worldBytes * MinWorlds > budgetBytes)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"A world of {worldBytes / BytesPerMiB:0.#} MiB needs {Math.Ceiling(worldBytes * MinWorlds / BytesPerMiB)} MiB to be kept; this run has {budgetBytes / BytesPerMiB:0.#}."));
        }

        var availableBytes = MemoryBudget.AvailableBytes();
        if (budgetBytes > availableBytes)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"Keeping ticks may take {budgetBytes / BytesPerMiB:0} MiB; this machine has {availableBytes / BytesPerMiB:0} left."));
        }

        return Timeline.Create(new TimelineOptions(budgetBytes, (int)Math.Clamp(budgetBytes / BytesPerTick, Pulse.BeatsPerSecond, MaxTicks), MaxBranches - 1), writers).TryGet(out var timeline, out var fault)
            ? (new SessionHistory(timeline), null)
            : (null, $"{fault.Message} {fault.Mend}");
    }
}
