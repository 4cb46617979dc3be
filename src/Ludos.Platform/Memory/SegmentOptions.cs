namespace Ludos.Platform.Memory;

/// <summary>How a segment is backed.</summary>
public sealed record SegmentOptions
{
    public static SegmentOptions Default { get; } = new();

    /// <summary>Use an unlinked temporary file even where memfds exist. Default false; true is for tests and odd kernels.</summary>
    public bool ForceTemporaryFile { get; init; }

    /// <summary>Where a temporary file is made before it is unlinked. Default: the system's folder for temporary files.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();
}
