namespace Ludos.Modules;

/// <summary>The spelling of module ids, for readers of other documents that name modules.</summary>
public static class ModuleIds
{
    /// <summary>Lower-case letters and digits in parts joined by '.', '-' or '_', a letter first, at most <see cref="ModuleLimits.MaxIdLength"/>.</summary>
    public static bool IsId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return ManifestNames.IsId(id);
    }
}
