namespace Ludos.Distribution;

/// <summary>How a stream's cap follows the pulse. Rates are bytes that come over the link, a second.</summary>
public sealed record StreamCapOptions
{
    /// <summary>Below this the cap never falls, so that a stream ends some day. Default 256 KiB/s; 0 is not allowed.</summary>
    public long FloorBytesPerSecond { get; init; } = 256 * 1024;

    /// <summary>Where the stream begins. Default 4 MiB/s.</summary>
    public long FirstBytesPerSecond { get; init; } = 4 * 1024 * 1024;

    /// <summary>What the player allows at most. Default 64 MiB/s, half a gigabit and more.</summary>
    public long CeilingBytesPerSecond { get; init; } = 64 * 1024 * 1024;

    /// <summary>What a good look adds. Default 2 MiB/s.</summary>
    public long StepBytesPerSecond { get; init; } = 2 * 1024 * 1024;

    /// <summary>What a look with late ticks leaves of the cap. Default 0.6.</summary>
    public double Cut { get; init; } = 0.6;

    /// <summary>A tick later than this is late. Default 1 ms: the promise of the frame's 99th percentile.</summary>
    public double LateMs { get; init; } = 1;

    /// <summary>Where ticks take more of their period than this, the cap does not rise. Default 0.75.</summary>
    public double BusyShare { get; init; } = 0.75;
}
