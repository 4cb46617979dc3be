namespace Ludos.Platform.Memory;

/// <summary>Why a segment of shared memory could not be made or mapped.</summary>
public enum SegmentErrorCode
{
    /// <summary>The machine, the container or the file system has not that much memory left.</summary>
    OutOfMemory,

    /// <summary>The size is not positive, or past <see cref="SharedSegment.MaxSizeBytes"/>.</summary>
    BadSize,

    /// <summary>A received descriptor is smaller than announced, or its other side could still shrink it.</summary>
    Untrustworthy,

    /// <summary>This platform cannot do it.</summary>
    Unsupported,

    /// <summary>The operating system refused; the message carries its words.</summary>
    System,
}
