namespace Ludos.Modules;

/// <summary>What is decided and derived so far, in order, so that it can be taken back to any level of decisions.</summary>
internal sealed class PartialSolution
{
    private readonly List<Assignment> _trail = [];
    private readonly List<SolverModule> _open = [];

    /// <summary>Decisions beyond the root's.</summary>
    public int Level { get; private set; } = -1;

    /// <summary>Modules that are needed and not decided, in no order.</summary>
    public IReadOnlyList<SolverModule> Open => _open;

    public void Decide(SolverModule module, int bit)
    {
        Level++;
        module.Decided = bit;
        Add(module, VersionSet.Of(bit, module.BitCount), null);
    }

    public void Derive(SolverModule module, VersionSet set, Incompatibility cause) => Add(module, set, cause);

    /// <summary>Takes back every assignment above a level.</summary>
    public void BackTo(int level)
    {
        while (_trail.Count > 0 && _trail[^1].Level > level)
        {
            Assignment last = _trail[^1];
            _trail.RemoveAt(_trail.Count - 1);
            last.Module.Current = last.Before;
            last.Module.LastAssignment = last.Previous;
            if (last.Cause is null) last.Module.Decided = -1;
            Place(last.Module);
        }

        Level = level;
    }

    /// <summary>The assignment that made the last of an incompatibility's terms true, and the highest level among those that it needs.</summary>
    public (Assignment Satisfier, Term Term, int PreviousLevel) Satisfier(Incompatibility incompatibility)
    {
        int satisfier = -1;
        Term satisfied = default;
        int previousLevel = 0;
        foreach (Term term in incompatibility.Terms)
        {
            int at = Earliest(term.Module, term.Set);
            if (at <= satisfier)
            {
                previousLevel = Math.Max(previousLevel, _trail[at].Level);
                continue;
            }

            if (satisfier >= 0) previousLevel = Math.Max(previousLevel, _trail[satisfier].Level);
            satisfier = at;
            satisfied = term;
        }

        Assignment last = _trail[satisfier];
        if (!last.Set.IsSubsetOf(satisfied.Set))
        {
            VersionSet rest = satisfied.Set | last.Set.Complement(last.Module.Universe);
            previousLevel = Math.Max(previousLevel, _trail[Earliest(last.Module, rest)].Level);
        }

        return (last, satisfied, previousLevel);
    }

    /// <summary>Index of the term that was made true last: the first to be open again when the solution goes back.</summary>
    public int LastTrue(Incompatibility incompatibility, int except)
    {
        int last = except;
        int lastAt = -1;
        for (int index = 0; index < incompatibility.Terms.Length; index++)
        {
            if (index == except) continue;
            int at = Earliest(incompatibility.Terms[index].Module, incompatibility.Terms[index].Set);
            if (at <= lastAt) continue;
            lastAt = at;
            last = index;
        }

        return last;
    }

    private void Add(SolverModule module, VersionSet set, Incompatibility? cause)
    {
        _trail.Add(new Assignment(module, set, module.Current, module.LastAssignment, Level, cause));
        module.LastAssignment = _trail.Count - 1;
        module.Current &= set;
        Place(module);
    }

    /// <summary>Keeps <see cref="Open"/> true of a module that changed.</summary>
    private void Place(SolverModule module)
    {
        bool isOpen = module.Decided < 0 && module.Current.ExcludesAbsent;
        if (isOpen == module.OpenIndex >= 0) return;
        if (isOpen)
        {
            module.OpenIndex = _open.Count;
            _open.Add(module);
            return;
        }

        SolverModule last = _open[^1];
        _open[module.OpenIndex] = last;
        last.OpenIndex = module.OpenIndex;
        _open.RemoveAt(_open.Count - 1);
        module.OpenIndex = -1;
    }

    /// <summary>The first assignment after which a module lies in a set; it does now.</summary>
    private int Earliest(SolverModule module, VersionSet set)
    {
        int at = module.LastAssignment;
        while (_trail[at].Previous >= 0 && _trail[at].Before.IsSubsetOf(set)) at = _trail[at].Previous;
        return at;
    }

    /// <summary>A decision, or what follows from an incompatibility whose other terms are true.</summary>
    /// <param name="Before">What the module could be before.</param>
    /// <param name="Previous">Index of the module's assignment before this; -1 = none.</param>
    /// <param name="Cause">Null for a decision.</param>
    internal sealed record Assignment(SolverModule Module, VersionSet Set, VersionSet Before, int Previous, int Level, Incompatibility? Cause);
}
