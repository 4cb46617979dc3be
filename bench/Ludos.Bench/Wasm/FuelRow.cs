using System.Globalization;

namespace Ludos.Bench.Wasm;

/// <summary>What counting fuel and looking for an interrupt costs: the same kernels with and without, turn by turn, in both tiers.</summary>
internal sealed class FuelRow : IWasmRow
{
    private const double MostPercent = 6;
    private const int Rounds = 31;
    private const int QuickRounds = 5;
    private const long TargetNs = 20_000_000;
    private const long QuickTargetNs = 10_000_000;

    public string Name => "fuel";

    public void Run(WasmBenchContext context, RowTally tally)
    {
        (string Tier, KernelSide Metered, KernelSide Bare)[] tiers =
            [("guard", KernelSide.GuardWithFuel, KernelSide.Guard), ("explicit", KernelSide.ExplicitWithFuel, KernelSide.Explicit)];
        foreach (var (tier, metered, bare) in tiers)
        {
            var medians = new List<double>();
            foreach (var kernel in Kernels.All)
            {
                context.Progress($"fuel, {tier}, {kernel} ({medians.Count + 1} of {Kernels.All.Count})");
                var ratios = Ratios(Path.Combine(context.KernelFolder, kernel + ".wasm"), metered, bare, context.Quick);
                medians.Add(Spread.Median(ratios));
                tally.Add(new Figure($"{kernel}, {tier}", Percent(medians[^1]), "%", Spread: string.Create(CultureInfo.InvariantCulture, $"{Percent(ratios[0]):0.0} to {Percent(ratios[^1]):0.0}")));
            }

            tally.Add(new Figure($"geometric mean, {tier}", Percent(Spread.GeometricMean(medians)), "%", MostPercent));
        }
    }

    private static double Percent(double ratio) => (ratio - 1) * 100;

    private static double[] Ratios(string path, KernelSide meteredSide, KernelSide bareSide, bool quick)
    {
        using var metered = LocalKernel.Load(path, meteredSide);
        using var bare = LocalKernel.Load(path, bareSide);
        var iterations = 1;
        for (var target = quick ? QuickTargetNs : TargetNs; bare.Run(iterations).ElapsedNs < target / 2;)
        {
            iterations *= 2;
        }

        var ratios = new double[quick ? QuickRounds : Rounds];
        metered.Run(iterations);
        for (var round = 0; round < ratios.Length; round++)
        {
            var first = round % 2 == 0 ? metered.Run(iterations).ElapsedNs : 0;
            var without = bare.Run(iterations).ElapsedNs;
            ratios[round] = (double)(first > 0 ? first : metered.Run(iterations).ElapsedNs) / without;
        }

        Array.Sort(ratios);
        return ratios;
    }
}
