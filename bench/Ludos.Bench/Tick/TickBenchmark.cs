using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Platform;
using Ludos.Platform.Threading;
using Ludos.Runtime;
using Ludos.State;

namespace Ludos.Bench.Tick;

/// <summary>The sample game as fast as one core runs it, whole ticks with the picture, and its neighbours held against brute force.</summary>
internal sealed class TickBenchmark : IBenchmark
{
    private const int Ticks = 3_600;
    private const int QuickTicks = 300;
    private const int WarmUpTicks = 300;
    private const int ProvenTicks = 100;
    private const int QuickProvenTicks = 5;
    private const int NeighbourLookEvery = 60;
    private const double NanosecondsPerMillisecond = 1e6;

    public string Name => "tick";

    public string Summary => "Shoal's whole ticks with view on one core: rate, p99, allocation, neighbours against brute force";

    public BenchReport Run(BenchOptions options)
    {
        var clock = new MonotonicClock();
        if (!GameSession.Open(Path.Combine(options.RepositoryRoot, "games", "shoal"), new SessionOptions { Clock = clock }).TryGet(out var session, out var fault))
        {
            return new BenchReport(Name, [], [new Check("shoal opens", false, fault.ToString())]);
        }

        using (session)
        {
            return RunConfined(session, clock, options);
        }
    }

    /// <summary>On a thread of its own, so that the rest of the process keeps its cores.</summary>
    private BenchReport RunConfined(GameSession session, IClock clock, BenchOptions options)
    {
        BenchReport? report = null;
        var thread = new Thread(() => report = Measure(session, clock, options), 16 * 1024 * 1024);
        thread.Start();
        thread.Join();
        return report!;
    }

    private BenchReport Measure(GameSession session, IClock clock, BenchOptions options)
    {
        var core = CoreAffinity.ConfineThread();
        var ticks = options.Quick ? QuickTicks : Ticks;
        options.Progress($"tick: {ticks} ticks on core {core}");
        Step(session, WarmUpTicks);
        var times = new double[ticks];
        var neighbours = 0.0;
        var looks = 0;
        _ = session.Arena.TryFind(Neighbours.StatsRegion, out var stats);
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var startNs = clock.NowNs;
        for (var tick = 0; tick < ticks; tick++)
        {
            var beganNs = clock.NowNs;
            session.StepOnce();
            times[tick] = (clock.NowNs - beganNs) / NanosecondsPerMillisecond;
        }

        var seconds = (clock.NowNs - startNs) / NanosecondsPerMillisecond / 1000;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        for (var look = 0; look < ticks; look += NeighbourLookEvery)
        {
            session.StepOnce();
            neighbours += Neighbours.Average(stats);
            looks++;
        }

        var proven = options.Quick ? QuickProvenTicks : ProvenTicks;
        options.Progress($"tick: {proven} ticks against brute force");
        var wrong = Prove(session, stats, proven);
        return new BenchReport(
            Name,
            [
                new Figure("rate", ticks / seconds, "ticks/s", AtLeast: 60),
                new Figure("tick p50", Percentile.Of(times, 0.5), "ms"),
                new Figure("tick p99", Percentile.Of(times, 0.99), "ms", AtMost: 16.7),
                new Figure("tick worst", times.Max(), "ms"),
                new Figure("neighbours a fish", neighbours / looks, "fish", AtLeast: 24),
                new Figure("allocated by the process", allocated, "bytes", AtMost: 0),
            ],
            [
                new Check("the thread was confined to one core", core is not null, $"core {core}"),
                new Check($"neighbour sets of {proven} ticks equal brute force", wrong.Length == 0, wrong),
                new Check("no unit faulted", session.Status().Modules.All(module => module.Units.All(unit => unit.Faults == 0))),
            ]);
    }

    private static string Prove(GameSession session, Region stats, int ticks)
    {
        _ = session.Arena.TryFind(Neighbours.FishRegion, out var fish);
        for (var tick = 0; tick < ticks; tick++)
        {
            var before = MemoryMarshal.Cast<byte, Fish>(fish.Front).ToArray();
            session.StepOnce();
            if (Neighbours.FirstDifference(before, stats) is { } difference)
            {
                return $"tick {session.Tick - 1}: {difference}";
            }
        }

        return "";
    }

    private static void Step(GameSession session, int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            session.StepOnce();
        }
    }
}
