using Ludos.Base;
using Ludos.Platform;
using Ludos.Platform.Processes;
using Ludos.Platform.Time;
using Ludos.Runtime;
using Ludos.Web;

namespace Ludos.Bench.Pulse;

/// <summary>How exactly ticks begin, and what the runtime costs while nothing happens.</summary>
internal sealed class PulseBenchmark : IBenchmark
{
    private const int Seconds = 60;
    private const int QuickSeconds = 5;
    private const int ParkedSeconds = 20;
    private const int SettleSeconds = 2;
    private const int CollectEverySeconds = 5;
    private const long NanosecondsPerSecond = 1_000_000_000;

    public string Name => "pulse";

    public string Summary => "60 s of an empty world: tick error and CPU; CPU of a parked game with the web view up";

    public BenchReport Run(BenchOptions options)
    {
        var clock = new MonotonicClock();
        var seconds = options.Quick ? QuickSeconds : Seconds;
        var world = Path.Combine(options.RepositoryRoot, "bench", "empty");
        options.Progress($"pulse: {seconds} s of an empty world");
        var (errors, missed, busyPercent) = Beat(world, clock, seconds);
        options.Progress("pulse: parked, with the web view up");
        var (parkedPercent, ticks) = Park(world, clock, options.Quick ? QuickSeconds : ParkedSeconds);
        return new BenchReport(
            Name,
            [
                new Figure("tick error p50", Percentile.Of(errors, 0.5), "ms"),
                new Figure("tick error p99", Percentile.Of(errors, 0.99), "ms", AtMost: 0.5),
                new Figure("tick error worst", errors.Max(), "ms"),
                new Figure("missed ticks", missed, "ticks", AtMost: 0),
                new Figure("CPU of an empty 60 Hz world", busyPercent, "% of a core", AtMost: 1),
                new Figure("CPU parked, web view up, no client", parkedPercent, "% of a core", AtMost: 0.5),
            ],
            [
                new Check("every tick was measured", errors.Count >= (seconds * 60) - 1, $"{errors.Count} ticks"),
                new Check("no tick ran while parked", ticks == 0, $"{ticks} ticks"),
            ]);
    }

    private static (IReadOnlyList<double> Errors, long Missed, double CpuPercent) Beat(string world, IClock clock, int seconds)
    {
        using var session = GameSession.Open(world, new SessionOptions { Clock = clock, RunUnattended = true }).Value;
        session.StartRealtime();
        Wait(clock, SettleSeconds);
        var series = new TickSeries(session.CopyLatenessMicroseconds);
        series.Collect();
        var settled = series.Milliseconds.Count;
        var missedBefore = session.Status().MissedTicks;
        var cpu = new CpuMeter(clock);
        for (var left = seconds; left > 0; left -= CollectEverySeconds)
        {
            Wait(clock, Math.Min(left, CollectEverySeconds));
            series.Collect();
        }

        return ([.. series.Milliseconds.Skip(settled)], session.Status().MissedTicks - missedBefore, cpu.Percent());
    }

    private static (double CpuPercent, long Ticks) Park(string world, IClock clock, int seconds)
    {
        using var session = GameSession.Open(world, new SessionOptions { Clock = clock }).Value;
        session.StartRealtime();
        using var web = WebHost.Start(session, new WebOptions()).Value;
        Wait(clock, SettleSeconds);
        var ticksBefore = session.Tick;
        var cpu = new CpuMeter(clock);
        Wait(clock, seconds);
        return (cpu.Percent(), session.Tick - ticksBefore);
    }

    private static void Wait(IClock clock, int seconds) => new PreciseSleep(clock).Until(clock.NowNs + (seconds * NanosecondsPerSecond));

    /// <summary>Share of one core that this whole process uses from now on.</summary>
    private sealed class CpuMeter(IClock clock)
    {
        private readonly long _startNs = clock.NowNs;
        private readonly TimeSpan _start = ProcessorTime.OfThisProcess();

        public double Percent() => 100 * (ProcessorTime.OfThisProcess() - _start).TotalSeconds * NanosecondsPerSecond / (clock.NowNs - _startNs);
    }
}
