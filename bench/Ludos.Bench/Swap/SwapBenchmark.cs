using Ludos.Base;
using Ludos.Platform;
using Ludos.Platform.Time;
using Ludos.Runtime;
using Ludos.Trust;

namespace Ludos.Bench.Swap;

/// <summary>Replaces a module's 32 functions over and over in a running world, and measures what the ticks notice of it.</summary>
internal sealed class SwapBenchmark : IBenchmark
{
    private const int Swaps = 1_000;
    private const int QuickSwaps = 30;
    private const int TicksPerSwap = 10;
    private const int TicksAfterFlip = 2;
    private const int SettleTicks = 120;
    private const int QuietWarmUpSwaps = 4;
    private const int ProgressEvery = 200;

    private const long NanosecondsPerTick = 1_000_000_000 / 60;

    public string Name => "swap";

    public string Summary => "1,000 swaps of 32 functions, one every ten ticks, over 10 k and 1 M elements: the pause that ticks notice";

    public BenchReport Run(BenchOptions options)
    {
        var swaps = options.Quick ? QuickSwaps : Swaps;
        var small = Measure("small", swaps, options);
        var large = Measure("large", swaps, options);
        var ratio = large.P99 / small.P99;
        return new BenchReport(
            Name,
            [.. small.Figures("10 k"), .. large.Figures("1 M"), new Figure("ratio of p99, 1 M to 10 k", ratio, "x", AtMost: 1.2)],
            [small.Check("10 k"), large.Check("1 M")]);
    }

    private static Outcome Measure(string size, int swaps, BenchOptions options)
    {
        var clock = new MonotonicClock();
        var folder = Path.Combine(options.RepositoryRoot, "bench", "swap");
        byte[][] builds = [.. new[] { "b", "a" }.Select(build => File.ReadAllBytes(Path.Combine(folder, $"{size}-{build}", "swap.wasm")))];
        using var session = GameSession.Open(Path.Combine(folder, $"{size}-a"), new SessionOptions { Clock = clock, RunUnattended = true }).Value;
        session.StartRealtime();
        var pauses = new TickSeries(session.CopyPauseMicroseconds);
        WaitForTick(session, clock, SettleTicks);
        var windows = new List<(long From, long To)>();
        var promoted = 0;
        for (var swap = 0; swap < swaps + QuietWarmUpSwaps; swap++)
        {
            WaitForTick(session, clock, SettleTicks + ((swap + 1) * TicksPerSwap));
            var from = session.Tick;
            var report = session.Swap("bench.swap", builds[swap % 2], ModuleOrigin.CommandLine, $"{size} {swap}").Value;
            promoted += report.Outcome == SwapReport.Promoted ? 1 : 0;
            windows.Add((from, report.FlipTick + TicksAfterFlip));
            pauses.Collect();
            if (swap % ProgressEvery == 0)
            {
                options.Progress($"swap: {size}, {swap} of {swaps}");
            }
        }

        WaitForTick(session, clock, windows[^1].To + TicksPerSwap);
        pauses.Collect();
        var missed = session.Status().MissedTicks;
        session.Pause();
        new PreciseSleep(clock).Until(clock.NowNs + (TicksPerSwap * NanosecondsPerTick));
        _ = session.Arena.TryFind("ticks", out var ticks);
        var lost = missed + session.Tick - BitConverter.ToUInt32(ticks.Front);
        return new Outcome(pauses.Milliseconds, windows.Skip(QuietWarmUpSwaps).ToList(), promoted == swaps + QuietWarmUpSwaps, lost);
    }

    private static void WaitForTick(GameSession session, IClock clock, long tick)
    {
        var sleep = new PreciseSleep(clock);
        while (session.Tick < tick)
        {
            sleep.Until(clock.NowNs + (NanosecondsPerTick / 4));
        }
    }

    /// <param name="Pauses">Lateness or overrun of every tick, in milliseconds.</param>
    /// <param name="Windows">First and last tick that each swap could have held up.</param>
    private sealed record Outcome(IReadOnlyList<double> Pauses, List<(long From, long To)> Windows, bool AllPromoted, long Lost)
    {
        /// <summary>99th percentile of the ticks that no swap touched.</summary>
        public double Quiet { get; } = Percentile.Of(
            Enumerable.Range(SettleTicks, Math.Max(0, Pauses.Count - SettleTicks)).Where(tick => !Windows.Any(window => tick >= window.From - 1 && tick <= window.To + 1)).Select(tick => Pauses[tick]), 0.99);

        private IEnumerable<double> Worst => Windows.Select(window => Enumerable.Range((int)window.From, (int)(window.To - window.From + 1)).Where(tick => tick < Pauses.Count).Max(tick => Pauses[tick]));

        public double P99 => Percentile.Of(Worst.Select(pause => Math.Max(0, pause - Quiet)), 0.99);

        public IEnumerable<Figure> Figures(string size) =>
        [
            new Figure($"no-swap p99, {size}", Quiet, "ms"),
            new Figure($"pause p50, {size}", Percentile.Of(Worst, 0.5), "ms (whole)"),
            new Figure($"pause p99 less no-swap p99, {size}", P99, "ms", AtMost: 1),
            new Figure($"pause worst, {size}", Worst.Max(), "ms (whole)"),
            new Figure($"lost ticks, {size}", Lost, "ticks", AtMost: 0),
        ];

        public Check Check(string size) => new($"every swap was promoted, {size}", AllPromoted, $"{Windows.Count} swaps measured");
    }
}
