using System.Collections.Immutable;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>Why a module is in a set.</summary>
/// <param name="Module">The module asked about.</param>
/// <param name="NeededBy">Everyone that needs it, in ordinal order of ids, the root first.</param>
/// <param name="Path">The shortest way from the root to the module; of several the first in ordinal order.</param>
public sealed record DependencyReason(LockedModule Module, ImmutableArray<DependencyNeed> NeededBy, ImmutableArray<DependencyNeed> Path);

/// <summary>One module's need of another.</summary>
/// <param name="Id">Who needs; null for the root.</param>
/// <param name="Version">Its version; null for the root.</param>
/// <param name="Dependency">What it needs.</param>
public sealed record DependencyNeed(string? Id, SemanticVersion? Version, Dependency Dependency);

/// <summary>Answers "why is this here" from a lockfile alone.</summary>
public static class DependencyPaths
{
    /// <returns>Null where the lockfile does not have the module, or nothing leads to it.</returns>
    public static DependencyReason? To(Lockfile lockfile, string id)
    {
        ArgumentNullException.ThrowIfNull(lockfile);
        ArgumentNullException.ThrowIfNull(id);
        if (lockfile.Find(id) is not { } module) return null;
        Dictionary<string, DependencyNeed> reachedBy = Reach(lockfile);
        if (!reachedBy.TryGetValue(id, out DependencyNeed? step)) return null;
        var path = new List<DependencyNeed> { step };
        while (step.Id is { } before)
        {
            step = reachedBy[before];
            path.Add(step);
        }

        path.Reverse();
        return new DependencyReason(module, [.. Needs(lockfile).Where(need => need.Dependency.Id == id)], [.. path]);
    }

    /// <summary>Breadth first, so that the way to each module is a shortest one.</summary>
    private static Dictionary<string, DependencyNeed> Reach(Lockfile lockfile)
    {
        var reachedBy = new Dictionary<string, DependencyNeed>(StringComparer.Ordinal);
        var pending = new Queue<DependencyNeed>(lockfile.Roots.Select(root => new DependencyNeed(null, null, root)));
        while (pending.TryDequeue(out DependencyNeed? need))
        {
            if (!reachedBy.TryAdd(need.Dependency.Id, need) || lockfile.Find(need.Dependency.Id) is not { } module) continue;
            foreach (Dependency dependency in module.Dependencies) pending.Enqueue(new DependencyNeed(module.Id, module.Version, dependency));
        }

        return reachedBy;
    }

    private static IEnumerable<DependencyNeed> Needs(Lockfile lockfile) =>
        lockfile.Roots.Select(root => new DependencyNeed(null, null, root))
            .Concat(lockfile.Modules.SelectMany(module => module.Dependencies.Select(dependency => new DependencyNeed(module.Id, module.Version, dependency))));
}
