using System.Globalization;

namespace Ludos.Bench.Distribution;

/// <summary>Everything that is signed, changed ten thousand times each: nothing that was changed is accepted.</summary>
internal sealed class MutationsRow : IDistributionRow
{
    private const int Changes = 10_000;
    private const int QuickChanges = 500;

    /// <summary>Seeds of the kinds of targets follow from this one.</summary>
    private const ulong Seed = 20_261_121;

    private static readonly IReadOnlyList<Func<IEnumerable<IMutationTarget>>> Targets =
    [
        SigningTargets.All,
        ReceiptTargets.All,
        MetadataTargets.All,
    ];

    public string Name => "mutations";

    public void Run(DistributionBenchContext context, RowTally tally)
    {
        var seed = Seed;
        foreach (var target in Targets.SelectMany(kind => kind()))
        {
            context.Progress($"mutations of {target.Name} ...");
            Run(target, seed++, context.Quick ? QuickChanges : Changes, tally);
        }
    }

    private static void Run(IMutationTarget target, ulong seed, int changes, RowTally tally)
    {
        var mutator = new ByteMutator(seed);
        var accepted = 0;
        for (var change = 0; change < changes; change++)
        {
            accepted += target.Accepts(mutator.Change(target.Sound.Span)) ? 1 : 0;
        }

        tally.Add(new Figure($"{target.Name} accepted", accepted, "", AtMost: 0, Spread: string.Create(CultureInfo.InvariantCulture, $"of {changes}, seed {seed}")));
        tally.Add(new Check($"sound {target.Name} are accepted", target.Accepts(target.Sound)));
    }
}
