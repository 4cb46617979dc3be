using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Cli.Setup;
using Ludos.Cli.Testing;
using Ludos.Platform;

namespace Ludos.Cli.Commands;

/// <summary>Formatting, every test project, and the sample games headless; ends with one line of totals.</summary>
internal static class TestCommand
{
    private const string ConformanceVariable = "LUDOS_CONFORMANCE";

    public static Command Build()
    {
        var all = new Option<bool>("--all") { Description = "The slower suites too: long fuzzing, benchmark smoke runs. Fails when conformance data is absent." };
        var only = new Option<string?>("--only") { Description = "Run only the suites whose name contains this text." };
        var command = new Command("test", "Run everything CI runs.") { all, only };
        command.SetAction(parsed => Run(parsed.GetValue(all), parsed.GetValue(only)));
        return command;
    }

    private static int Run(bool all, string? only)
    {
        if (!Checkout.Root().TryGet(out var root, out var fault))
        {
            Terminal.Error(fault.ToString());
            return ExitCode.ResourceUnavailable;
        }

        var missing = PackageInstaller.Ensure(Tool.All.Where(tool => tool.NeededByTests));
        var runs = RunSuites(new TestSuites(root, all, Console.WriteLine), only, new MonotonicClock());
        runs.AddRange(Gate(root, all, missing, runs));
        var failed = runs.Sum(run => run.Failed);
        var skipped = runs.SelectMany(run => run.Skipped).ToList();
        foreach (var (name, reason) in runs.SelectMany(run => run.Failures))
        {
            Console.WriteLine($"FAILED {name}: {reason}");
        }

        foreach (var (name, reason) in skipped)
        {
            Console.WriteLine($"skipped {name}: {reason}");
        }

        Console.WriteLine($"Tests: {runs.Sum(run => run.Passed)} passed, {failed} failed{(skipped.Count > 0 ? $", {skipped.Count} skipped" : "")}");
        return failed == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static List<TestRun> RunSuites(TestSuites suites, string? only, IClock clock)
    {
        var runs = new List<TestRun>();
        foreach (var (name, step) in suites.Steps().Where(step => only is null || step.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            var startNs = clock.NowNs;
            var run = step();
            runs.Add(run);
            Console.WriteLine(run.Summary(TimeSpan.FromMilliseconds((clock.NowNs - startNs) / 1e6)));
        }

        return runs;
    }

    /// <summary>Skips that must not pass for success: conformance data under --all, and in CI whatever CI could have installed.</summary>
    private static IEnumerable<TestRun> Gate(string root, bool all, IReadOnlyList<Tool> missing, List<TestRun> runs)
    {
        var conformance = Environment.GetEnvironmentVariable(ConformanceVariable) is { Length: > 0 } named ? named : Path.Combine(root, "..", "shared", "conformance");
        if (all && !Directory.Exists(conformance))
        {
            yield return TestRun.One("conformance data", false, $"{conformance} is absent; set {ConformanceVariable} to the folder with the public test vectors");
        }

        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            foreach (var tool in missing)
            {
                yield return TestRun.One($"package for {tool.Name}", false, "CI could not install it, so what needs it did not run");
            }

            var skipped = runs.SelectMany(run => run.Skipped).Where(skip => Directory.Exists(conformance) || !skip.Reason.Contains("conformance", StringComparison.OrdinalIgnoreCase)).ToList();
            foreach (var (name, reason) in skipped)
            {
                yield return TestRun.One($"not skipped in CI: {name}", false, reason);
            }
        }
    }
}
