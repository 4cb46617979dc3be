using System.Globalization;
using Ludos.Platform;
using Ludos.Wasm;

namespace Ludos.Bench.Wasm;

/// <summary>A further instance of a module that is compiled already; and the first instance in a fresh process, without and with the cache on disk.</summary>
internal sealed class InstantiateRow : IWasmRow
{
    private const int Bytes = 60_000;
    private const double MostMs = 1;
    private const int Rounds = 201;
    private const int QuickRounds = 31;
    private const int ColdRounds = 5;

    public string Name => "instantiate";

    public void Run(WasmBenchContext context, RowTally tally)
    {
        var file = LargeModule.Make(context.RepositoryRoot, context.KernelFolder, Bytes);
        var milliseconds = Warm(file, context.Quick ? QuickRounds : Rounds);
        tally.Add(new Figure("60 KB, compiled in this process", Spread.Median(milliseconds), "ms", AtMost: MostMs, Spread: Spread.Ends(milliseconds)));

        var cache = Directory.CreateTempSubdirectory("ludos-bench-cache-").FullName;
        try
        {
            Cold(file, cache, context.Quick ? 1 : ColdRounds, tally);
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }

    private static double[] Warm(string file, int rounds)
    {
        var clock = new MonotonicClock();
        var compiled = WasmModule.Decode(File.ReadAllBytes(file)).Value.Compile(new CompileOptions { Mode = CompileMode.Eager });
        var milliseconds = new double[rounds];
        for (var i = -rounds; i < rounds; i++)
        {
            var start = clock.NowNs;
            var instance = compiled.Instantiate(new ImportSet());
            milliseconds[Math.Max(i, 0)] = (clock.NowNs - start) / 1e6;
            if (!instance.TryGet(out var made, out var fault))
            {
                throw new BenchmarkException(fault.ToString());
            }

            made.Dispose();
        }

        Array.Sort(milliseconds);
        return milliseconds;
    }

    private static void Cold(string file, string cache, int rounds, RowTally tally)
    {
        var folder = Path.Combine(cache, "wasm");
        var without = Enumerable.Range(0, rounds).Select(_ => CompileProbe.Start(file, null)).ToList();
        _ = CompileProbe.Start(file, folder);
        var with = Enumerable.Range(0, rounds).Select(_ => CompileProbe.Start(file, folder)).ToList();
        tally.Add(Figure("60 KB in a fresh process, compiled", without));
        tally.Add(Figure("60 KB in a fresh process, from the disk cache", with));
        tally.Add(new Check("the disk cache was used", with.TrueForAll(probe => probe.CacheHits > 0), string.Create(CultureInfo.InvariantCulture, $"{with[0].CacheHits} chunks")));
    }

    // Every function native, and the first instance made; the engine itself is cold too.
    private static Figure Figure(string name, List<CompileProbe> probes)
    {
        double[] milliseconds = [.. probes.Select(probe => probe.DecodeMs + probe.CompileMs + probe.InstantiateMs).Order()];
        return new Figure(name, Spread.Median(milliseconds), "ms", Spread: Spread.Ends(milliseconds));
    }
}
