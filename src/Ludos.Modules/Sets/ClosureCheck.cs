using Ludos.State;

namespace Ludos.Modules;

/// <summary>
/// Whether a whole set of modules fits together, judged from its manifests alone, before any of it is switched or installed.
/// What only compiled code shows is left to <see cref="SwapCheck"/>.
/// </summary>
public static class ClosureCheck
{
    /// <summary>A set that is to be installed or started.</summary>
    /// <returns>Everything that does not fit, in a fixed order; empty when the set may be used.</returns>
    public static IReadOnlyList<DependencyCheck.Unmet> OfSet(IEnumerable<ModuleManifest> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        ModuleManifest[] all = [.. modules];
        List<DependencyCheck.Unmet> problems = [.. Repeated(all)];
        if (problems.Count > 0) return problems;
        problems.AddRange(DependencyCheck.Of(all));
        problems.AddRange(new RegionUse(all).Problems());
        return problems;
    }

    /// <summary>A set that is to take the place of one that runs, all modules between the same two ticks.</summary>
    /// <param name="running">Every module of the game as it runs.</param>
    /// <param name="after">Every module of the game as it would run: new versions, and those that stay.</param>
    /// <returns>Everything that forbids the switch, in a fixed order; empty when it may go ahead.</returns>
    public static IReadOnlyList<DependencyCheck.Unmet> OfSwitch(IEnumerable<ModuleManifest> running, IEnumerable<ModuleManifest> after)
    {
        ArgumentNullException.ThrowIfNull(running);
        ArgumentNullException.ThrowIfNull(after);
        ModuleManifest[] old = [.. running];
        ModuleManifest[] all = [.. after];
        List<DependencyCheck.Unmet> problems = [.. OfSet(all)];
        if (problems.Count > 0) return problems;
        problems.AddRange(Missing(old, all, "runs and is not in the new set", "Keep it, or start the game again."));
        problems.AddRange(Missing(all, old, "is new; a running game gets no further modules", "Start the game again to add it."));
        problems.AddRange(Regions(old, all));
        return problems;
    }

    private static IEnumerable<DependencyCheck.Unmet> Repeated(ModuleManifest[] all) =>
        from module in all
        group module by module.Id into versions
        where versions.Count() > 1
        select new DependencyCheck.Unmet($"{versions.Key} is there {versions.Count()} times: {string.Join(", ", versions.Select(module => module.Version))}.", "Keep one version.");

    private static IEnumerable<DependencyCheck.Unmet> Missing(ModuleManifest[] from, ModuleManifest[] other, string problem, string mend)
    {
        HashSet<string> ids = [.. other.Select(module => module.Id)];
        return from.Where(module => !ids.Contains(module.Id)).Select(module => new DependencyCheck.Unmet($"{module.Id} {module.Version} {problem}.", mend));
    }

    /// <summary>A region may pass from one module to another; its content may not change its shape while the game runs.</summary>
    private static IEnumerable<DependencyCheck.Unmet> Regions(ModuleManifest[] running, ModuleManifest[] after)
    {
        const string mend = "Start the game again to change regions.";
        Dictionary<string, (ModuleManifest Module, RegionSchema Schema)> declared = Declared(after).ToDictionary(declaration => declaration.Schema.Name, StringComparer.Ordinal);
        foreach ((ModuleManifest module, RegionSchema schema) in Declared(running))
        {
            if (!declared.Remove(schema.Name, out (ModuleManifest Module, RegionSchema Schema) now))
            {
                yield return new DependencyCheck.Unmet($"The region {schema.Name} of {module.Id} {module.Version} is in no module of the new set.", mend);
                continue;
            }

            foreach (string line in RegionSchema.Difference(schema, now.Schema))
            {
                yield return new DependencyCheck.Unmet($"The region {schema.Name} of {module.Id} {module.Version} is another in {now.Module.Id} {now.Module.Version}: {line}.", mend);
            }
        }

        foreach ((ModuleManifest module, RegionSchema schema) in declared.Values)
        {
            yield return new DependencyCheck.Unmet($"The region {schema.Name} of {module.Id} {module.Version} is new.", mend);
        }
    }

    private static IEnumerable<(ModuleManifest Module, RegionSchema Schema)> Declared(ModuleManifest[] modules) =>
        modules.SelectMany(module => module.Regions.Select(region => (module, region.Schema)));
}
