using Xunit;
using Xunit.Abstractions;

namespace Ludos.Wasm.Tests.Conformance;

/// <summary>The public WebAssembly scripts, one case a script and tier.</summary>
public class SpecScriptTests(ITestOutputHelper output)
{
    private const int MostFailuresShown = 40;

    public static TheoryData<string, string> Scripts
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var script in ConformanceData.Names())
            {
                foreach (var tier in Tiers.All)
                {
                    cases.Add(script, tier);
                }
            }

            return cases;
        }
    }

    [ConformanceTheory]
    [MemberData(nameof(Scripts))]
    public void EveryAssertionHolds(string script, string tier)
    {
        var report = ScriptReports.Of(script, tier);
        output.WriteLine($"{script}, {tier}: {report.AssertionsRun} assertions run, {report.AssertionsPassed} passed");
        var failures = report.Failures.ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} failed:\n{string.Join('\n', failures.Take(MostFailuresShown))}");
        Assert.True(report.Outcomes.Count > 0, "The script has no directives.");
    }
}
