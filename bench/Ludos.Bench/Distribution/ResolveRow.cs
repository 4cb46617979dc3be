using System.Globalization;
using Ludos.Base;
using Ludos.Bench.Wasm;
using Ludos.Modules;
using Ludos.Platform;

namespace Ludos.Bench.Distribution;

/// <summary>A thousand modules of twenty versions each, resolved: easy and hard shapes over several seeds. What the catalogue holds was read before.</summary>
internal sealed class ResolveRow : IDistributionRow
{
    private const int Modules = 1_000;
    private const int Versions = 20;
    private const int Seeds = 9;
    private const int QuickSeeds = 3;
    private const double MostMs = 300;

    private static readonly (string Name, Func<ResolveGraphs, (ResolveRequest, MemoryCatalogue)> Make, bool? IsSolvable)[] Shapes =
    [
        ("layered", graphs => graphs.Layered(), true),
        ("shared", graphs => graphs.Shared(), null),
        ("held back", graphs => graphs.HeldBack(), true),
        ("tangled", graphs => graphs.Tangled(), null),
        ("impossible", graphs => graphs.Impossible(), false),
    ];

    private readonly MonotonicClock _clock = new();

    public string Name => "resolve";

    public void Run(DistributionBenchContext context, RowTally tally)
    {
        var seeds = context.Quick ? QuickSeeds : Seeds;
        var hardestMs = 0.0;
        foreach (var (name, make, isSolvable) in Shapes)
        {
            var milliseconds = new double[seeds];
            var conflicts = 0;
            var solved = 0;
            var problems = new List<string>();
            for (var seed = 0; seed < seeds; seed++)
            {
                var (request, catalogue) = make(new ResolveGraphs(seed, Modules, Versions));
                var start = _clock.NowNs;
                var result = Resolver.Resolve(request, catalogue).AsTask().GetAwaiter().GetResult();
                milliseconds[seed] = (_clock.NowNs - start) / 1e6;
                solved += result.IsOk ? 1 : 0;
                conflicts = Math.Max(conflicts, result.IsOk ? result.Value.ConflictCount : 0);
                if (Problem(request, result) is { } problem)
                {
                    problems.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {problem}"));
                }
            }

            Array.Sort(milliseconds);
            hardestMs = Math.Max(hardestMs, milliseconds[^1]);
            tally.Add(new Figure($"{name}, median of {seeds}", Spread.Median(milliseconds), "ms", AtMost: MostMs, Spread: Spread.Ends(milliseconds)));
            tally.Add(new Figure($"{name}, most conflicts in one", conflicts, "conflicts"));
            tally.Add(new Check($"{name}: every answer is a set that keeps all ranges, or a refusal with reasons", problems.Count == 0, problems.Count == 0 ? $"{solved} of {seeds} solvable" : problems[0]));
            if (isSolvable is { } expected)
            {
                tally.Add(new Check($"{name}: {(expected ? "all" : "none")} solvable", solved == (expected ? seeds : 0), $"{solved} of {seeds}"));
            }
        }

        tally.Add(new Figure("the hardest of all", hardestMs, "ms"));
    }

    /// <summary>Checks the answer without the resolver.</summary>
    private static string? Problem(ResolveRequest request, Result<Resolution, ResolveErrorCode> result)
    {
        if (!result.TryGet(out var resolution, out var fault))
        {
            return fault.Code == ResolveErrorCode.Unsolvable && fault.Message.StartsWith("Because", StringComparison.Ordinal) ? null : fault.ToString();
        }

        var chosen = resolution.Modules.ToDictionary(module => module.Id, StringComparer.Ordinal);
        foreach (var need in request.Roots.Concat(resolution.Modules.SelectMany(module => module.Dependencies)))
        {
            if (!chosen.TryGetValue(need.Id, out var module) || !need.Range.Satisfies((NuGet.Versioning.NuGetVersion)module.Version))
            {
                return $"{need.Id} {need.RangeText} is not met";
            }
        }

        return null;
    }
}
