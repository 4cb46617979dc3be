namespace Ludos.Distribution;

/// <summary>How a stream's cap follows the pulse. Rates are bytes that come over the link, a second.</summary>
public sealed record StreamCapOptions
{
    /// <summary>Below this the cap never falls, so that a stream ends some day. Default 256 KiB/s; 0 is not allowed.</summary>
    public long FloorBytesPerSecond { get; init; } = 256 * 1024;

    /// <summary>Where the stream begins. Default 4 MiB/s.</summary>
    public long FirstBytesPerSecond { get; init; } = 4 * 1024 * 1024;

    /// <summary>What the player allows at most. Default 16 MiB/s: on two cores what comes faster is felt in the frames before a tick is late.</summary>
    public long CeilingBytesPerSecond { get; init; } = 16 * 1024 * 1024;

    /// <summary>What a good look adds. Default 1 MiB/s.</summary>
    public long StepBytesPerSecond { get; init; } = 1024 * 1024;

    /// <summary>What a look with late ticks leaves of the cap. Default 0.6.</summary>
    public double Cut { get; init; } = 0.6;

    /// <summary>A tick later than this is late. Default 0.5 ms: half of what the frame's 99th percentile may grow by, so that the cap falls before the promise does.</summary>
    public double LateMs { get; init; } = 0.5;

    /// <summary>Where ticks take more of their period than this, the cap does not rise. Default 0.75.</summary>
    public double BusyShare { get; init; } = 0.75;
}
