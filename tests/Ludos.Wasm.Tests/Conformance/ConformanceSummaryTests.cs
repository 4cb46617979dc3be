using System.Globalization;
using System.Text;
using Ludos.Wasm.Tests.Scripts;
using Xunit;
using Xunit.Abstractions;

namespace Ludos.Wasm.Tests.Conformance;

/// <summary>That nothing of the suite is left out unsaid, and the figures that the reference page gives.</summary>
public class ConformanceSummaryTests(ITestOutputHelper output)
{
    private static string PagePath => Path.Combine(ConformanceData.Root, "docs", "reference", "wasm-conformance.md");

    /// <summary>Every script is run in every tier, and every assertion but the superseded ones is judged.</summary>
    [ConformanceFact]
    public void NothingIsLeftOut()
    {
        foreach (var tier in Tiers.All)
        {
            var outcomes = ConformanceData.Names().SelectMany(name => ScriptReports.Of(name, tier).Outcomes).Where(entry => entry.Directive.IsAssertion).ToList();
            Assert.Equal(SupersededList.Count, outcomes.Count(entry => entry.Outcome.Kind == OutcomeKind.Superseded));
            Assert.Equal(outcomes.Count - SupersededList.Count, outcomes.Count(entry => entry.Outcome.Kind == OutcomeKind.Passed));
        }
    }

    [ConformanceFact]
    public void TheReferencePageGivesTheFigures()
    {
        var page = Page();
        output.WriteLine(page);
        if (ConformanceData.Updating)
        {
            File.WriteAllText(PagePath, page);
        }

        Assert.Equal(File.ReadAllText(PagePath), page);
    }

    private static string Page()
    {
        var names = ConformanceData.Names();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # WebAssembly conformance

            Written by the tests of Ludos.Wasm from the public WebAssembly 3.0 core scripts and the threads proposal's;
            set `{ConformanceData.UpdateVariable}=1` and run them to renew it.

            | bounds tier | scripts | assertions run | passed | superseded |
            |---|---:|---:|---:|---:|

            """);
        foreach (var tier in Tiers.All)
        {
            var reports = names.Select(name => ScriptReports.Of(name, tier)).ToList();
            text.Append(CultureInfo.InvariantCulture, $"| {tier} | {reports.Count} | {reports.Sum(report => report.AssertionsRun)} | {reports.Sum(report => report.AssertionsPassed)} | {reports.Sum(report => report.Superseded.Count())} |\n");
        }

        text.Append("\nSuperseded: the threads proposal's scripts were written for core 1.0; these assertions are the opposite of what core 3.0's scripts assert.\n\n");
        foreach (var superseded in names.SelectMany(name => ScriptReports.Of(name, Tiers.Explicit).Superseded))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {superseded}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n| script | {string.Join(" | ", Tiers.All)} |\n|---|{string.Concat(Tiers.All.Select(_ => "---:|"))}\n");
        foreach (var name in names)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", Tiers.All.Select(tier => Cell(ScriptReports.Of(name, tier))))} |\n");
        }

        return text.ToString();
    }

    private static string Cell(ScriptReport report) => $"{report.AssertionsPassed} of {report.AssertionsRun}";
}
