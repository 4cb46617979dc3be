namespace Ludos.Modules;

/// <summary>A statement about one module: what it is lies in the set.</summary>
internal readonly record struct Term(SolverModule Module, VersionSet Set);

/// <summary>
/// Statements that cannot all be true. Either a fact of the catalogue (a dependency) or derived from two others, so that what
/// cannot be has a proof that can be told.
/// </summary>
internal sealed class Incompatibility
{
    /// <summary>A fact: <paramref name="dependency"/> of some versions, the first of the terms.</summary>
    public Incompatibility(Term[] terms, Dependency dependency, SolverModule target)
    {
        Terms = terms;
        Dependency = dependency;
        Target = target;
    }

    /// <summary>A conclusion.</summary>
    public Incompatibility(Term[] terms, Incompatibility left, Incompatibility right)
    {
        Terms = terms;
        Left = left;
        Right = right;
    }

    /// <summary>At most one a module.</summary>
    public Term[] Terms { get; }

    public Dependency? Dependency { get; }

    /// <summary>The module that is depended on.</summary>
    public SolverModule? Target { get; }

    public Incompatibility? Left { get; }

    public Incompatibility? Right { get; }

    public bool IsDerived => Left is not null;

    /// <summary>Nothing is left to give way: the root is always there.</summary>
    public bool IsFinal => Terms.Length == 0 || (Terms.Length == 1 && Terms[0].Module.IsRoot);

    /// <summary>What follows from this and the cause of an assignment to <paramref name="module"/>.</summary>
    public Incompatibility Resolve(Incompatibility cause, SolverModule module)
    {
        var terms = new List<Term>(Terms.Length + cause.Terms.Length);
        foreach (Term term in Terms)
        {
            int other = Array.FindIndex(cause.Terms, candidate => candidate.Module == term.Module);
            if (other < 0) terms.Add(term);
            else if (term.Module != module) terms.Add(term with { Set = term.Set & cause.Terms[other].Set });
            else if ((term.Set | cause.Terms[other].Set) is var either && either != module.Universe) terms.Add(term with { Set = either });
        }

        foreach (Term term in cause.Terms)
        {
            if (!Array.Exists(Terms, candidate => candidate.Module == term.Module)) terms.Add(term);
        }

        return new Incompatibility([.. terms], this, cause);
    }
}
