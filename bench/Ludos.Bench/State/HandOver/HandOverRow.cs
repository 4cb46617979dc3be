using System.Diagnostics;
using System.Globalization;
using Ludos.State;

namespace Ludos.Bench.State.HandOver;

/// <summary>64 bytes and 5 MB handed to another process, which hashes them: through a region, a Unix socket and a named pipe. The hand-over alone ends when the
/// consumer can read the first and the last byte.</summary>
internal sealed class HandOverRow : IStateRow
{
    private const int Slots = 3;
    private const int SmallBytes = 64;
    private const int LargeBytes = 5 * 1024 * 1024;
    private const int Rounds = 9;
    private const int BlocksPerRound = 60;
    private const long PaceNs = 150_000;
    private const double MostTimesSmall = 2;
    private static readonly TimeSpan ReferenceTimeout = TimeSpan.FromMinutes(2);

    public string Name => "hand-over";

    public void Run(StateBenchContext context, RowTally tally)
    {
        var reference = context.Reference("handover");
        var rounds = context.Quick ? 2 : Rounds;
        string[] ways = ["region", "socket", "pipe"];
        var taken = ways.SelectMany(way => new[] { (way, SmallBytes), (way, LargeBytes) }).ToDictionary(key => key, _ => new List<Handed>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var way in round % 2 == 0 ? ways : ways.Reverse())
            {
                var handed = way == "region" ? ThroughRegions(context) : ThroughKernel(context, reference, way, round);
                taken[(way, SmallBytes)].Add(handed[0]);
                taken[(way, LargeBytes)].Add(handed[1]);
            }
        }

        foreach (var ((way, bytes), handed) in taken)
        {
            var alone = handed.Select(one => one.AloneNs / 1e3).Order().ToArray();
            tally.Add(new Figure($"{way}, {bytes} B, alone", alone[alone.Length / 2], "us", Spread: string.Create(CultureInfo.InvariantCulture, $"{alone[0]:0.0} to {alone[^1]:0.0}; with the hash {handed.Select(one => one.HashedNs / 1e3).Order().ElementAt(handed.Count / 2):0.0}")));
        }

        var ratios = taken[("region", LargeBytes)].Zip(taken[("region", SmallBytes)], (large, small) => large.AloneNs / small.AloneNs).Order().ToArray();
        tally.Add(new Figure("hand-over alone, 5 MB against 64 B", ratios[ratios.Length / 2], "x", AtMost: MostTimesSmall, Spread: string.Create(CultureInfo.InvariantCulture, $"{ratios[0]:0.##} to {ratios[^1]:0.##}")));
        foreach (var way in ways.Skip(1))
        {
            tally.Add(new Figure($"5 MB by {way} against the region, alone", Median(taken[(way, LargeBytes)]) / Median(taken[("region", LargeBytes)]), "x"));
        }

        foreach (var bytes in new[] { SmallBytes, LargeBytes })
        {
            var digests = ways.SelectMany(way => taken[(way, bytes)]).Select(one => one.Digest).Distinct().ToArray();
            tally.Add(new Check($"digests of {bytes} B are equal on every way", digests.Length == 1, string.Join(", ", digests)));
        }
    }

    private static Handed[] ThroughKernel(StateBenchContext context, string reference, string way, int round) =>
    [
        .. new[] { SmallBytes, LargeBytes }.Select(bytes => Handed.Parse(StateBenchContext.RunReference(reference, ReferenceTimeout, way, Text(bytes), Text(BlocksPerRound), Path.Combine(context.Scratch.FullName, $"{way}-{bytes}-{round}")))),
    ];

    private static Handed[] ThroughRegions(StateBenchContext context)
    {
        using var arena = Arena.Create(ArenaOptions.Default with { Label = "hand-over" }).Value;
        var blocks = HandOverConsumer.Names.Zip([SmallBytes, LargeBytes], (name, bytes) => Writer(arena, name, bytes)).ToArray();
        using var moments = Writer(arena, HandOverConsumer.SentName, sizeof(long));
        using var server = arena.Serve(Path.Combine(context.Scratch.FullName, $"hand-{Guid.NewGuid():N}.sock")).Value;
        using var consumer = StateBenchContext.StartRole(HandOverConsumer.Role, server.SocketPath, Text(BlocksPerRound));
        for (var round = 0; round < BlocksPerRound; round++)
        {
            foreach (var writer in blocks)
            {
                Acknowledged(consumer);
                HandOver(writer, moments, (ulong)round);
            }
        }

        Acknowledged(consumer);
        _ = consumer.Output.ReadLine();
        return [.. blocks.Select(_ => Handed.Parse(consumer.Output.ReadLine() ?? throw new BenchmarkSetupException($"The consumer ended: {consumer.Error.ReadToEnd()}")))];
    }

    private static RegionWriter Writer(Arena arena, string name, int bytes) =>
        arena.Add(new RegionSchema(name, [new FieldSchema(1, "lane", FieldType.U64)], bytes / sizeof(ulong), Slots, IsVolatile: true)).Value.AcquireWriter().Value;

    private static void HandOver(RegionWriter writer, RegionWriter moments, ulong round)
    {
        using var scope = writer.Begin(WriteMode.Replace);
        BlockDigest.Fill(scope.Bytes, round);
        var until = Stopwatch.GetTimestamp() + (PaceNs * Stopwatch.Frequency / 1_000_000_000);
        while (Stopwatch.GetTimestamp() < until)
        {
            Thread.SpinWait(1);
        }

        using var moment = moments.Begin(WriteMode.Replace);
        _ = BitConverter.TryWriteBytes(moment.Bytes, Stopwatch.GetTimestamp());
        _ = moment.Publish();
        _ = scope.Publish();
    }

    private static void Acknowledged(Platform.Processes.ChildProcess consumer)
    {
        if (consumer.Output.Read() != 'X')
        {
            throw new BenchmarkSetupException($"The consumer ended: {consumer.Error.ReadToEnd()}");
        }
    }

    private static double Median(List<Handed> handed) => handed.Select(one => one.AloneNs).Order().ElementAt(handed.Count / 2);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Handed(double AloneNs, double HashedNs, string Digest)
    {
        public static Handed Parse(string line)
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return new(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), parts[2].Trim());
        }
    }
}
