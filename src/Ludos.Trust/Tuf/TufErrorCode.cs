namespace Ludos.Trust;

/// <summary>Why repository metadata, or a target, was not accepted. Each attack that TUF names ends in one of these.</summary>
public enum TufErrorCode
{
    /// <summary>Not JSON, not UTF-8, too deep, a name twice in one object, or a number that canonical JSON has not.</summary>
    BadJson,

    /// <summary>A field is missing, of the wrong kind or out of its range.</summary>
    BadMetadata,

    /// <summary>Metadata of another role stands where this role's should be.</summary>
    WrongType,

    /// <summary>Written to another major version of the specification.</summary>
    UnsupportedSpecification,

    /// <summary>One key identifier signs twice.</summary>
    DuplicateSignature,

    /// <summary>Fewer different keys of the role signed than its threshold asks.</summary>
    TooFewSignatures,

    /// <summary>The version is not the one that was asked for.</summary>
    WrongVersion,

    /// <summary>Older than what was trusted before.</summary>
    Rollback,

    /// <summary>A role that the snapshot listed before is gone from it.</summary>
    RoleRemoved,

    /// <summary>Past its expiry at the refresh's reference time.</summary>
    Expired,

    /// <summary>The bytes have another digest than was signed.</summary>
    WrongHash,

    /// <summary>The bytes have another length than was signed.</summary>
    WrongLength,

    /// <summary>No hash algorithm that is known here.</summary>
    UnknownHash,

    /// <summary>A role is delegated to, but the snapshot does not list it.</summary>
    NotInSnapshot,

    /// <summary>No trusted role names the target.</summary>
    TargetNotFound,

    /// <summary>A search would visit more roles than <see cref="TufLimits.MaxVisitedRoles"/>.</summary>
    TooManyRoles,

    /// <summary>More new roots than <see cref="TufLimits.MaxRootRotations"/> in one refresh.</summary>
    TooManyRoots,

    /// <summary>The name of a target or role is empty, too long, or not a plain relative path.</summary>
    BadName,

    /// <summary>The source has no file of that name.</summary>
    NotFound,

    /// <summary>The source sends more bytes than were allowed.</summary>
    TooLarge,

    /// <summary>The source stalls, or sends slower than the least rate.</summary>
    TooSlow,

    /// <summary>The source cannot be reached, or answers with an error.</summary>
    Unreachable,

    /// <summary>There is no trusted root to begin with.</summary>
    NoTrustedRoot,

    /// <summary>A target was asked for before a refresh succeeded.</summary>
    NotRefreshed,

    /// <summary>The folder of trusted metadata cannot be read or written, or another process holds it.</summary>
    Storage,

    /// <summary>A key did not sign.</summary>
    NotSigned,
}
