using System.Globalization;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Bench.State;
using Ludos.Bench.Wasm;
using Ludos.Platform;
using Ludos.Store;

namespace Ludos.Bench.Distribution.Store;

/// <summary>
/// Putting and getting against SHA-256 over the same bytes on one thread of the same process. A put ends when it is acknowledged: everything on the disk. A get
/// compares every chunk's digest. Two threads share the work; what one thread does alone is shown.
/// </summary>
internal sealed class StoreRow : IDistributionRow
{
    private const int FullBytes = 256 * 1024 * 1024;
    private const int QuickBytes = 32 * 1024 * 1024;
    private const int Rounds = 7;
    private const int QuickRounds = 3;
    private const int Workers = 2;
    private const double Bound = 0.7;

    private static readonly MonotonicClock Clock = new();

    public string Name => "store";

    public void Run(DistributionBenchContext context, RowTally tally)
    {
        var sizeBytes = context.Quick ? QuickBytes : FullBytes;
        using var sealer = new Sealer(RandomNumberGenerator.GetBytes(Sealer.KeyBytes));
        var noise = RandomNumberGenerator.GetBytes(sizeBytes);
        Measure(context, tally, new StoreCase("incompressible", noise, null, IsEncoded: false), isBound: true);
        Measure(context, tally, new StoreCase("sealed", noise, sealer, IsEncoded: false), isBound: true);
        var text = StoreContent.Text(sizeBytes);
        Measure(context, tally, new StoreCase("compressible, arriving as zstd", text, null, IsEncoded: true), isBound: true);
        Measure(context, tally, new StoreCase("compressible, compressed here", text, null, IsEncoded: false), isBound: false);
    }

    private static void Measure(DistributionBenchContext context, RowTally tally, StoreCase content, bool isBound)
    {
        context.Progress($"store: {content.Name} ...");
        using var bench = new StoreTimings(context, content, Clock);
        foreach (var workers in (int[])[Workers, 1])
        {
            var rounds = context.Quick || workers == 1 ? QuickRounds : Rounds;
            var note = workers == 1 ? ", one thread" : "";
            double? bound = isBound && workers == Workers && !context.Quick ? Bound : null;
            tally.Add(Speed($"put {content.Name}{note}", bench, PairedRuns.Take(rounds, bench.Hash, () => bench.Put(workers)), bound));
            tally.Add(Speed($"get {content.Name}{note}", bench, PairedRuns.Take(rounds, bench.Hash, () => bench.Get(workers)), bound));
        }

        tally.Add(new Check($"{content.Name}: what came back is what was put", bench.IsExact, $"{bench.Chunks} chunks, {bench.StoredBytes / 1e6:0.0} MB stored"));
    }

    /// <summary>Hash time over store time: 1 is as fast as hashing alone.</summary>
    private static Figure Speed(string name, StoreTimings bench, PairedRuns runs, double? atLeast) => new(name, runs.RatioMedian, "x hash", null, atLeast, string.Create(
        CultureInfo.InvariantCulture,
        $"{runs.Ratios[0]:0.00} to {runs.Ratios[^1]:0.00}; {bench.SizeBytes / runs.TheirsMedian:0.00} GB/s, SHA-256 {bench.SizeBytes / runs.OursMedian:0.00} GB/s"));
}
