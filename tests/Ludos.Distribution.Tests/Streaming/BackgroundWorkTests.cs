using Ludos.Distribution.Tests.Support;
using Ludos.Platform.Threading;

namespace Ludos.Distribution.Tests.Streaming;

public sealed class BackgroundWorkTests
{
    [Fact]
    public async Task Work_runs_on_one_thread_that_yields_and_its_faults_come_back()
    {
        using var work = new BackgroundWork();
        var first = await work.Run(() => (Environment.CurrentManagedThreadId, BackgroundThread.Current));
        var second = await Task.Run(async () => await work.Run(() => (Environment.CurrentManagedThreadId, BackgroundThread.Current)));
        Assert.Equal(first, second);
        Assert.True(!OperatingSystem.IsLinux() || first.Current >= BackgroundThread.Nice, $"Its nice value is {first.Current}.");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await work.Run<int>(() => throw new InvalidOperationException("It cannot.")));
        Assert.Equal(3, await work.Run(() => 3));
    }

    /// <summary>Decoding and keeping are on the light thread, and the downloader comes to the same end.</summary>
    [Fact]
    public async Task A_download_decodes_and_keeps_on_it()
    {
        var objects = Objects.Of(3, 4_000, 90_000, 17, 250_000);
        using var server = new WireServer(objects);
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var work = new BackgroundWork();
        var kept = new ThreadSink();
        var fetched = await Distribution.Tests.Downloads.Downloads.Make([new HttpObjectSource(client, server.Address)], kept, options => options with { Work = work }).Fetch(objects.Items, null, default);
        Assert.Equal(4, fetched.Value.DoneObjects);
        Assert.Equal(4, kept.Inner.Objects.Count);
        Assert.Equal(["ludos stream work"], kept.Threads.Distinct());
    }

    private sealed class ThreadSink : IObjectSink
    {
        public CheckingSink Inner { get; } = new();

        public System.Collections.Concurrent.ConcurrentQueue<string?> Threads { get; } = new();

        public bool Has(Base.Digest digest) => Inner.Has(digest);

        public Base.Fault<DownloadErrorCode>? Keep(Store.EncodedObject encoded, ReadOnlyMemory<byte> plain)
        {
            Threads.Enqueue(Thread.CurrentThread.Name);
            return Inner.Keep(encoded, plain);
        }
    }
}
