using System.Globalization;
using System.Text;
using Ludos.Wasm.Tests.Wast.Scripts;
using Ludos.Wasm.Tests.Wast.Syntax;
using Xunit;
using Xunit.Abstractions;

namespace Ludos.Wasm.Tests.Conformance;

/// <summary>That nothing of the suite is left out unsaid, and the figures that the reference page gives.</summary>
public class ConformanceSummaryTests(ITestOutputHelper output)
{
    private static string PagePath => Path.Combine(ConformanceData.Root, "docs", "reference", "wasm-conformance.md");

    [ConformanceFact]
    public void EveryScriptIsListed()
    {
        var listed = ScriptList.Load().Proposals.Keys.ToHashSet(StringComparer.Ordinal);
        var present = ConformanceData.Names();
        Assert.NotEmpty(present);
        Assert.Empty(present.Except(listed));
        Assert.Empty(listed.Except(present));
    }

    /// <summary>A script is left for later only when none of its modules is within the feature set. The threads proposal's copies of core scripts are not judged: scripts.txt says why.</summary>
    [ConformanceFact]
    public void ScriptsLeftForLaterHaveNothingToRun()
    {
        var runnable =
            from entry in ScriptList.Load().Proposals
            where entry.Value is not null and not Proposal.Threads
            from directive in ScriptReader.Read(ConformanceData.Read(entry.Key))
            where directive is ModuleDirective { Source: TextSource { Fields.Count: > 0 } } module && ModuleLoader.Decode(module.Source).Stage == Stage.Done
            select $"{entry.Key}:{directive.At} is within the feature set";
        Assert.Empty(runnable);
    }

    [ConformanceFact]
    public void TheReferencePageGivesTheFigures()
    {
        var list = ScriptList.Load();
        var reports = list.ToRun.Select(ScriptReports.Of).ToList();
        var page = Page(list, reports);
        output.WriteLine(page);
        if (ConformanceData.Updating)
        {
            File.WriteAllText(PagePath, page);
            LaterList.Save(reports.SelectMany(report => report.Later));
        }

        Assert.Equal(File.ReadAllText(PagePath), page);
    }

    private static string Page(ScriptList list, List<ScriptReport> reports)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # WebAssembly conformance

            Written by the tests of Ludos.Wasm from the public WebAssembly 3.0 core scripts; set `{ConformanceData.UpdateVariable}=1` and run them to renew it.
            Feature set: MVP, mutable globals, sign extension, saturating truncation, multi-value, bulk memory, reference types, extended constant expressions.

            - Scripts run: {reports.Count} of {list.Proposals.Count}
            - Assertions run: {reports.Sum(report => report.AssertionsRun)}
            - Assertions passed: {reports.Sum(report => report.AssertionsPassed)}
            - Assertions in these scripts that need a later proposal: {reports.Sum(report => report.AssertionsLater)}, each listed in `tests/Ludos.Wasm.Tests/Conformance/{LaterList.FileName}`

            | script | run | passed | later |
            |---|---:|---:|---:|

            """);
        foreach (var report in reports)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {report.Script} | {report.AssertionsRun} | {report.AssertionsPassed} | {report.AssertionsLater} |\n");
        }

        Adapted(text, "tags left out (nothing in them throws)", reports, Adaptation.TagsLeftOut);
        Adapted(text, "typed function references read as plain ones (such a module stays valid and behaves the same)", reports, Adaptation.ReferencesErased);
        text.Append("\nScripts left for later, by the proposal they need:\n\n");
        foreach (var group in list.Proposals.Where(entry => entry.Value is not null).GroupBy(entry => entry.Value!).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {group.Key} ({group.Count()}): {string.Join(", ", group.Select(entry => entry.Key))}\n");
        }

        return text.ToString();
    }

    private static void Adapted(StringBuilder text, string how, List<ScriptReport> reports, Adaptation adaptation)
    {
        text.Append(CultureInfo.InvariantCulture, $"\nValid modules run with {how}:\n\n");
        foreach (var module in reports.SelectMany(report => report.Adapted(adaptation)))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {module}\n");
        }
    }
}
