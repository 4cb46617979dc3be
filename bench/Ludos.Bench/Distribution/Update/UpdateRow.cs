using System.Globalization;
using Ludos.Base;
using Ludos.Bench.Wasm;
using Ludos.Platform;
using Ludos.Store;

namespace Ludos.Bench.Distribution.Update;

/// <summary>
/// From one version of a public package to the next: everything on the wire as a share of the new package, whole and compressed, against chunks of 1 MB under the
/// same codec. The files of the package, unzipped, stand for a module's. "Whole" is the smaller of the package itself and a first install by our own chunks.
/// </summary>
internal sealed class UpdateRow : IDistributionRow
{
    private const double MedianPercent = 15;
    private const int FixedChunkBytes = 1024 * 1024;
    private const int QuickPairs = 2;

    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly MonotonicClock Clock = new();

    public string Name => "update";

    public void Run(DistributionBenchContext context, RowTally tally)
    {
        // The quick run takes the two smallest.
        var pairs = context.Quick ? [.. PackagePair.All.Where(pair => pair.Id is "Mono.Cecil" or "Polly.Core").Take(QuickPairs)] : PackagePair.All;
        var source = new PackageSource(context.RepositoryRoot);
        source.Fetch(pairs);
        var shares = new List<double>();
        foreach (var pair in pairs)
        {
            context.Progress($"update: {pair.Name} ...");
            shares.Add(Measure(context, tally, source, pair));
        }

        tally.Add(new Figure("median share of the compressed package", Spread.MedianOf([.. shares]), "%", AtMost: context.Quick ? null : MedianPercent, Spread: $"{shares.Min():0.0} to {shares.Max():0.0} over {shares.Count} pairs"));
    }

    private static double Measure(DistributionBenchContext context, RowTally tally, PackageSource source, PackagePair pair)
    {
        var (before, _) = source.Read(pair.Id, pair.Old, pair.OldSha256);
        var (after, packageBytes) = source.Read(pair.Id, pair.New, pair.NewSha256);
        var from = Clock.NowNs;
        var patches = ModulePatches.Make(before, after, workers: Environment.ProcessorCount);
        var seconds = (Clock.NowNs - from) / 1e9;

        var ours = new Published(pair.Id, after, patches, FileCutter.Cut);
        var fixedChunks = new Published(pair.Id, after, [], CutFixed);
        var wholeBytes = Math.Min(packageBytes, ours.InstallBytes);
        var updateBytes = Update(context, before, ours, FileCutter.Cut, out var isExact, out var parts);
        var fixedBytes = Update(context, before, fixedChunks, CutFixed, out var isFixedExact, out _);

        var share = 100.0 * updateBytes / wholeBytes;
        tally.Add(new Figure(pair.Name, share, "%", Spread: string.Create(CultureInfo.InvariantCulture,
            $"{pair.Kind}; {updateBytes} of {wholeBytes} bytes ({ours.DocumentBytes} index, release, map, head; {parts}); package {packageBytes}, install {ours.InstallBytes}; fixed 1 MB chunks {100.0 * fixedBytes / wholeBytes:0.0} %; patches made in {seconds:0.0} s")));
        tally.Add(new Check($"{pair.Name}: never more than fixed chunks", updateBytes <= fixedBytes, $"{updateBytes} against {fixedBytes} bytes"));
        tally.Add(new Check($"{pair.Name}: both come to the new version exactly", isExact && isFixedExact));
        return share;
    }

    /// <summary>Carries the update out, and counts every byte that it fetches.</summary>
    private static long Update(DistributionBenchContext context, IReadOnlyList<NamedContent> before, Published release, Func<ReadOnlyMemory<byte>, FileChunks> cut, out bool isExact, out string parts)
    {
        using var store = ChunkStore.Open(context.NewFolder("update")).Value;
        Hold(store, before, cut);
        var plan = UpdatePlanner.Plan(before.Select(file => file.Digest), store.Has, release.Targets, release.Offers);
        var bytes = release.DocumentBytes;
        using (var batch = store.Begin(Now).Value)
        {
            foreach (var digest in plan.Objects())
            {
                bytes += release.Object(digest).Bytes.Length;
                if (batch.PutEncoded(release.Object(digest)) is { } fault)
                {
                    throw new BenchmarkException(fault.ToString());
                }
            }

            if (batch.Commit() is { } failed)
            {
                throw new BenchmarkException(failed.ToString());
            }
        }

        var old = before.DistinctBy(file => file.Digest).ToDictionary(file => file.Digest, file => file.Content);
        var rebuilt = new ModuleRebuilder(store).Rebuild(release.HeadBytes(), plan, release.Offsets, release.SizeBytes, digest => old.TryGetValue(digest, out var content) ? content : null);
        isExact = rebuilt.TryGet(out var module, out _) && module.AsSpan().SequenceEqual(release.Module());
        parts = $"{plan.Files.Count(file => file.Source == FileSource.Held)} files held, {plan.Files.Count(file => file.Source == FileSource.Patch)} patched, {plan.Files.Count(file => file.Source == FileSource.Chunks)} by chunks";
        return bytes;
    }

    private static void Hold(ChunkStore store, IReadOnlyList<NamedContent> files, Func<ReadOnlyMemory<byte>, FileChunks> cut)
    {
        using var batch = store.Begin(Now).Value;
        foreach (var file in files)
        {
            var at = 0;
            foreach (var chunk in cut(file.Content).Chunks)
            {
                _ = batch.Put(file.Content.Span.Slice(at, chunk.SizeBytes)).Value;
                at += chunk.SizeBytes;
            }
        }

        if (batch.Commit() is { } fault)
        {
            throw new BenchmarkException(fault.ToString());
        }
    }

    private static FileChunks CutFixed(ReadOnlyMemory<byte> content)
    {
        var chunks = new List<Chunk>();
        for (var at = 0; at < content.Length; at += FixedChunkBytes)
        {
            var piece = content.Slice(at, Math.Min(FixedChunkBytes, content.Length - at));
            chunks.Add(new Chunk(Digest.Of(piece.Span), piece.Length));
        }

        return new FileChunks(Digest.Of(content.Span), content.Length, chunks);
    }
}
