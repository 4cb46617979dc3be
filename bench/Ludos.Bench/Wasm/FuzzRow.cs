using Ludos.Wasm;
using Ludos.Wasm.Fuzz.Differential;

namespace Ludos.Bench.Wasm;

/// <summary>Random valid modules on this engine and on Node: how many calls were compared, in each bounds tier, and how many differed.</summary>
internal sealed class FuzzRow : IWasmRow
{
    private const ulong FirstSeed = 4_242;
    private const long Calls = 1_000_000;
    private const long QuickCalls = 20_000;
    private const int CallsPerModule = 1_000;
    private const int ModulesBetweenLines = 50;

    public string Name => "fuzz";

    public void Run(WasmBenchContext context, RowTally tally)
    {
        try
        {
            using var node = NodeSide.Start(context.RepositoryRoot);
            var features = node.Features & FeatureProbes.OfThisEngine;
            tally.Add(new Check("the other side", true, $"{node.Version}; features compared beyond 2.0: {features}"));
            foreach (var tier in (BoundsTier[])[BoundsTier.Explicit, BoundsTier.Guard])
            {
                if (tier == BoundsTier.Explicit || GuardTier.IsAvailable)
                {
                    Run(tier, node, features, context, tally);
                }
            }
        }
        catch (InvalidOperationException problem)
        {
            throw new BenchmarkException(problem.Message);
        }
    }

    private static void Run(BoundsTier tier, NodeSide node, Ludos.Wasm.Fuzz.FuzzFeatures features, WasmBenchContext context, RowTally tally)
    {
        var name = tier == BoundsTier.Guard ? "guard" : "explicit";
        var wanted = context.Quick ? QuickCalls : Calls;
        var result = new Contest(node, new LocalSide(new CompileOptions { Tier = tier })).Run(FirstSeed, features, wanted, CallsPerModule, so =>
        {
            if (so.Modules % ModulesBetweenLines == 0)
            {
                context.Progress($"fuzz, {name}: {so.Calls} of {wanted} calls, {so.Differences.Count} differences");
            }
        });
        tally.Add(new Figure($"calls, {name}", result.Calls, "calls", AtLeast: wanted, Spread: $"{result.Modules} modules, {result.Trapped} calls trapped"));
        tally.Add(new Figure($"differences, {name}", result.Differences.Count, "differences", AtMost: 0));
        foreach (var difference in result.Differences)
        {
            tally.Add(new Check($"difference, {name}", false, difference.ToString()));
        }
    }
}
