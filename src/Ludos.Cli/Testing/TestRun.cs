using System.Globalization;
using System.Xml.Linq;

namespace Ludos.Cli.Testing;

/// <summary>What one suite did.</summary>
internal sealed record TestRun(string Suite, int Passed, int Failed, IReadOnlyList<(string Name, string Reason)> Skipped, IReadOnlyList<(string Name, string Reason)> Failures)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static TestRun One(string suite, bool passed, string reason) =>
        new(suite, passed ? 1 : 0, passed ? 0 : 1, [], passed ? [] : [(suite, reason)]);

    /// <summary>Reads a .trx result file. A file without a single result counts as one failure: a suite that ran nothing proves nothing.</summary>
    public static TestRun FromTrx(string suite, string path)
    {
        if (!File.Exists(path))
        {
            return One(suite, false, "the test host wrote no results; it crashed or could not start");
        }

        var results = XDocument.Load(path).Descendants(Trx + "UnitTestResult").ToList();
        var failures = results.Where(result => Outcome(result) is not ("Passed" or "NotExecuted")).Select(Reason).ToList();
        var skipped = results.Where(result => Outcome(result) == "NotExecuted").Select(Reason).ToList();
        var passed = results.Count - failures.Count - skipped.Count;
        return results.Count == 0 ? One(suite, false, "no test ran") : new TestRun(suite, passed, failures.Count, skipped, failures);
    }

    public string Summary(TimeSpan took) =>
        string.Create(CultureInfo.InvariantCulture, $"  {(Failed == 0 ? "ok  " : "FAIL")} {Suite}: {Passed} passed, {Failed} failed, {Skipped.Count} skipped ({took.TotalSeconds:0} s)");

    private static string Outcome(XElement result) => result.Attribute("outcome")?.Value ?? "Failed";

    private static (string Name, string Reason) Reason(XElement result) =>
        (result.Attribute("testName")!.Value, string.Join(' ', result.Descendants(Trx + "Message").Concat(result.Descendants(Trx + "StdOut")).Select(text => text.Value.Trim()).Take(1)));
}
