using System.Globalization;

namespace Ludos.Bench.State.Signals;

/// <summary>Signal to a waiter that spins in another process, against a raw atomic word in C.</summary>
internal sealed class SpinRow : IStateRow
{
    private const long PaceNs = 2_000;
    private const int Rounds = 15;
    private const int SignalsPerRound = 100_000;
    private const double MostTimesRaw = 1.3;
    private static readonly TimeSpan ReferenceTimeout = TimeSpan.FromMinutes(2);

    public string Name => "spin";

    public void Run(StateBenchContext context, RowTally tally)
    {
        var reference = context.Reference("signal");
        using var signaller = new Signaller(context);
        _ = signaller.Round(spin: true, SignalsPerRound, PaceNs);
        var runs = PairedRuns.Take(context.Quick ? 3 : Rounds,
            () => signaller.Round(spin: true, SignalsPerRound, PaceNs).MedianNs,
            () => SignalFigures.Parse(StateBenchContext.RunReference(reference, ReferenceTimeout, "spin", SignalsPerRound.ToString(CultureInfo.InvariantCulture), PaceNs.ToString(CultureInfo.InvariantCulture))).MedianNs);
        tally.Add(runs.Ratio("spinning waiter, p50, against a raw word", "ns", atMost: MostTimesRaw));
    }
}
