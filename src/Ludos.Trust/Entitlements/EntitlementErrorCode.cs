namespace Ludos.Trust;

/// <summary>Why something may not be used, or a document about it was not taken.</summary>
public enum EntitlementErrorCode
{
    /// <summary>Not a document of this kind.</summary>
    Malformed,

    /// <summary>No key that may sign it did.</summary>
    Forged,

    /// <summary>No receipt for this module.</summary>
    NoReceipt,

    /// <summary>The receipt names another user.</summary>
    NotYours,

    /// <summary>The store has taken it back.</summary>
    Revoked,

    /// <summary>It is dated later than now.</summary>
    FutureDated,

    /// <summary>The machine's clock stands before a time that was already seen.</summary>
    ClockRolledBack,

    /// <summary>The store has not been heard of for longer than <see cref="EntitlementLimits.OfflineGrace"/>.</summary>
    GraceOver,

    /// <summary>The store has not answered this book yet.</summary>
    NeverAsked,

    /// <summary>An older snapshot than the one that is kept.</summary>
    Replayed,

    /// <summary>A snapshot that has expired.</summary>
    Expired,

    /// <summary>More than a limit allows.</summary>
    TooMany,

    /// <summary>The ledger does not know the receipt.</summary>
    Unknown,

    /// <summary>A move that the receipt's state does not allow: transferred twice, refunded too late.</summary>
    IllegalMove,

    /// <summary>The receipt carries no key for this generation of the module's sealed content.</summary>
    NoContentKey,
}
