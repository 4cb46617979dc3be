using System.Collections.Immutable;

namespace Ludos.Modules;

/// <summary>The words for facts and conclusions.</summary>
internal sealed class StatementText(string rootName, SolverModules modules)
{
    private const int MaxRuns = 3;

    private readonly SortedSet<string> _advice = new(StringComparer.Ordinal);

    /// <summary>What could be done, gathered from the facts that were told.</summary>
    public string Advice => _advice.Count == 0 ? "Loosen one of the ranges, or leave one of the modules out." : string.Join(' ', _advice);

    /// <summary>A dependency, and whether anything is there to meet it.</summary>
    public string Fact(Incompatibility fact)
    {
        (SolverModule target, Dependency dependency) = (fact.Target!, fact.Dependency!);
        string wanted = dependency.RangeText == ManifestVersions.AnyVersion ? $"any version of {dependency.Id}" : $"{dependency.Id} {dependency.RangeText}";
        string sentence = $"{Subject(fact.Terms[0])} depends on {wanted}";
        if (fact.Terms.Length > 1) return sentence;
        if (fact.Terms[0].Module == target) return $"{sentence}, itself of another version";
        return $"{sentence}, {Absence(target, dependency)}";
    }

    /// <summary>What an incompatibility says, as a sentence without its end.</summary>
    public string Conclusion(Incompatibility conclusion)
    {
        if (conclusion.IsFinal) return $"{rootName} cannot have what it asks for";
        Term[] needing = [.. conclusion.Terms.Where(term => term.Set.ExcludesAbsent)];
        Term[] needed = [.. conclusion.Terms.Where(term => !term.Set.ExcludesAbsent)];
        if (needing.Length > 1) needing = [.. needing.Where(term => !term.Module.IsRoot)];
        string alternatives = string.Join(" or ", needed.Select(term => $"{term.Module.Id} {Versions(term.Module, term.Set.Complement(term.Module.Universe))}"));
        if (needing.Length == 0) return $"{rootName} needs {alternatives}";
        string subject = string.Join(" and ", needing.Select(Subject));
        if (needed.Length == 0 && needing.Length == 1 && IsEvery(needing[0])) return $"no version of {needing[0].Module.Id} can be used";
        if (needed.Length == 0) return needing.Length == 1 ? $"{subject} cannot be used" : $"{subject} cannot be used together";
        return needing.Length == 1 ? $"{subject} needs {alternatives}" : $"{subject} together need {alternatives}";
    }

    private string Absence(SolverModule target, Dependency dependency)
    {
        int prereleases = Enumerable.Range(1, target.BitCount - 1).Count(bit => target.Version(bit).IsPrerelease && dependency.Range.Satisfies(target.Version(bit)));
        ImmutableArray<ModuleCandidate> yanked = modules.Yanked.TryGetValue(target.Id, out ImmutableArray<ModuleCandidate> known) ? known : [];
        ModuleCandidate? taken = yanked.FirstOrDefault(candidate => dependency.Range.Satisfies(SolverModules.Comparable(candidate.Version)));
        if (prereleases > 0)
        {
            _advice.Add($"{target.Id} has prereleases in {dependency.RangeText}: allow prereleases to take one.");
            return "of which there are only prereleases";
        }

        if (taken is not null) return $"of which {taken.Version} was yanked ({ManifestNode.Printable(taken.Yanked!)})";
        if (target.BitCount > 1) return $"of which there {(target.BitCount > 2 ? "are" : "is")} only {Versions(target, VersionSet.Of(VersionSet.Absent, target.BitCount).Complement(target.Universe))}";
        _advice.Add($"Check the spelling of {target.Id}.");
        return "which does not exist";
    }

    private string Subject(Term term)
    {
        if (term.Module.IsRoot) return rootName;
        return IsEvery(term) ? $"every version of {term.Module.Id}" : $"{term.Module.Id} {Versions(term.Module, term.Set)}";
    }

    private static bool IsEvery(Term term) => term.Set.Count == term.Module.BitCount - 1 && term.Set.Count > 1;

    /// <summary>The versions in a set, as few intervals between versions that there are.</summary>
    private static string Versions(SolverModule module, VersionSet set)
    {
        var runs = new List<string>();
        int bit = module.BitCount - 1;
        while (bit >= 1)
        {
            if (!set.Contains(bit))
            {
                bit--;
                continue;
            }

            int oldest = bit;
            while (bit > 1 && set.Contains(bit - 1)) bit--;
            runs.Add(oldest == bit ? $"{module.Version(bit)}" : $"[{module.Version(oldest)},{module.Version(bit)}]");
            bit--;
        }

        if (runs.Count == 0) return "of no version";
        return runs.Count <= MaxRuns ? string.Join(" or ", runs) : $"{string.Join(", ", runs.Take(MaxRuns))} or {runs.Count - MaxRuns} more";
    }
}
