using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Runtime.World;
using NuGet.Versioning;

namespace Ludos.Runtime.Loading;

/// <summary>Whether modules fit together as a whole: every id once, every dependency met.</summary>
internal static class ModuleSetCheck
{
    public static Fault<GameErrorCode>? Problem(ImmutableArray<LoadedModule> modules)
    {
        foreach (var group in modules.GroupBy(module => module.Prepared.Package.Manifest.Id, StringComparer.Ordinal))
        {
            if (group.Count() > 1)
            {
                return new Fault<GameErrorCode>(GameErrorCode.BadGame, $"Module '{group.Key}' is there twice: {string.Join(" and ", group.Select(module => module.Source))}.", "Leave one of them out.");
            }
        }

        var versions = modules.ToDictionary(module => module.Prepared.Package.Manifest.Id, module => module.Prepared.Package.Manifest.Version, StringComparer.Ordinal);
        foreach (var manifest in modules.Select(module => module.Prepared.Package.Manifest))
        {
            foreach (var dependency in manifest.Dependencies)
            {
                if (!versions.TryGetValue(dependency.Id, out var version))
                {
                    return new Fault<GameErrorCode>(GameErrorCode.MissingDependency, $"{manifest.Id} needs {dependency.Id} {dependency.Range}, which the game does not have.", $"Add {dependency.Id} to the game's modules.");
                }

                if (!dependency.Range.Satisfies(new NuGetVersion(version.Major, version.Minor, version.Patch, version.ReleaseLabels, version.Metadata)))
                {
                    return new Fault<GameErrorCode>(GameErrorCode.MissingDependency, $"{manifest.Id} needs {dependency.Id} {dependency.Range}; the game has {version}.", $"Use a version of {dependency.Id} in that range.");
                }
            }
        }

        return null;
    }
}
