using System.Globalization;

namespace Ludos.Bench.State.Signals;

/// <summary>Signal to wake of a waiter that sleeps in another process, against a raw futex in C; and a million signals, none of which may be lost.</summary>
internal sealed class WakeRow : IStateRow
{
    /// <summary>Long enough for the waiter to spin out and fall asleep again.</summary>
    private const long PaceNs = 150_000;

    private const long LossPaceNs = 60_000;
    private const int Rounds = 9;
    private const int SignalsPerRound = 3_000;
    private const int LossSignals = 1_000_000;
    private const int QuickDivisor = 50;
    private const double MostTimesRaw = 1.1;
    private static readonly TimeSpan ReferenceTimeout = TimeSpan.FromMinutes(2);

    public string Name => "wake";

    public void Run(StateBenchContext context, RowTally tally)
    {
        var reference = context.Reference("signal");
        using var signaller = new Signaller(context);
        _ = signaller.Round(spin: false, SignalsPerRound, PaceNs);
        var (slept, lost) = (0L, 0L);
        var runs = PairedRuns.Take(context.Quick ? 3 : Rounds, () =>
        {
            var round = signaller.Round(spin: false, SignalsPerRound, PaceNs);
            (slept, lost) = (slept + round.Slept, lost + round.Lost);
            return round.MedianNs / 1e3;
        }, () => SignalFigures.Parse(StateBenchContext.RunReference(reference, ReferenceTimeout, "blocked", Text(SignalsPerRound), Text(PaceNs))).MedianNs / 1e3);
        tally.Add(runs.Ratio("blocked waiter, p50, against a raw futex", "us", atMost: MostTimesRaw));
        tally.Add(new Check("the waiter really slept", slept > runs.Ours.Length * SignalsPerRound / 2, $"{slept} sleeps in {runs.Ours.Length * SignalsPerRound} signals"));

        var count = context.Quick ? LossSignals / QuickDivisor : LossSignals;
        context.Progress($"state: wake, {count} signals for lost ones ...");
        var crowd = signaller.Round(spin: false, count, LossPaceNs);
        tally.Add(new Figure($"lost in {count} signals", lost + crowd.Lost, "signals", AtMost: 0));
        tally.Add(new Figure("sleeps of the waiter in them", crowd.Slept, "sleeps"));
        tally.Add(new Figure("their p99", crowd.P99Ns / 1e3, "us"));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
