namespace Ludos.Wasm.Tests.Scripts;

/// <summary>What came of one directive.</summary>
internal sealed record DirectiveOutcome(Directive Directive, Outcome Outcome);

/// <summary>What came of one script.</summary>
internal sealed record ScriptReport(string Script, IReadOnlyList<DirectiveOutcome> Outcomes)
{
    /// <summary>Assertions that were carried out, whatever came of them.</summary>
    public int AssertionsRun => Outcomes.Count(entry => entry.Directive.IsAssertion && entry.Outcome.Kind is (OutcomeKind.Passed or OutcomeKind.Failed));

    public int AssertionsPassed => Outcomes.Count(entry => entry.Directive.IsAssertion && entry.Outcome.Kind == OutcomeKind.Passed);

    /// <summary>Assertions of which a later version of the standard says the opposite.</summary>
    public IEnumerable<string> Superseded => Outcomes
        .Where(entry => entry.Outcome.Kind == OutcomeKind.Superseded)
        .Select(entry => $"{Script}:{entry.Directive.At.Line}: {entry.Outcome.Detail}");

    /// <summary>Failed directives of any form, as <c>script:line:column: why</c>.</summary>
    public IEnumerable<string> Failures => Outcomes
        .Where(entry => entry.Outcome.Kind == OutcomeKind.Failed)
        .Select(entry => $"{Script}:{entry.Directive.At}: {entry.Outcome.Detail}");
}
