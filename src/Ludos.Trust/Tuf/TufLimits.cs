namespace Ludos.Trust;

/// <summary>Bounds on what a repository may make a client read, keep and compute. Immutable.</summary>
public sealed record TufLimits
{
    /// <summary>Nesting of JSON objects and lists.</summary>
    public const int MaxJsonDepth = 32;

    /// <summary>Keys that one role may have, and signatures in one file.</summary>
    public const int MaxKeys = 256;

    /// <summary>Characters of a PEM or hexadecimal public key.</summary>
    public const int MaxKeyLength = 4096;

    /// <summary>Hexadecimal digits of one signature.</summary>
    public const int MaxSignatureLength = 4096;

    /// <summary>Bytes of a role's name in UTF-8.</summary>
    public const int MaxRoleNameBytes = 256;

    /// <summary>Bytes of a target's path in UTF-8.</summary>
    public const int MaxTargetPathBytes = 1024;

    /// <summary>The largest version and threshold: what every JSON reader holds exactly.</summary>
    public const long MaxInteger = (1L << 53) - 1;

    public static TufLimits Default { get; } = new();

    public int MaxRootBytes { get; init; } = 512 * 1024;

    public int MaxTimestampBytes { get; init; } = 16 * 1024;

    /// <summary>Room for about 60,000 roles with lengths and digests.</summary>
    public int MaxSnapshotBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>For targets and for each delegated role.</summary>
    public int MaxTargetsBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>New roots that one refresh follows. They are kept as they come, so the next refresh goes on.</summary>
    public int MaxRootRotations { get; init; } = 256;

    /// <summary>Delegated roles that one search visits.</summary>
    public int MaxVisitedRoles { get; init; } = 32;
}
