using Ludos.Wasm.Tests.Scripts;
using Xunit;

namespace Ludos.Wasm.Tests.Conformance;

/// <summary>The scripts about floats once more, with every NaN that arithmetic makes canonical.</summary>
public class CanonicalNanScriptTests
{
    public static TheoryData<string> Scripts => [.. ConformanceData.Names().Where(IsAboutFloats)];

    [ConformanceTheory]
    [MemberData(nameof(Scripts))]
    public void EveryAssertionHolds(string script)
    {
        var report = ScriptRunner.Run(script, ConformanceData.Read(script), new CompileOptions { CanonicalNaN = true });
        var failures = report.Outcomes.Where(outcome => outcome.Outcome.Kind == OutcomeKind.Failed).ToList();
        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(10)));
        Assert.Contains(report.Outcomes, outcome => outcome.Outcome.Kind == OutcomeKind.Passed);
    }

    // What is left out says the same again with several or wide memories.
    private static bool IsAboutFloats(string script) =>
        script is not ("float_exprs0.wast" or "float_exprs1.wast" or "float_memory0.wast" or "float_memory64.wast") && (
        script.StartsWith('f') || script.StartsWith("simd_f", StringComparison.Ordinal) || script.StartsWith("conversions", StringComparison.Ordinal)
        || script.Contains("relaxed", StringComparison.Ordinal) || script.StartsWith("select", StringComparison.Ordinal));
}
