using System.Globalization;

namespace Ludos.Bench.Wasm;

/// <summary>A megabyte of wasm from C, every function native, in a fresh process on one core; V8's optimising compiler beside it. And how time goes with size.</summary>
internal sealed class CompileRow : IWasmRow
{
    private const int Megabyte = 1_000_000;
    private const double MostSeconds = 2.5;

    // Time per byte of the largest module, over that of one of a megabyte.
    private const double MostGrowth = 1.25;
    private const int Rounds = 5;
    private const int QuickRounds = 1;

    private static readonly int[] Sizes = [10_000, 60_000, 250_000, 4 * Megabyte, 16 * Megabyte];

    public string Name => "compile";

    public void Run(WasmBenchContext context, RowTally tally)
    {
        var rounds = context.Quick ? QuickRounds : Rounds;
        var ours = Measure(context, Megabyte, rounds, out var probe);
        var theirs = Enumerable.Range(0, rounds).Select(_ => CompileProbe.V8Ms(File(context, Megabyte)) / 1e3).Order().ToArray();
        tally.Add(new Figure("1 MB cold, every function", Spread.Median(ours), "s", AtMost: MostSeconds, Spread: Spread.Ends(ours)));
        tally.Add(new Figure("the same by V8's optimising compiler", Spread.Median(theirs), "s", Spread: Spread.Ends(theirs)));
        tally.Add(new Check("all functions are optimised", probe.Unoptimised == 0, string.Create(CultureInfo.InvariantCulture, $"{probe.Functions} functions, {probe.Unoptimised} not; decoding {probe.DecodeMs:0} ms, emitting and the just-in-time compiler {probe.CompileMs:0} ms")));
        foreach (var size in context.Quick ? Sizes[..2] : Sizes)
        {
            var seconds = Measure(context, size, 1, out _);
            var perByte = seconds[0] / new FileInfo(File(context, size)).Length / (Spread.Median(ours) / new FileInfo(File(context, Megabyte)).Length);
            tally.Add(new Figure(string.Create(CultureInfo.InvariantCulture, $"{size / 1000.0:#,0} KB cold"), seconds[0], "s"));
            if (size > Megabyte)
            {
                tally.Add(new Figure(string.Create(CultureInfo.InvariantCulture, $"{size / 1000.0:#,0} KB, time per byte over that of 1 MB"), perByte, "x", AtMost: MostGrowth));
            }
        }

        Database(context, tally);
    }

    // SQLite, where the tests of WASI programs have built it.
    private static void Database(WasmBenchContext context, RowTally tally)
    {
        var folder = Path.Combine(context.RepositoryRoot, "artifacts", "wasi-programs");
        if (Directory.Exists(folder) && Directory.GetFiles(folder, "database-*.wasm") is [var file, ..])
        {
            var probe = CompileProbe.Start(file, null, instantiate: false);
            var megabytes = new FileInfo(file).Length / (double)Megabyte;
            tally.Add(new Figure(string.Create(CultureInfo.InvariantCulture, $"SQLite ({megabytes:0.00} MB, {probe.Functions} functions, {probe.Unoptimised} not optimised)"), (probe.DecodeMs + probe.CompileMs) / 1e3, "s"));
            tally.Add(new Figure("SQLite by V8's optimising compiler", CompileProbe.V8Ms(file) / 1e3, "s"));
        }
    }

    private static string File(WasmBenchContext context, int bytes) => LargeModule.Make(context.RepositoryRoot, context.KernelFolder, bytes);

    private static double[] Measure(WasmBenchContext context, int bytes, int rounds, out CompileProbe last)
    {
        var file = File(context, bytes);
        context.Progress(string.Create(CultureInfo.InvariantCulture, $"compile {bytes / 1000.0:#,0} KB ..."));
        var probes = Enumerable.Range(0, rounds).Select(_ => CompileProbe.Start(file, null, instantiate: false)).ToList();
        last = probes[^1];
        return [.. probes.Select(probe => (probe.DecodeMs + probe.CompileMs) / 1e3).Order()];
    }
}
