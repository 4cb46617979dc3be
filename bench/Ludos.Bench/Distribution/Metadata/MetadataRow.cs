using System.Globalization;
using Ludos.Platform;
using Ludos.Trust;

namespace Ludos.Bench.Distribution.Metadata;

/// <summary>What a client's metadata costs beside the network: a first refresh, one after a release, one without news, and a search, each with its durable writes.</summary>
internal sealed class MetadataRow : IDistributionRow
{
    private const int Developers = 2_000;
    private const int Rounds = 15;
    private const int QuickRounds = 3;
    private const double MostMs = 50;
    private const double MostWithoutNewsMs = 25;
    private const double NanosecondsPerMillisecond = 1e6;

    private readonly MonotonicClock _clock = new();

    public string Name => "metadata";

    public void Run(DistributionBenchContext context, RowTally tally)
    {
        context.Progress("metadata: 10,000 modules of 2,000 developers");
        var repository = new BenchRepository(Developers);
        var rounds = context.Quick ? QuickRounds : Rounds;
        List<double> first = [], released = [], quiet = [], found = [];
        var wrong = 0;
        for (var round = 0; round <= rounds; round++)
        {
            var folder = context.NewFolder("metadata");
            using var client = TufClient.Open(folder, repository, repository.FirstRoot).Value;
            first.Add(Time(() => Refresh(client)));
            found.Add(Time(() => wrong += Find(client, round) ? 0 : 1));
            repository.PublishNext(round);
            released.Add(Time(() => Refresh(client)));
            wrong += Find(client, round) ? 0 : 1;
            quiet.Add(Time(() => wrong += Refresh(client).Fetched == 0 ? 0 : 1));
        }

        tally.Add(new Check("10,000 modules", repository.Modules == 10_000));
        tally.Add(new Check("every target was found and every refresh told what it should", wrong == 0));
        Tell(tally, "first refresh", first, MostMs);
        Tell(tally, "refresh after a release", released, MostMs);
        Tell(tally, "refresh without news", quiet, MostWithoutNewsMs);
        Tell(tally, "finding a module", found, MostMs);
    }

    private static TufRefresh Refresh(TufClient client) => client.Refresh(BenchRepository.Now).AsTask().GetAwaiter().GetResult().Value;

    private static bool Find(TufClient client, int developer) =>
        client.Find(BenchRepository.Path(developer, 3)).AsTask().GetAwaiter().GetResult().Value.Role == string.Create(CultureInfo.InvariantCulture, $"dev-studio{developer}");

    private static void Tell(RowTally tally, string what, List<double> times, double mostMs)
    {
        // The first round warms everything up.
        var sorted = times.Skip(1).Order().ToArray();
        tally.Add(new Figure(what, sorted[sorted.Length / 2], "ms", AtMost: mostMs, Spread: string.Create(CultureInfo.InvariantCulture, $"{sorted[0]:0.0} to {sorted[^1]:0.0}")));
    }

    private double Time(Action work)
    {
        var began = _clock.NowNs;
        work();
        return (_clock.NowNs - began) / NanosecondsPerMillisecond;
    }
}
