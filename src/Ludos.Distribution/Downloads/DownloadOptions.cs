namespace Ludos.Distribution;

/// <summary>How a download behaves. Defaults suit a home link.</summary>
public sealed record DownloadOptions
{
    /// <summary>Bytes of one read, and the most that the pacer is asked for at once.</summary>
    public const int ReadBytes = 16 * 1024;

    /// <summary>Objects in flight. 1 to 32; default 4.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>A source that sends fewer than <see cref="MinProgressBytes"/> in this time, waits of the pacer not counted, stalls. Default 15 s.</summary>
    public TimeSpan StallTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>See <see cref="StallTime"/>. Default 1,024.</summary>
    public int MinProgressBytes { get; init; } = 1024;

    /// <summary>Tries in a row that bring no object further, after which a source is dropped. Default 4.</summary>
    public int MaxFruitlessTries { get; init; } = 4;

    /// <summary>Wait before the second try; doubled for each further one. Default 250 ms.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(250);

    public IDownloadPacer Pacer { get; init; } = UnpacedDownload.Instance;

    public IDownloadOrder Order { get; init; } = PlannedOrder.Instance;

    /// <summary>Where objects are decoded, hashed and written; default on whichever thread their bytes came.</summary>
    public IDownloadWork Work { get; init; } = WorkInPlace.Instance;

    /// <summary>What back-off and stalls are measured with.</summary>
    public required TimeProvider Time { get; init; }
}
