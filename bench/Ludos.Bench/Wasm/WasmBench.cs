using System.Globalization;

namespace Ludos.Bench.Wasm;

/// <summary>Seven C kernels, compiled once, on our engine and on V8's optimising compiler: same bytes, same machine, turn by turn.</summary>
internal sealed class WasmBench : IBenchmark
{
    private const double MostTimesV8 = 1.3;
    private const int Rounds = 41;
    private const int QuickRounds = 5;
    private const long TargetNs = 20_000_000;
    private const long QuickTargetNs = 10_000_000;

    private static readonly string[] Kernels = ["matmul", "nbody", "sha256", "quicksort", "list", "indirect", "scan"];

    public string Name => "wasm";

    public string Summary => $"seven C kernels against Node's V8 (--no-liftoff): geometric mean <= {MostTimesV8.ToString(CultureInfo.InvariantCulture)}";

    public BenchReport Run(BenchOptions options)
    {
        var folder = Path.Combine(options.RepositoryRoot, "bench", "kernels");
        try
        {
            using var node = NodeServer.Start(folder);
            var contest = new KernelContest(node, folder, options.Quick ? QuickTargetNs : TargetNs, options.Quick ? QuickRounds : Rounds);
            var scores = new List<KernelScore>();
            foreach (var kernel in Kernels)
            {
                options.Progress($"wasm: {kernel} ({scores.Count + 1} of {Kernels.Length})");
                scores.Add(contest.Run(kernel));
            }

            return new BenchReport(Name, Figures(scores), [.. Checks(scores, node.Version)]);
        }
        catch (BenchmarkException problem)
        {
            return new BenchReport(Name, [], [new Check("both sides can run", false, problem.Message)]);
        }
    }

    private static List<Figure> Figures(List<KernelScore> scores)
    {
        var figures = scores.Select(score => Ratio(score.Kernel, score.ToV8)).ToList();
        figures.Add(new Figure("geometric mean", GeometricMean(scores.Select(score => Median(score.ToV8))), "times V8", AtMost: MostTimesV8));
        figures.Add(new Figure("geometric mean without fuel", GeometricMean(scores.Select(score => Median(score.UnmeteredToV8))), "times V8"));
        figures.Add(new Figure("fuel and interruption cost", (GeometricMean(scores.Select(score => Median(score.FuelCost))) - 1) * 100, "%", Spread: FuelSpread(scores)));
        return figures;
    }

    private static IEnumerable<Check> Checks(List<KernelScore> scores, string version)
    {
        yield return new Check("both sides can run", true, $"V8 {version}");
        foreach (var score in scores)
        {
            yield return new Check($"{score.Kernel} checksums equal", score.ChecksumsAgree, $"{score.Iterations} iterations a run");
        }
    }

    private static Figure Ratio(string kernel, double[] sorted) =>
        new(kernel, Median(sorted), "times V8", Spread: string.Create(CultureInfo.InvariantCulture, $"{sorted[0]:0.00} to {sorted[^1]:0.00}"));

    private static string FuelSpread(List<KernelScore> scores) => string.Join(
        ", ",
        scores.Select(score => string.Create(CultureInfo.InvariantCulture, $"{score.Kernel} {(Median(score.FuelCost) - 1) * 100:0.0}")));

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static double GeometricMean(IEnumerable<double> values) => Math.Exp(values.Average(Math.Log));
}
