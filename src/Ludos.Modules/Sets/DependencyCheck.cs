using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>Whether the modules of a game meet each other's dependencies. Nothing is fetched: what is not there is said.</summary>
public static class DependencyCheck
{
    /// <summary>A dependency that is not met.</summary>
    /// <param name="Problem">One sentence that names both modules and the range.</param>
    /// <param name="Mend">One sentence that says what to do.</param>
    public sealed record Unmet(string Problem, string Mend);

    /// <param name="modules">All modules and mods of the game, each id once.</param>
    /// <returns>Every dependency that is not met, in the order given; empty when all are.</returns>
    public static IReadOnlyList<Unmet> Of(IEnumerable<ModuleManifest> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        ModuleManifest[] all = [.. modules];
        Dictionary<string, SemanticVersion> versions = all.ToDictionary(manifest => manifest.Id, manifest => manifest.Version, StringComparer.Ordinal);
        var unmet = new List<Unmet>();
        foreach (ModuleManifest manifest in all)
        {
            foreach (Dependency dependency in manifest.Dependencies)
            {
                if (!versions.TryGetValue(dependency.Id, out SemanticVersion? version))
                {
                    unmet.Add(new Unmet($"{manifest.Id} {manifest.Version} needs {dependency.Id} {dependency.Range}, which the game does not have.", $"Add {dependency.Id} to the game's modules."));
                }
                else if (!dependency.Range.Satisfies(Comparable(version)))
                {
                    unmet.Add(new Unmet($"{manifest.Id} {manifest.Version} needs {dependency.Id} {dependency.Range}; the game has {version}.", $"Use a version of {dependency.Id} in that range."));
                }
            }
        }

        return unmet;
    }

    private static NuGetVersion Comparable(SemanticVersion version) => new(version.Major, version.Minor, version.Patch, version.ReleaseLabels, version.Metadata);
}
