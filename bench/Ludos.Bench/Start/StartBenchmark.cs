using Ludos.Base;
using Ludos.Platform;
using Ludos.Platform.Processes;

namespace Ludos.Bench.Start;

/// <summary>From the command to the end of the sample game's first frame, as a person would run it.</summary>
internal sealed class StartBenchmark : IBenchmark
{
    private const int Runs = 7;
    private const int QuickRuns = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public string Name => "start";

    public string Summary => "./ludos play games/shoal --headless --frames 1, after a build: wall time, median of several";

    public BenchReport Run(BenchOptions options)
    {
        var clock = new MonotonicClock();
        var seconds = new List<double>();
        var problem = Once(options.RepositoryRoot);
        for (var run = 0; run < (options.Quick ? QuickRuns : Runs) && problem.Length == 0; run++)
        {
            var startNs = clock.NowNs;
            problem = Once(options.RepositoryRoot);
            seconds.Add((clock.NowNs - startNs) / 1e9);
        }

        return new BenchReport(
            Name,
            [new Figure("start to first frame", Percentile.Of(seconds, 0.5), "s", AtMost: 1.2, Spread: seconds.Count == 0 ? "" : $"{seconds.Min():0.00} to {seconds.Max():0.00}")],
            [new Check("every run ended well", problem.Length == 0, problem)]);
    }

    private static string Once(string root)
    {
        var isWindows = OperatingSystem.IsWindows();
        var command = Path.Combine(root, isWindows ? "ludos.cmd" : "ludos");
        return ChildProcess.Capture(command, ["play", Path.Combine("games", "shoal"), "--headless", "--frames", "1"], Limit, root).TryGet(out var output, out var fault)
            ? output.ExitCode == 0 ? "" : $"exit code {output.ExitCode}: {output.Error}"
            : fault.ToString();
    }
}
