namespace Ludos.Distribution;

/// <summary>Bounds on documents that come from a registry. Sizes are in bytes unless named otherwise.</summary>
public static class DistributionLimits
{
    /// <summary>A module's index, with every version that it ever had.</summary>
    public const int MaxIndexBytes = 4 * 1024 * 1024;

    /// <summary>Versions in an index.</summary>
    public const int MaxVersions = 4096;

    /// <summary>A release, with its patches.</summary>
    public const int MaxReleaseBytes = 4 * 1024 * 1024;

    /// <summary>Patches that a release offers.</summary>
    public const int MaxPatches = 16_384;

    /// <summary>A chunk map.</summary>
    public const int MaxMapBytes = 16 * 1024 * 1024;

    /// <summary>A bundle: statement, certificates and the log's proof.</summary>
    public const int MaxBundleBytes = 1024 * 1024;

    /// <summary>Characters of a version's text.</summary>
    public const int MaxVersionLength = 64;

    /// <summary>Characters of a version range.</summary>
    public const int MaxRangeLength = 96;

    /// <summary>Characters of a publisher's name.</summary>
    public const int MaxPublisherLength = 40;

    /// <summary>Characters of the reason why a version was taken back.</summary>
    public const int MaxReasonLength = 200;

    /// <summary>Key generations of protected files.</summary>
    public const int MaxKeyGeneration = int.MaxValue;

    /// <summary>The record of an installed set.</summary>
    public const int MaxSetBytes = 8 * 1024 * 1024;

    /// <summary>Modules of one set.</summary>
    public const int MaxSetModules = 4096;

    /// <summary>Characters of a registry's address.</summary>
    public const int MaxAddressLength = 300;
}
