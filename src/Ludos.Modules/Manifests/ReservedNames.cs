namespace Ludos.Modules;

/// <summary>Names of regions and their spelling as exports.</summary>
public static class ReservedNames
{
    public const string MemorySuffix = ".memory";
    public const string GlobalsSuffix = ".globals";

    /// <summary>The region that holds what the world has seen of an external region: the external region's name and this.</summary>
    public const string SeenSuffix = ".seen";

    internal const string PointerPrefix = "window_";

    /// <summary>The exported i32 constant that gives a region's window: <c>region_</c> and the name, its dots as underscores.</summary>
    public static string WindowExport(string region)
    {
        ArgumentNullException.ThrowIfNull(region);
        return "region_" + region.Replace('.', '_');
    }

    /// <summary>The exported i32 constant that gives the address of the word that the host keeps the region's address in: <c>window_</c> and the name, its dots as underscores.</summary>
    public static string PointerExport(string region)
    {
        ArgumentNullException.ThrowIfNull(region);
        return PointerPrefix + region.Replace('.', '_');
    }

    /// <summary>Whether only the host may declare a region of this name.</summary>
    public static bool IsReserved(string region)
    {
        ArgumentNullException.ThrowIfNull(region);
        return region == ModuleManifest.InputName
            || region.EndsWith(MemorySuffix, StringComparison.Ordinal)
            || region.EndsWith(SeenSuffix, StringComparison.Ordinal)
            || region.EndsWith(GlobalsSuffix, StringComparison.Ordinal);
    }
}
