namespace Ludos.Platform;

/// <summary>Why a per-user folder cannot be used.</summary>
public enum UserFolderErrorCode
{
    /// <summary>A link, somebody else's, or open to others.</summary>
    Unsafe,

    /// <summary>It could not be made.</summary>
    System,
}
