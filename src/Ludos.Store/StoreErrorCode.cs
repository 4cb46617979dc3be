namespace Ludos.Store;

/// <summary>Why the store, a codec or a plan could not do what was asked.</summary>
public enum StoreErrorCode
{
    /// <summary>The store has no such object.</summary>
    NotFound,

    /// <summary>What is kept, or what came, is not what its digest says. Nothing of it is handed out.</summary>
    Damaged,

    /// <summary>A record, map or patch breaks a rule of its format.</summary>
    Malformed,

    /// <summary>Larger than a limit, or than it was said to be.</summary>
    TooLarge,

    /// <summary>The object is sealed, and no key, or another one, was handed in.</summary>
    KeyNeeded,

    /// <summary>The disk, the user's quota or the process's file size limit is used up. What was acknowledged before stays.</summary>
    DiskFull,

    /// <summary>The store's own quota is used up.</summary>
    QuotaUsedUp,

    /// <summary>Others use the store in a way that this cannot go beside.</summary>
    Busy,

    /// <summary>Owner or mode forbid it.</summary>
    Denied,

    /// <summary>This machine lacks what the encoding needs.</summary>
    Unsupported,

    /// <summary>The disk or the system failed otherwise.</summary>
    Failed,
}
