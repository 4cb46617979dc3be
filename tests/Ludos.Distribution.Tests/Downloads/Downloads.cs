using Ludos.Distribution.Tests.Support;
using Ludos.Store;

namespace Ludos.Distribution.Tests.Downloads;

internal static class Downloads
{
    public static Downloader Make(IEnumerable<IObjectSource> sources, IObjectSink sink, Func<DownloadOptions, DownloadOptions>? with = null) =>
        Make(new ObjectSources(sources), sink, with);

    public static Downloader Make(ObjectSources sources, IObjectSink sink, Func<DownloadOptions, DownloadOptions>? with = null)
    {
        var options = new DownloadOptions { Time = TimeProvider.System, FirstBackoff = TimeSpan.FromMilliseconds(1), StallTime = TimeSpan.FromMinutes(5) };
        return new Downloader(sources, sink, with is null ? options : with(options));
    }

    /// <summary>As if an earlier session had fetched the first objects.</summary>
    public static Task KeepAll(this CheckingSink sink, Objects objects, int count)
    {
        foreach (var item in objects.Items.Take(count))
        {
            _ = sink.Keep(ObjectCodec.Encode(objects.ByDigest[item.Object.Digest], CompressionEffort.Fast), objects.ByDigest[item.Object.Digest]);
        }

        return Task.CompletedTask;
    }
}
