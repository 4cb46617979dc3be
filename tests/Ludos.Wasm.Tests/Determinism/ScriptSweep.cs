using Ludos.Wasm.Tests.Conformance;
using Ludos.Wasm.Tests.Scripts;

namespace Ludos.Wasm.Tests.Determinism;

/// <summary>The specification's scripts about vectors and floats, run in one go.</summary>
internal static class ScriptSweep
{
    public static IEnumerable<string> Names => ConformanceData.Names().Where(script =>
        script.StartsWith('f') || script.StartsWith("simd", StringComparison.Ordinal) || script.StartsWith("conversions", StringComparison.Ordinal)
        || script.StartsWith("int_", StringComparison.Ordinal) || script is "i32.wast" or "i64.wast" || script.Contains("relaxed", StringComparison.Ordinal));

    /// <summary>What failed, and how many assertions held.</summary>
    public static (IReadOnlyList<string> Failures, int Held) Run(CompileOptions options)
    {
        var failures = new List<string>();
        var held = 0;
        foreach (var script in Names)
        {
            var outcomes = ScriptRunner.Run(script, ConformanceData.Read(script), options).Outcomes;
            held += outcomes.Count(entry => entry.Outcome.Kind == OutcomeKind.Passed);
            failures.AddRange(outcomes.Where(entry => entry.Outcome.Kind == OutcomeKind.Failed && SupersededList.ReasonFor(script, entry.Directive.At.Line) is null).Select(entry => $"{script}: {entry}"));
        }

        return (failures, held);
    }
}
