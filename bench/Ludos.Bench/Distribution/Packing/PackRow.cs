using System.Globalization;
using Ludos.Bench.Wasm;
using Ludos.Modules;
using Ludos.Platform;
using Ludos.Trust;

namespace Ludos.Bench.Distribution;

/// <summary>A folder of 100 MB, one large file, some of middling size and many small ones, packed into a file: in a fresh process, and again and again in this one.</summary>
internal sealed class PackRow : IDistributionRow
{
    private const int TotalBytes = 100_000_000;
    private const int QuickBytes = 10_000_000;
    private const int Rounds = 5;
    private const int QuickRounds = 2;
    private const double MostMs = 2_000;
    private const double MostPeakMegabytes = 100;
    private const double Megabyte = 1e6;

    private readonly MonotonicClock _clock = new();

    public string Name => "pack";

    public void Run(DistributionBenchContext context, RowTally tally)
    {
        var folder = context.NewFolder("pack");
        var output = context.NewFolder("packed");
        var size = context.Quick ? QuickBytes : TotalBytes;
        var rounds = context.Quick ? QuickRounds : Rounds;
        var fileCount = Fill(folder, size);
        var what = string.Create(CultureInfo.InvariantCulture, $"{size / 1_000_000} MB in {fileCount} files");

        PackProbe[] cold = [.. Enumerable.Range(0, rounds).Select(round => PackProbe.Start(folder, Path.Combine(output, $"cold{round}.gmod")))];
        double[] coldMs = [.. cold.Select(probe => probe.ElapsedMs).Order()];
        tally.Add(new Figure($"{what}, a fresh process from start to end", Spread.Median(coldMs), "ms", AtMost: MostMs, Spread: Spread.Ends(coldMs)));
        tally.Add(new Figure("most memory of that process", cold.Max(probe => probe.PeakBytes) / Megabyte, "MB", AtMost: MostPeakMegabytes));

        var warmMs = new double[rounds];
        var allocatedBytes = 0L;
        for (var round = 0; round < rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = _clock.NowNs;
            Pack(folder, Path.Combine(output, "warm.gmod"));
            warmMs[round] = (_clock.NowNs - start) / 1e6;
            allocatedBytes = Math.Max(allocatedBytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Array.Sort(warmMs);
        tally.Add(new Figure($"{what}, in this process", Spread.Median(warmMs), "ms", AtMost: MostMs, Spread: Spread.Ends(warmMs)));
        tally.Add(new Figure("allocated by one packing", allocatedBytes / Megabyte, "MB"));
        Check(folder, output, size, tally);
    }

    /// <summary>The package holds what the folder holds, verified by the reader; and was the same each time.</summary>
    private static void Check(string folder, string output, int size, RowTally tally)
    {
        var packages = Directory.EnumerateFiles(output).Select(File.ReadAllBytes).ToList();
        tally.Add(new Check("every packing gave the same bytes", packages.TrueForAll(package => package.AsSpan().SequenceEqual(packages[0])), $"{packages.Count} packages"));
        var isRead = GmodReader.Read(packages[0], "packed").TryGet(out var container, out var fault);
        tally.Add(new Check("the reader verifies it", isRead, fault?.Message ?? ""));
        tally.Add(new Check("it holds the folder's bytes", isRead && packages[0].Length >= size && container!.Files.All(file => file.Bytes.Span.SequenceEqual(File.ReadAllBytes(Path.Combine(folder, file.Path)))), $"{packages[0].Length} bytes"));
    }

    private static void Pack(string folder, string target)
    {
        if (!ModulePacker.PackTo(folder, _ => target).TryGet(out _, out var fault))
        {
            throw new BenchmarkException(fault.ToString());
        }
    }

    /// <returns>How many files.</returns>
    private static int Fill(string folder, int size)
    {
        var random = new Random(65);
        var assets = Directory.CreateDirectory(Path.Combine(folder, ModulePacker.AssetsFolder)).FullName;
        File.WriteAllText(Path.Combine(folder, ModuleManifest.FileName), """{ "id": "bench.pack", "version": "1.0.0", "kind": "module", "code": "code.wasm", "memory": "scratch", "units": [{ "name": "tick", "entry": "tick" }] }""");
        File.WriteAllBytes(Path.Combine(folder, "code.wasm"), [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0]);
        var count = 2;
        var left = size;
        for (var next = size * 2 / 5; left > 0; count++)
        {
            var bytes = new byte[Math.Min(left, next)];
            random.NextBytes(bytes);
            File.WriteAllBytes(Path.Combine(assets, string.Create(CultureInfo.InvariantCulture, $"f{count}.bin")), bytes);
            left -= bytes.Length;

            // Half of what is left in pieces of 2 MB, then pieces of some 50 KB.
            next = left > size * 3 / 10 ? 2_000_000 : random.Next(1_000, 100_000);
        }

        return count;
    }
}
