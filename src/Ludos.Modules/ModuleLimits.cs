using Ludos.Trust;

namespace Ludos.Modules;

/// <summary>Bounds on everything that a module brings from outside. Sizes are in bytes unless named otherwise.</summary>
public static class ModuleLimits
{
    public const int MaxManifestBytes = 256 * 1024;
    public const int MaxManifestDepth = 8;
    public const int MaxCodeBytes = 64 * 1024 * 1024;
    public const int MaxFiles = TrustLimits.MaxFiles;
    public const int MaxPathBytes = TrustLimits.MaxPathBytes;
    public const int MaxPathDepth = TrustLimits.MaxPathDepth;

    /// <summary>Bytes of an id. With ".globals" after it, it still names a region.</summary>
    public const int MaxIdLength = TrustLimits.MaxModuleIdLength;
    public const int MaxNameLength = 48;

    /// <summary>Characters of a version range.</summary>
    public const int MaxRangeLength = 96;
    public const int MaxRegions = 64;
    public const int MaxFieldsPerRegion = 62;
    public const int MaxFieldCount = 1 << 24;
    public const int MaxCapacity = 1 << 26;
    public const long MaxRegionBytes = 128L * 1024 * 1024;
    public const int MaxSlots = 16;

    /// <summary>A front, a slot being filled and one that a reader or a probation holds.</summary>
    public const int DefaultSlots = 3;
    public const int MaxUnits = 32;
    public const int MaxRegionsPerUnit = 64;
    public const int MaxDependencies = 256;
    public const int MaxVariants = 16;
    public const int MaxPatterns = 64;
    public const int MaxAssetGroups = 256;

    /// <summary>Patterns of all groups together: each is held against each file.</summary>
    public const int MaxAssetPatterns = 512;
    public const int MaxAssetOrder = ushort.MaxValue;

    /// <summary>How far from 0 a place may lie, in the game's own units.</summary>
    public const double MaxPlace = 1e9;
    public const int MaxGrants = 16;

    /// <summary>Fuel of a unit whose manifest gives none: about 10 ms of tight loops on a slow core.</summary>
    public const long DefaultFuelPerTick = 10_000_000;
    public const long MaxFuelPerTick = 2_000_000_000;

    /// <summary>The one call of a unit's start entry may use this many ticks' fuel, up to <see cref="MaxStartFuel"/>.</summary>
    public const int StartFuelTicks = 60;
    public const long MaxStartFuel = 4_000_000_000;

    /// <summary>Linear memory of a module, in pages of 64 KiB: 256 MiB.</summary>
    public const uint MaxMemoryPages = 4096;

    /// <summary>Alignment of a window in linear memory.</summary>
    public const int AlignmentBytes = 16;
}
