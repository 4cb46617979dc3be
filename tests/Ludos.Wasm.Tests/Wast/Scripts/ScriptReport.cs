namespace Ludos.Wasm.Tests.Wast.Scripts;

/// <summary>What came of one directive.</summary>
internal sealed record DirectiveOutcome(Directive Directive, Outcome Outcome);

/// <summary>What came of one script.</summary>
internal sealed record ScriptReport(string Script, IReadOnlyList<DirectiveOutcome> Outcomes)
{
    /// <summary>Assertions that were carried out, whatever came of them.</summary>
    public int AssertionsRun => Outcomes.Count(entry => entry.Directive.IsAssertion && entry.Outcome.Kind != OutcomeKind.Later);

    public int AssertionsPassed => Outcomes.Count(entry => entry.Directive.IsAssertion && entry.Outcome.Kind == OutcomeKind.Passed);

    public int AssertionsLater => Outcomes.Count(entry => entry.Directive.IsAssertion && entry.Outcome.Kind == OutcomeKind.Later);

    /// <summary>Failed directives of any form, as <c>script:line:column: why</c>.</summary>
    public IEnumerable<string> Failures => Outcomes
        .Where(entry => entry.Outcome.Kind == OutcomeKind.Failed)
        .Select(entry => $"{Script}:{entry.Directive.At}: {entry.Outcome.Detail}");

    /// <summary>Modules whose text was adapted, as <c>script:line:column</c>.</summary>
    public IEnumerable<string> Adapted(Adaptation adaptation) =>
        Outcomes.Where(entry => entry.Outcome.Adaptation == adaptation).Select(entry => $"{Script}:{entry.Directive.At}");

    /// <summary>
    /// Directives of any form that need a later proposal. Neighbours that need the same one share a line:
    /// <c>script:line:column..line:column count proposal</c>.
    /// </summary>
    public IEnumerable<string> Later
    {
        get
        {
            for (var first = 0; first < Outcomes.Count;)
            {
                var outcome = Outcomes[first].Outcome;
                var end = first + 1;
                while (end < Outcomes.Count && Outcomes[end].Outcome == outcome)
                {
                    end++;
                }

                if (outcome.Kind == OutcomeKind.Later)
                {
                    yield return $"{Script}:{Outcomes[first].Directive.At}..{Outcomes[end - 1].Directive.At} {end - first} {outcome.Detail}";
                }

                first = end;
            }
        }
    }
}
