using System.Collections.Concurrent;
using Ludos.Wasm.Tests.Scripts;

namespace Ludos.Wasm.Tests.Conformance;

/// <summary>Runs each script once a tier, for all tests that ask about it.</summary>
internal static class ScriptReports
{
    private static readonly ConcurrentDictionary<(string Script, string Tier), Lazy<ScriptReport>> Reports = new();

    public static ScriptReport Of(string script, string tier) =>
        Reports.GetOrAdd((script, tier), key => new Lazy<ScriptReport>(() => Run(key.Script, key.Tier))).Value;

    private static ScriptReport Run(string script, string tier)
    {
        var report = ScriptRunner.Run(script, ConformanceData.Read(script), Tiers.Options(tier));
        return report with { Outcomes = [.. report.Outcomes.Select(entry => entry with { Outcome = Judge(script, entry) })] };
    }

    private static Outcome Judge(string script, DirectiveOutcome entry) => (SupersededList.ReasonFor(script, entry.Directive.At.Line), entry.Outcome.Kind) switch
    {
        (null, _) => entry.Outcome,
        ({ } reason, OutcomeKind.Failed) => Outcome.Superseded(reason),
        _ => Outcome.Failed($"holds, but {SupersededList.FileName} says that a later version of the standard says the opposite"),
    };
}
