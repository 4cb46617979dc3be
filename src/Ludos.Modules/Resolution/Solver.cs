using Ludos.Base;

namespace Ludos.Modules;

/// <summary>
/// PubGrub: derive what must follow; where nothing follows, decide on a version of one module; where statements collide, learn
/// from the collision why, and go back to the first decision that the lesson touches. Deterministic.
/// </summary>
internal sealed class Solver(SolverModules modules)
{
    private readonly PartialSolution _solution = new();
    private readonly Queue<SolverModule> _changed = new();

    public int ConflictCount { get; private set; }

    /// <returns>Null where every module that is needed is decided; the final conflict where that cannot be; or a fault.</returns>
    public async ValueTask<Result<Incompatibility?, ResolveErrorCode>> Run(CancellationToken cancellation)
    {
        SolverModule? next = modules.Root;
        while (next is not null)
        {
            cancellation.ThrowIfCancellationRequested();
            int bit = next.Choice;
            var learnt = await Expand(next, bit, cancellation).ConfigureAwait(false);
            if (!learnt.TryGet(out bool collides, out Fault<ResolveErrorCode>? fault)) return fault;
            if (!collides)
            {
                _solution.Decide(next, bit);
            }

            Enqueue(next);
            if (Propagate() is { } conflict) return conflict;
            if (ConflictCount > ResolutionLimits.MaxConflicts) return new Fault<ResolveErrorCode>(ResolveErrorCode.TooHard, $"No set of versions was found in {ConflictCount} conflicts.", "Ask for narrower ranges, or update fewer modules at once.");
            next = Next();
        }

        return (Incompatibility?)null;
    }

    /// <summary>Learns what a version depends on.</summary>
    /// <returns>Whether deciding on it would collide at once with what is known.</returns>
    private async ValueTask<Result<bool, ResolveErrorCode>> Expand(SolverModule module, int bit, CancellationToken cancellation)
    {
        bool collides = false;
        var dependencies = module.Candidate(bit).Dependencies;
        for (int index = 0; index < dependencies.Length; index++)
        {
            if (!module.Expanded.Add((bit, index))) continue;
            var known = await modules.Get(dependencies[index].Id, cancellation).ConfigureAwait(false);
            if (!known.TryGet(out SolverModule? target, out Fault<ResolveErrorCode>? fault)) return fault;
            if (OfDependency(module, bit, index, target) is not { } incompatibility) continue;
            Learn(incompatibility);
            collides |= incompatibility.Terms.All(term => term.Module == module || term.Module.Current.IsSubsetOf(term.Set));
        }

        return collides;
    }

    private static Incompatibility? OfDependency(SolverModule module, int bit, int index, SolverModule target)
    {
        Dependency dependency = module.Candidate(bit).Dependencies[index];
        VersionSet dependents = module.WithSameDependency(bit, index);
        VersionSet refused = target.In(dependency.Range).Complement(target.Universe);
        if (target == module)
        {
            VersionSet broken = dependents & refused;
            return broken.IsEmpty ? null : new Incompatibility([new Term(module, broken)], dependency, target);
        }

        var subject = new Term(module, dependents);
        return new Incompatibility(refused == target.Universe ? [subject] : [subject, new Term(target, refused)], dependency, target);
    }

    private static void Learn(Incompatibility incompatibility)
    {
        foreach (Term term in incompatibility.Terms) term.Module.Incompatibilities.Add(incompatibility);
    }

    private void Enqueue(SolverModule module)
    {
        if (module.IsQueued) return;
        module.IsQueued = true;
        _changed.Enqueue(module);
    }

    /// <returns>The final conflict, or null where everything that follows is derived.</returns>
    private Incompatibility? Propagate()
    {
        while (_changed.TryDequeue(out SolverModule? module))
        {
            module.IsQueued = false;

            // The newest say most: they were learnt from the collisions of older ones.
            for (int index = module.Incompatibilities.Count - 1; index >= 0; index--)
            {
                Incompatibility incompatibility = module.Incompatibilities[index];
                if (!Follows(incompatibility, out Term open)) continue;
                if (open.Module is null)
                {
                    Incompatibility learnt = ResolveConflict(incompatibility);
                    if (learnt.IsFinal || ConflictCount > ResolutionLimits.MaxConflicts) return learnt.IsFinal ? learnt : null;
                    while (_changed.TryDequeue(out SolverModule? dropped)) dropped.IsQueued = false;
                    _ = Follows(learnt, out open);
                    incompatibility = learnt;
                    Derive(open, incompatibility);
                    break;
                }

                Derive(open, incompatibility);
            }
        }

        return null;
    }

    private void Derive(Term open, Incompatibility cause)
    {
        _solution.Derive(open.Module, open.Set.Complement(open.Module.Universe), cause);
        Enqueue(open.Module);
    }

    /// <summary>Whether all of an incompatibility's terms are true, or all but one, whose opposite then follows.</summary>
    /// <param name="open">The one that is neither true nor false; without a module where all are true.</param>
    private static bool Follows(Incompatibility incompatibility, out Term open)
    {
        open = default;
        foreach (Term term in incompatibility.Terms)
        {
            VersionSet current = term.Module.Current;
            if (current.IsSubsetOf(term.Set)) continue;
            if (open.Module is not null || !current.Overlaps(term.Set)) return false;
            open = term;
        }

        return true;
    }

    /// <summary>Follows a collision back until one decision alone gives way, and takes the solution back to before it.</summary>
    private Incompatibility ResolveConflict(Incompatibility conflict)
    {
        ConflictCount++;
        bool isNew = false;
        while (!conflict.IsFinal)
        {
            (PartialSolution.Assignment satisfier, _, int previousLevel) = _solution.Satisfier(conflict);
            if (satisfier.Cause is null || previousLevel < satisfier.Level)
            {
                _solution.BackTo(previousLevel);
                foreach (Term term in conflict.Terms) term.Module.ConflictCount++;
                if (isNew) Learn(conflict);
                return conflict;
            }

            conflict = conflict.Resolve(satisfier.Cause, satisfier.Module);
            isNew = true;
        }

        return conflict;
    }

    /// <summary>
    /// Of the modules that are needed and not decided: what has one version left, what can stay as it is locked, what causes
    /// conflicts, then in the order met.
    /// </summary>
    private SolverModule? Next()
    {
        SolverModule? best = null;
        (int, int, int) bestRank = default;
        foreach (SolverModule module in modules.All)
        {
            if (module.Decided >= 0 || !module.Current.ExcludesAbsent) continue;
            (int, int, int) rank = (module.Current.Count == 1 ? 0 : 1, module.KeepsLocked ? 0 : 1, -module.ConflictCount);
            if (best is not null && rank.CompareTo(bestRank) >= 0) continue;
            best = module;
            bestRank = rank;
        }

        return best;
    }
}
