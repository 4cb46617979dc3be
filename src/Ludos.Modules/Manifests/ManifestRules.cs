namespace Ludos.Modules;

/// <summary>Rules that hold between the parts of a manifest.</summary>
internal static class ManifestRules
{
    /// <summary>Two regions of one module whose windows would be the same export.</summary>
    public static void CheckWindows(ManifestNode root, ModuleManifest manifest)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (UnitDeclaration unit in manifest.Units)
        {
            foreach (string region in unit.Reads.Concat(unit.ReadsPrevious).Concat(unit.Writes))
            {
                string export = ReservedNames.WindowExport(region);
                if (!owners.TryAdd(export, region) && owners[export] != region)
                {
                    throw root.Required("units").BadTogether($"names the regions \"{owners[export]}\" and \"{region}\", whose windows are both the export {export}.", "Rename one of the two regions.");
                }
            }
        }
    }
}
