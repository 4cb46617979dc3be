using System.Globalization;
using Ludos.Wasm;

namespace Ludos.Bench.Wasm;

/// <summary>C kernels, compiled once, on our engine and on V8's optimising compiler: same bytes, same machine, turn by turn.</summary>
internal sealed class KernelRow : IWasmRow
{
    private const double MostTimesV8Guard = 1.00;
    private const double MostTimesV8Explicit = 1.12;
    private const double MostTimesV8OfAny = 1.5;
    private const int Rounds = 31;
    private const int QuickRounds = 5;
    private const long TargetNs = 20_000_000;
    private const long QuickTargetNs = 10_000_000;
    private const double NsPerMs = 1e6;

    private static readonly (KernelSide Side, double? MostOfMean, double? MostOfAny)[] Sides =
    [
        (KernelSide.Guard, MostTimesV8Guard, MostTimesV8OfAny),
        (KernelSide.Explicit, MostTimesV8Explicit, MostTimesV8OfAny),
        (KernelSide.GuardWithFuel, null, null),
        (KernelSide.ExplicitWithFuel, null, null),
    ];

    public string Name => "kernels";

    public void Run(WasmBenchContext context, RowTally tally)
    {
        var contest = new KernelContest(context.Node, context.KernelFolder, [.. Sides.Select(side => side.Side)],
            context.Quick ? QuickTargetNs : TargetNs, context.Quick ? QuickRounds : Rounds);
        var scores = new List<KernelScore>();
        foreach (var kernel in Kernels.All)
        {
            context.Progress($"{kernel} ({scores.Count + 1} of {Kernels.All.Count})");
            scores.Add(contest.Run(kernel));
        }

        tally.Add(new Check("the other side", true, context.Node.Version));
        tally.Add(new Check("the guard tier can be had", GuardTier.IsAvailable, GuardTier.UnavailableBecause ?? ""));
        foreach (var score in scores)
        {
            Add(score, tally);
        }

        for (var side = 0; side < Sides.Length; side++)
        {
            tally.Add(new Figure($"geometric mean, {Sides[side].Side.Name}", Spread.GeometricMean(scores.Select(score => Spread.Median(score.ToV8(side)))), "times V8", Sides[side].MostOfMean));
        }
    }

    private static void Add(KernelScore score, RowTally tally)
    {
        var theirsMs = Spread.MedianOf(score.TheirsNs) / NsPerMs;
        tally.Add(new Check($"{score.Kernel}: checksums equal", score.ChecksumsAgree, $"{score.Iterations} iterations a run"));
        for (var side = 0; side < Sides.Length; side++)
        {
            var sorted = score.ToV8(side);
            var oursMs = Spread.MedianOf(score.OursNs[side]) / NsPerMs;
            tally.Add(new Figure($"{score.Kernel}, {Sides[side].Side.Name}", Spread.Median(sorted), "times V8", Sides[side].MostOfAny,
                Spread: string.Create(CultureInfo.InvariantCulture, $"{Spread.Ends(sorted)}; ours {oursMs:0.00} ms, V8 {theirsMs:0.00} ms")));
        }
    }
}
