using Ludos.Platform.Memory;

namespace Ludos.State;

/// <summary>How an arena is made.</summary>
public sealed record ArenaOptions
{
    /// <summary>The largest <see cref="MaxAttachers"/>: their pin pages go to a writer in one message.</summary>
    public const int MostAttachers = 250;

    public static ArenaOptions Default { get; } = new();

    /// <summary>Shown in /proc/PID/maps and in faults. Default "arena".</summary>
    public string Label { get; init; } = "arena";

    /// <summary>Regions that it can hold, 1 to 1,023. Default 256; each costs 4 KiB of the control segment.</summary>
    public int MaxRegions { get; init; } = 256;

    /// <summary>Processes that can be attached at once, 0 to <see cref="MostAttachers"/>. Default 64.</summary>
    public int MaxAttachers { get; init; } = 64;

    /// <summary>The world that the arena holds, so that what was kept of another one is not taken for it. Default 0: a fresh number is drawn.</summary>
    public UInt128 WorldId { get; init; }

    /// <summary>What backs the segments. An arena on temporary files serves one process.</summary>
    public SegmentOptions Segments { get; init; } = SegmentOptions.Default;
}
