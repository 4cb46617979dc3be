namespace Ludos.Platform.Files;

/// <summary>Why a file or a folder could not be used.</summary>
public enum FileErrorCode
{
    /// <summary>It is not there.</summary>
    NotFound,

    /// <summary>Something of that name is there already.</summary>
    Exists,

    /// <summary>Owner or mode forbid it.</summary>
    Denied,

    /// <summary>Another process holds the folder.</summary>
    Busy,

    /// <summary>The disk, the quota or the process's file size limit is used up.</summary>
    DiskFull,

    /// <summary>The disk or the system failed otherwise.</summary>
    Failed,
}
