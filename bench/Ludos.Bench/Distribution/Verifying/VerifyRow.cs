using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Ludos.Bench.State;
using Ludos.Trust;

namespace Ludos.Bench.Distribution;

/// <summary>Verifying a signed module of 100 MB, certificates and log proof included, on one thread, against SHA-256 over the same bytes.</summary>
internal sealed class VerifyRow : IDistributionRow
{
    private const int Megabyte = 1_000_000;
    private const int LargeFiles = 4;
    private const int LargeFileBytes = 15 * Megabyte;
    private const int SmallFiles = 400;
    private const int SmallFileBytes = Megabyte / 10;
    private const double MaxVerifyMs = 200;
    private const double MinShareOfSha = 0.8;

    public string Name => "verify";

    public void Run(DistributionBenchContext context, RowTally tally)
    {
        var sample = new SignedSample(Files());
        var package = sample.Package;
        var bundle = sample.Bundle.ToJson();
        var verifier = sample.Verifier();
        var buffer = new ModuleBuffer(package.Length);
        buffer.Fill(new MemoryStream(package));
        var whole = Convert.ToHexStringLower(SHA256.HashData(package));
        var isSame = true;
        VerifiedModule? verified = null;

        double Ours()
        {
            var start = Stopwatch.GetTimestamp();
            var isVerified = verifier.Verify(buffer, ModuleOrigin.Installed, Name, bundle, SignedSample.Now).TryGet(out verified, out _);
            var elapsed = Stopwatch.GetElapsedTime(start);
            isSame &= isVerified;
            return package.Length / elapsed.TotalSeconds / Megabyte;
        }

        double Sha()
        {
            var start = Stopwatch.GetTimestamp();
            var digest = SHA256.HashData(package);
            var elapsed = Stopwatch.GetElapsedTime(start);
            isSame &= Convert.ToHexStringLower(digest) == whole;
            return package.Length / elapsed.TotalSeconds / Megabyte;
        }

        _ = Ours();
        _ = Sha();
        var paired = PairedRuns.Take(context.Quick ? 3 : 15, Ours, Sha);
        tally.Add(new Figure("100 MB", package.Length / paired.OursMedian / Megabyte * 1_000, "ms", AtMost: MaxVerifyMs, Spread: string.Create(CultureInfo.InvariantCulture, $"{package.Length} bytes, {SmallFiles + LargeFiles + 1} files, from memory")));
        tally.Add(paired.Ratio("share of SHA-256's speed", "MB/s", atLeast: MinShareOfSha));
        tally.Add(new Check("every run of both took all bytes and came to the same", isSame));
        tally.Add(new Check("each file's digest is SHA-256 of its content", verified is not null && Covers(verified, package)));
        tally.Add(new Check("one changed byte is refused: at the beginning, in the middle, at the end", Damaged(package).All(bad => !verifier.Verify(bad, ModuleOrigin.Installed, Name, bundle, SignedSample.Now).IsOk)));
        FromDisk(context, tally, sample, bundle);
    }

    /// <summary>For the reader: reading from the page cache and verifying, without a copy.</summary>
    private void FromDisk(DistributionBenchContext context, RowTally tally, SignedSample sample, byte[] bundle)
    {
        var path = Path.Combine(context.NewFolder(Name), "module.gmod");
        File.WriteAllBytes(path, sample.Package);
        var verifier = sample.Verifier();
        var times = new double[context.Quick ? 3 : 9];
        var isOk = true;
        for (var run = 0; run < times.Length; run++)
        {
            var start = Stopwatch.GetTimestamp();
            using var file = File.OpenRead(path);
            var buffer = new ModuleBuffer((int)file.Length);
            buffer.Fill(file);
            isOk &= verifier.Verify(buffer, ModuleOrigin.Installed, Name, bundle, SignedSample.Now).IsOk;
            times[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        tally.Add(new Figure("100 MB, read from a cached file first", times[times.Length / 2], "ms", Spread: string.Create(CultureInfo.InvariantCulture, $"{times[0]:0} to {times[^1]:0}")));
        tally.Add(new Check("the file was verified each time", isOk));
    }

    /// <summary>Every byte belongs to a file whose digest is its content's, to the head, whose digest is the module's, or is zero.</summary>
    private static bool Covers(VerifiedModule module, byte[] package)
    {
        var contents = module.Files.Sum(file => (long)file.Bytes.Length);
        var head = GmodReader.Read(package, "sample").Value.HeadBytes;
        const int largestGap = 15;
        return module.Files.All(file => SHA256.HashData(file.Bytes.Span).AsSpan().SequenceEqual(file.Digest.Span))
            && SHA256.HashData(package.AsSpan(0, head)).AsSpan().SequenceEqual(module.Digest.Span)
            && package.Length - head - contents <= (long)largestGap * module.Files.Length;
    }

    private static IEnumerable<byte[]> Damaged(byte[] package)
    {
        foreach (var at in new[] { 0, package.Length / 2, package.Length - 1 })
        {
            byte[] bad = [.. package];
            bad[at] ^= 1;
            yield return bad;
        }
    }

    private static IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> Files()
    {
        var noise = new byte[LargeFileBytes];
        for (var file = 0; file < LargeFiles + SmallFiles; file++)
        {
            var isLarge = file < LargeFiles;
            Fill(noise.AsSpan(0, isLarge ? LargeFileBytes : SmallFileBytes), (ulong)file + 1);
            yield return new($"assets/{(isLarge ? "large" : "small")}-{file:000}.bin", noise.AsSpan(0, isLarge ? LargeFileBytes : SmallFileBytes).ToArray());
        }
    }

    /// <summary>SplitMix64: the same bytes in every run.</summary>
    private static void Fill(Span<byte> bytes, ulong seed)
    {
        foreach (ref var word in System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            seed += 0x9E3779B97F4A7C15;
            var mixed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            word = mixed ^ (mixed >> 31);
        }
    }
}
