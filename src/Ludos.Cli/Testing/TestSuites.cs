using System.Text.RegularExpressions;
using Ludos.Platform.Processes;

namespace Ludos.Cli.Testing;

/// <summary>The steps of `./ludos test`, each a suite with its own line.</summary>
internal sealed partial class TestSuites(string root, bool all, Action<string> log)
{
    private static readonly TimeSpan SuiteTimeout = TimeSpan.FromMinutes(12);
    private static readonly TimeSpan SlowSuiteTimeout = TimeSpan.FromMinutes(60);
    private static readonly string[] SmokeBenchmarks = ["tick", "pulse", "swap", "torn", "wasm", "start", "state", "distribution"];

    private readonly string _results = Path.Combine(root, "artifacts", "test-results");

    public IEnumerable<(string Name, Func<TestRun> Run)> Steps()
    {
        yield return ("format", Format);
        foreach (var project in Directory.EnumerateDirectories(Path.Combine(root, "tests"), "Ludos.*.Tests").Order(StringComparer.Ordinal))
        {
            var suite = Path.GetFileName(project);
            yield return (suite, () => Xunit(suite));
        }

        foreach (var game in Directory.EnumerateDirectories(Path.Combine(root, "games")).Order(StringComparer.Ordinal).Where(IsGame))
        {
            yield return ($"headless {Path.GetFileName(game)}", () => Headless(game));
        }

        foreach (var benchmark in all ? SmokeBenchmarks : [])
        {
            yield return ($"bench {benchmark} --quick", () => Benchmark(benchmark));
        }
    }

    private static bool IsGame(string folder) =>
        File.Exists(Path.Combine(folder, "game.json")) || Directory.EnumerateFiles(folder, "*.wasm").Any();

    private TestRun Format()
    {
        var format = ChildProcess.Capture("dotnet", ["format", "whitespace", root, "--folder", "--verify-no-changes", "--exclude", "artifacts", "web"], SuiteTimeout, root);
        return format.TryGet(out var output, out var fault)
            ? TestRun.One("format", output.ExitCode == 0, output.Output + output.Error + "\nMend: dotnet format whitespace . --folder")
            : TestRun.One("format", false, fault.ToString());
    }

    private TestRun Xunit(string suite)
    {
        Directory.CreateDirectory(_results);
        var trx = Path.Combine(_results, suite + ".trx");
        File.Delete(trx);
        var assembly = Path.Combine(root, "artifacts", "bin", suite, "release", suite + ".dll");
        string[] filter = all ? [] : ["--filter", "Category!=Slow"];
        var run = ChildProcess.Capture("dotnet", ["test", assembly, "--logger", $"trx;LogFileName={suite}.trx", "--results-directory", _results, "--blame-hang-timeout", "10m", .. filter], all ? SlowSuiteTimeout : SuiteTimeout, root);
        if (!run.TryGet(out var output, out var fault))
        {
            return TestRun.One(suite, false, fault.ToString());
        }

        File.WriteAllText(Path.Combine(_results, suite + ".log"), output.Output + output.Error);
        var result = TestRun.FromTrx(suite, trx);
        return output.ExitCode != 0 && result.Failed == 0
            ? TestRun.One(suite, false, $"the test host exited {output.ExitCode}; see artifacts/test-results/{suite}.log")
            : result;
    }

    /// <summary>A sample game runs ten seconds of play twice and must reach the same state both times.</summary>
    private TestRun Headless(string game)
    {
        var name = $"headless {Path.GetFileName(game)}";
        var first = Play(game);
        var second = Play(game);
        if (first.ExitCode != 0)
        {
            return TestRun.One(name, false, $"exit {first.ExitCode}: {first.Error}");
        }

        var isHash = HashLine().IsMatch(first.Output);
        return TestRun.One(name, isHash && first.Output == second.Output, $"two runs differ, or printed no hash: '{first.Output.Trim()}' and '{second.Output.Trim()}'");
    }

    private CapturedOutput Play(string game)
    {
        var target = File.Exists(Path.Combine(game, "game.json")) ? game : Directory.EnumerateFiles(game, "*.wasm").Order(StringComparer.Ordinal).First();
        var program = Path.Combine(root, "artifacts", "bin", "Ludos.Cli", "release", "ludos.dll");
        var run = ChildProcess.Capture("dotnet", [program, "play", target, "--headless", "--frames", "600", "--hash", "*", "--at", "1,600"], SuiteTimeout, root);
        return run.TryGet(out var output, out var fault) ? output : new CapturedOutput(ExitCode.Failed, "", fault.ToString());
    }

    private TestRun Benchmark(string benchmark)
    {
        log($"bench {benchmark} --quick ...");
        var program = Path.Combine(root, "artifacts", "bin", "Ludos.Bench", "release", "Ludos.Bench.dll");
        var run = ChildProcess.Capture("dotnet", [program, benchmark, "--quick"], SlowSuiteTimeout, root);
        return run.TryGet(out var output, out var fault)
            ? TestRun.One($"bench {benchmark} --quick", output.ExitCode == 0, output.Output + output.Error)
            : TestRun.One($"bench {benchmark} --quick", false, fault.ToString());
    }

    [GeneratedRegex("^600 [0-9a-f]{64}$", RegexOptions.Multiline)]
    private static partial Regex HashLine();
}
