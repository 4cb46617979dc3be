namespace Ludos.Distribution;

/// <summary>Why a download did not end well.</summary>
public enum DownloadErrorCode
{
    /// <summary>Every source is gone: unreachable, or caught lying. What was fetched is kept.</summary>
    NoSource,

    /// <summary>Every source that is left answers that it has not this object.</summary>
    NotFound,

    /// <summary>The disk, a quota or a limit is used up. What was fetched before is kept.</summary>
    DiskFull,

    /// <summary>The objects' folder cannot be written.</summary>
    NotKept,

    /// <summary>The caller stopped it. What was fetched is kept.</summary>
    Cancelled,
}
