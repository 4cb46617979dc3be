using Ludos.Base;
using Ludos.Distribution.Tests.Support;

namespace Ludos.Distribution.Tests.Downloads;

public sealed class OrderTests
{
    [Fact]
    public async Task What_ranks_first_comes_first_also_when_ranks_change_on_the_way()
    {
        var objects = Objects.Of(1, [.. Enumerable.Range(1, 12)]);
        var order = new Turning(objects);
        var sink = new CheckingSink();
        var source = new ScriptedSource("honest", (wanted, _) =>
        {
            // After the fourth, the rest is wanted the other way round.
            if (sink.Order.Count == 4)
            {
                order.Turn();
            }

            return ScriptedSource.Whole(objects.ByDigest[wanted.Digest]);
        });
        Assert.True((await Downloads.Make([source], sink, options => options with { Parallel = 1, Order = order }).Fetch(objects.Items, null, default)).IsOk);
        var sizes = sink.Order.Select(digest => objects.ByDigest[digest].Length).ToArray();

        // The fifth was under way when the order turned.
        Assert.Equal([1, 2, 3, 4, 5, 12, 11, 10, 9, 8, 7, 6], sizes);
        Assert.Equal(2, order.Arranged);
    }

    [Fact]
    public async Task Sources_share_the_work_and_no_more_runs_at_once_than_was_asked_for()
    {
        var objects = Objects.Of(2, [.. Enumerable.Repeat(50, 40).Select((size, index) => size + index)]);
        var (running, most) = (0, 0);
        using var both = new Barrier(2);
        ScriptedSource Source(string name) => new(name, (wanted, _) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);

            // The first two wait for each other: two sources are asked at once, or this never ends.
            if (objects.Items.Take(2).Any(item => item.Object.Digest == wanted.Digest))
            {
                both.SignalAndWait();
            }

            Interlocked.Decrement(ref running);
            return ScriptedSource.Whole(objects.ByDigest[wanted.Digest]);
        });
        var (left, right) = (Source("left"), Source("right"));
        Assert.True((await Downloads.Make([left, right], new CheckingSink(), options => options with { Parallel = 2 }).Fetch(objects.Items, null, default)).IsOk);
        Assert.Equal(40, left.Asked + right.Asked);
        Assert.True(left.Asked > 0 && right.Asked > 0);
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Progress_is_counted_and_ends_at_the_total()
    {
        var objects = Objects.Of(3, 40_000, 20, 30);
        var sink = new CheckingSink();
        await sink.KeepAll(objects, 1);
        var seen = new List<DownloadProgress>();
        var fetched = await Downloads.Make([ScriptedSource.Honest("honest", objects)], sink).Fetch(objects.Items, new Recorder(seen), default);
        Assert.Equal(fetched.Value with { Latest = null }, seen[^1] with { Latest = null });
        Assert.Equal(new DownloadProgress(3, 3, 40_050, 40_050, 50), fetched.Value with { Latest = null });
        Assert.Equal(seen.OrderBy(one => one.ReceivedBytes + one.DoneBytes), seen);
    }

    [Fact]
    public async Task A_full_disk_ends_it_with_its_reason_and_cancelling_with_another()
    {
        var objects = Objects.Of(4, 10, 20);
        var full = new CheckingSink { Refusal = new Fault<DownloadErrorCode>(DownloadErrorCode.DiskFull, "The disk is full.") };
        Assert.Equal(DownloadErrorCode.DiskFull, (await Downloads.Make([ScriptedSource.Honest("honest", objects)], full).Fetch(objects.Items, null, default)).Fault!.Code);
        using var stop = new CancellationTokenSource();
        var silent = new ScriptedSource("silent", (_, _) => new ObjectReply(Store.ObjectEncoding.Identity, null, 0, 10, new SilentStream([], stop.Cancel)));
        Assert.Equal(DownloadErrorCode.Cancelled, (await Downloads.Make([silent], new CheckingSink()).Fetch(objects.Items, null, stop.Token)).Fault!.Code);
    }

    [Fact]
    public async Task One_object_can_be_had_in_memory()
    {
        var objects = Objects.Of(5, 1_000);
        Assert.Equal(objects.ByDigest.Values.Single(), (await Downloads.Make([ScriptedSource.Honest("honest", objects)], new CheckingSink()).FetchBytes(objects.Items[0], default)).Value);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = Volatile.Read(ref most); seen < now; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, now, seen);
        }
    }

    private sealed class Recorder(List<DownloadProgress> seen) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => seen.Add(value);
    }

    private sealed class Turning(Objects objects) : IDownloadOrder
    {
        private bool _turned;
        private int _ranks;

        public int Version => _turned ? 2 : 1;

        /// <summary>How often everything that waited was ranked.</summary>
        public int Arranged => _ranks <= objects.Items.Count ? 1 : 2;

        public void Turn() => _turned = true;

        public long Rank(DownloadItem item)
        {
            _ranks++;
            return _turned ? -item.Object.SizeBytes : item.Object.SizeBytes;
        }
    }
}
