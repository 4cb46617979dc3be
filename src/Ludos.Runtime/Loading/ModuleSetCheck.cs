using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.World;

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

        var unmet = DependencyCheck.Of(modules.Select(module => module.Prepared.Package.Manifest));
        return unmet.Count == 0 ? null : new Fault<GameErrorCode>(GameErrorCode.MissingDependency, unmet[0].Problem, unmet[0].Mend);
    }
}
