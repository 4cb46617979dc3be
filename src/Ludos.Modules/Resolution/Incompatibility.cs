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

    /// <summary>Indices of two terms that are watched: while neither is true, nothing can follow. The same where there is one term.</summary>
    public (int First, int Second) Watched { get; set; }

    public bool IsDerived => Left is not null;

    /// <summary>Nothing is left to give way: the root is always there.</summary>
    public bool IsFinal => Terms.Length == 0 || (Terms.Length == 1 && Terms[0].Module.IsRoot);

    /// <summary>What follows from this and the cause of an assignment to <paramref name="module"/>.</summary>
    public Incompatibility Resolve(Incompatibility cause, SolverModule module)
    {
        var terms = new List<Term>(Terms.Length + cause.Terms.Length);
        foreach (Term term in Terms)
        {
            term.Module.TermIndex = terms.Count;
            terms.Add(term);
        }

        foreach (Term term in cause.Terms)
        {
            int at = term.Module.TermIndex;
            if (at < 0) terms.Add(term);
            else if (term.Module != module) terms[at] = term with { Set = term.Set & terms[at].Set };
            else terms[at] = term with { Set = term.Set | terms[at].Set };
        }

        foreach (Term term in Terms) term.Module.TermIndex = -1;
        int own = terms.FindIndex(term => term.Module == module);
        if (terms[own].Set == module.Universe) terms.RemoveAt(own);
        return new Incompatibility([.. terms], this, cause);
    }
}
