using Xunit;
using Xunit.Abstractions;

namespace Ludos.Wasm.Tests.Conformance;

/// <summary>The public WebAssembly scripts, one case a script.</summary>
public class SpecScriptTests(ITestOutputHelper output)
{
    private const int MostFailuresShown = 40;
    private static readonly ILookup<string, string> ListedLater = LaterList.Load();

    public static TheoryData<string> Scripts => [.. ScriptList.Load().ToRun];

    [ConformanceTheory]
    [MemberData(nameof(Scripts))]
    public void EveryAssertionHolds(string script)
    {
        var report = ScriptReports.Of(script);
        output.WriteLine($"{script}: {report.AssertionsRun} assertions run, {report.AssertionsPassed} passed, {report.AssertionsLater} later");
        var failures = report.Failures.ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} failed:\n{string.Join('\n', failures.Take(MostFailuresShown))}");
        Assert.True(report.Outcomes.Count > 0, "The script has no directives.");
    }

    [ConformanceTheory]
    [MemberData(nameof(Scripts))]
    public void WhatIsLeftForLaterIsListed(string script)
    {
        if (ConformanceData.Updating)
        {
            return;
        }

        var seen = ScriptReports.Of(script).Later.ToList();
        var listed = ListedLater[script].ToList();
        var unlisted = seen.Except(listed).Select(line => $"left out but not in {LaterList.FileName}: {line}");
        var stale = listed.Except(seen).Select(line => $"in {LaterList.FileName} but run: {line}");
        var differences = unlisted.Concat(stale).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(MostFailuresShown)));
        Assert.Equal(listed.Count, seen.Count);
    }
}
