using System.Buffers;
using System.Collections.Concurrent;
using Ludos.Base;

namespace Ludos.Distribution;

/// <summary>
/// Fetches objects from several sources at once, in an order that may change on the way, at a pace that others set. An object is kept only
/// after its digest was verified; one that is here is never fetched again, so a download that was cut goes on where it was. Thread-safe.
/// </summary>
/// <param name="sources">Whom to ask, with what this session knows of them.</param>
/// <param name="sink">Where objects are kept.</param>
public sealed class Downloader(ObjectSources sources, IObjectSink sink, DownloadOptions options)
{
    private const int MaxParallel = 32;

    /// <summary>Fetches what is not here yet.</summary>
    /// <param name="items">Each object once.</param>
    /// <param name="progress">Told after each object and each read; from any thread, one at a time. May be null.</param>
    /// <returns>How much there was, or the first fault; then what was fetched is kept all the same.</returns>
    public async Task<Result<DownloadProgress, DownloadErrorCode>> Fetch(IReadOnlyCollection<DownloadItem> items, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(items);
        var tally = new DownloadTally(items, progress);
        var missing = new List<DownloadItem>();
        foreach (var item in items)
        {
            if (sink.Has(item.Object.Digest))
            {
                tally.Done(item);
            }
            else
            {
                missing.Add(item);
            }
        }

        var queue = new DownloadQueue(missing, options.Order);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var faults = new ConcurrentQueue<Fault<DownloadErrorCode>>();
        var workers = Enumerable.Range(0, Math.Clamp(options.Parallel, 1, Math.Min(MaxParallel, Math.Max(1, missing.Count))))
            .Select(number => Task.Run(() => Work(number, queue, tally, faults, stop), CancellationToken.None))
            .ToArray();
        await Task.WhenAll(workers).ConfigureAwait(false);
        return faults.TryDequeue(out var fault) ? fault
            : cancellation.IsCancellationRequested ? new Fault<DownloadErrorCode>(DownloadErrorCode.Cancelled, "The download was stopped.", "Start it again: it goes on where it was.")
            : tally.Progress;
    }

    /// <summary>Fetches one small object into memory and keeps it; reads it from nowhere else.</summary>
    /// <returns>Its verified bytes.</returns>
    public async Task<Result<byte[], DownloadErrorCode>> FetchBytes(DownloadItem item, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(item);
        var plain = new byte[item.Object.SizeBytes];
        using var fetch = new ObjectFetch(options, static _ => { });
        try
        {
            return await Obtain(fetch, 0, item, plain, cancellation).ConfigureAwait(false) is { } fault ? fault : plain;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new Fault<DownloadErrorCode>(DownloadErrorCode.Cancelled, "The download was stopped.", "Start it again.");
        }
    }

    private async Task Work(int number, DownloadQueue queue, DownloadTally tally, ConcurrentQueue<Fault<DownloadErrorCode>> faults, CancellationTokenSource stop)
    {
        using var fetch = new ObjectFetch(options, tally.Received);
        try
        {
            while (!stop.IsCancellationRequested && queue.Take() is { } item)
            {
                if (await FetchOne(fetch, number, item, stop.Token).ConfigureAwait(false) is { } fault)
                {
                    faults.Enqueue(fault);
                    await stop.CancelAsync().ConfigureAwait(false);
                    return;
                }

                tally.Done(item);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What came of the object is given up; whole objects are kept.
        }
    }

    private async ValueTask<Fault<DownloadErrorCode>?> FetchOne(ObjectFetch fetch, int number, DownloadItem item, CancellationToken cancellation)
    {
        var sizeBytes = (int)item.Object.SizeBytes;
        var rented = ArrayPool<byte>.Shared.Rent(sizeBytes);
        try
        {
            return await Obtain(fetch, number, item, rented.AsMemory(0, sizeBytes), cancellation).ConfigureAwait(false)
                ?? await options.Work.Run(() => sink.Keep(fetch.Encoded(item.Object), rented.AsMemory(0, sizeBytes))).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Asks source after source until the object is in <paramref name="plain"/>.</summary>
    private async ValueTask<Fault<DownloadErrorCode>?> Obtain(ObjectFetch fetch, int number, DownloadItem item, Memory<byte> plain, CancellationToken cancellation)
    {
        fetch.Forget();
        var without = new HashSet<ObjectSourceState>();
        while (sources.Next(number, without) is { } state)
        {
            switch (await fetch.Try(state, item, plain, cancellation).ConfigureAwait(false))
            {
                case Attempt.Done:
                    state.Progressed();
                    return null;
                case Attempt.NotThere:
                    _ = without.Add(state);
                    break;
                case Attempt.Cut when fetch.HasGrown():
                    state.Progressed();
                    break;
                case Attempt.Cut or Attempt.Restart:
                    await BackOff(state, cancellation).ConfigureAwait(false);
                    break;
            }
        }

        return sources.AreAllDropped
            ? new Fault<DownloadErrorCode>(DownloadErrorCode.NoSource, $"No source is left for {item.Module}: {string.Join("; ", sources.Dropped.Select(dropped => $"{dropped.Source}: {dropped.Because}"))}.", "Check the link and the registry's address, and try again: what was fetched is kept.")
            : new Fault<DownloadErrorCode>(DownloadErrorCode.NotFound, $"No source has the object {item.Object.Digest} of {item.Module}.", "Tell its publisher; the release cannot be installed as it is.");
    }

    private async ValueTask BackOff(ObjectSourceState state, CancellationToken cancellation)
    {
        var tries = state.Failed();
        if (tries >= options.MaxFruitlessTries)
        {
            state.Drop("it cannot be reached, or cuts every link");
            return;
        }

        if (tries > 1 && sources.Count == 1)
        {
            await Task.Delay(options.FirstBackoff * (1 << (tries - 1)), options.Time, cancellation).ConfigureAwait(false);
        }
    }
}
