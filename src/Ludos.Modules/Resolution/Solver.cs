using Ludos.Base;

namespace Ludos.Modules;

/// <summary>
/// PubGrub: derive what must follow; where nothing follows, decide on a version of one module; where statements collide, learn
/// from the collision why, and go back to the first decision that the lesson touches. Deterministic.
/// </summary>
internal sealed class Solver(SolverModules modules)
{
    /// <summary>Conflicts after which the order of decisions follows them.</summary>
    private const int HardConflicts = 5_000;

    /// <summary>How much less a conflict counts with each that comes after it.</summary>
    private const double Fading = 0.95;

    /// <summary>Past this all blame is scaled down, long before numbers end.</summary>
    private const double MaxBlame = 1e100;

    private readonly PartialSolution _solution = new();
    private readonly Queue<SolverModule> _changed = new();

    private double _blame = 1;

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
            Watch(incompatibility, 0, incompatibility.Terms.Length - 1);
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

    /// <summary>Has an incompatibility looked at whenever one of two of its terms may become true. Where it was watched before is seen when next looked at.</summary>
    private static void Watch(Incompatibility incompatibility, int first, int second)
    {
        incompatibility.Watched = (first, second);
        incompatibility.Terms[first].Module.Watching.Add(incompatibility);
        if (second != first) incompatibility.Terms[second].Module.Watching.Add(incompatibility);
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
            if (Collision(module) is not { } collision) continue;
            Incompatibility learnt = ResolveConflict(collision);
            if (learnt.IsFinal) return learnt;
            if (ConflictCount > ResolutionLimits.MaxConflicts) return null;

            // What was derived above the level gone back to is gone; below it everything had been derived.
            while (_changed.TryDequeue(out SolverModule? dropped)) dropped.IsQueued = false;
            int open = Array.FindIndex(learnt.Terms, term => !term.Module.Current.IsSubsetOf(term.Set));
            Watch(learnt, open, _solution.LastTrue(learnt, open));
            Derive(learnt.Terms[open], learnt);
        }

        return null;
    }

    /// <summary>Derives what follows from a module's change.</summary>
    /// <returns>An incompatibility whose terms are all true; null where there is none.</returns>
    private Incompatibility? Collision(SolverModule module)
    {
        List<Incompatibility> watching = module.Watching;
        int kept = watching.Count;
        Incompatibility? collision = null;

        // The newest say most: they were learnt from the collisions of older ones.
        for (int index = watching.Count - 1; index >= 0; index--)
        {
            Incompatibility incompatibility = watching[index];
            (int first, int second) = incompatibility.Watched;
            if (incompatibility.Terms[first].Module != module && incompatibility.Terms[second].Module != module) continue;
            watching[--kept] = incompatibility;
            if (collision is not null) continue;
            (int own, int other) = incompatibility.Terms[first].Module == module ? (first, second) : (second, first);
            Term term = incompatibility.Terms[own];
            if (!module.Current.IsSubsetOf(term.Set))
            {
                // Of a single term that is open, the opposite always follows.
                if (own == other && module.Current.Overlaps(term.Set)) Derive(term, incompatibility);
                continue;
            }

            if (Elsewhere(incompatibility, own, other))
            {
                kept++;
                continue;
            }

            Term last = incompatibility.Terms[other];
            if (last.Module.Current.IsSubsetOf(last.Set)) collision = incompatibility;
            else if (last.Module.Current.Overlaps(last.Set)) Derive(last, incompatibility);
        }

        watching.RemoveRange(0, kept);
        return collision;
    }

    /// <summary>Watches another term that is not true in place of one that is.</summary>
    private static bool Elsewhere(Incompatibility incompatibility, int own, int other)
    {
        Term[] terms = incompatibility.Terms;
        for (int index = 0; index < terms.Length; index++)
        {
            if (index == own || index == other || terms[index].Module.Current.IsSubsetOf(terms[index].Set)) continue;
            incompatibility.Watched = (index, other);
            terms[index].Module.Watching.Add(incompatibility);
            return true;
        }

        return false;
    }

    private void Derive(Term open, Incompatibility cause)
    {
        _solution.Derive(open.Module, open.Set.Complement(open.Module.Universe), cause);
        Enqueue(open.Module);
    }

    /// <summary>Follows a collision back until one decision alone gives way, and takes the solution back to before it.</summary>
    private Incompatibility ResolveConflict(Incompatibility conflict)
    {
        ConflictCount++;
        _blame /= Fading;
        Blame(conflict);
        while (!conflict.IsFinal)
        {
            (PartialSolution.Assignment satisfier, _, int previousLevel) = _solution.Satisfier(conflict);
            if (satisfier.Cause is null || previousLevel < satisfier.Level)
            {
                _solution.BackTo(previousLevel);
                return conflict;
            }

            Blame(satisfier.Cause);
            conflict = conflict.Resolve(satisfier.Cause, satisfier.Module);
        }

        return conflict;
    }

    private void Blame(Incompatibility part)
    {
        foreach (Term term in part.Terms) term.Module.Activity += _blame;
        if (_blame < MaxBlame) return;
        foreach (SolverModule module in modules.All) module.Activity /= MaxBlame;
        _blame /= MaxBlame;
    }

    /// <summary>
    /// Of the modules that are needed and not decided: what has one version left, then what can stay as it is locked, then in
    /// the order met. When that has led from conflict to conflict for long, what had most to do with them goes before.
    /// </summary>
    private SolverModule? Next()
    {
        bool isHard = ConflictCount > HardConflicts;
        SolverModule? best = null;
        int bestRank = 0;
        foreach (SolverModule module in _solution.Open)
        {
            int rank = (module.Current.Count == 1 ? 0 : 2) + (module.KeepsLocked ? 0 : 1);
            if (best is not null && (rank > bestRank || (rank == bestRank && !Precedes(module, best, isHard)))) continue;
            best = module;
            bestRank = rank;
        }

        return best;
    }

    private static bool Precedes(SolverModule module, SolverModule other, bool isHard) =>
        isHard && module.Activity != other.Activity ? module.Activity > other.Activity : module.Order < other.Order;
}
