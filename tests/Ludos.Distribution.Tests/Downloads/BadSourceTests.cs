using System.Text;
using Ludos.Base;
using Ludos.Distribution.Tests.Support;
using Ludos.Platform.Engines;
using Ludos.Store;

namespace Ludos.Distribution.Tests.Downloads;

/// <summary>Sources that lie, stall, send without end or are gone: dropped for the session, and the objects come from elsewhere.</summary>
public sealed class BadSourceTests
{
    [Fact]
    public async Task Any_flipped_bit_of_a_body_is_found_and_fetched_elsewhere()
    {
        var objects = Objects.Of(1, 64);
        var good = objects.ByDigest[objects.Items[0].Object.Digest];
        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            var bad = (byte[])good.Clone();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            var sources = new ObjectSources([new ScriptedSource("liar", (_, _) => ScriptedSource.Whole(bad)), ScriptedSource.Honest("honest", objects)]);
            var sink = new CheckingSink();
            Assert.True((await Downloads.Make(sources, sink).Fetch(objects.Items, null, default)).IsOk);
            Assert.Equal(good, sink.Objects.Single().Value);
            Assert.Equal("liar", sources.Dropped.Single().Source);
        }
    }

    [Fact]
    public async Task A_liar_is_not_asked_again_in_its_session()
    {
        var objects = Objects.Of(2, [.. Enumerable.Repeat(100, 20)]);
        var liar = new ScriptedSource("liar", (wanted, _) => ScriptedSource.Whole(new byte[wanted.SizeBytes]));
        var sources = new ObjectSources([liar, ScriptedSource.Honest("honest", objects)]);
        var downloader = Downloads.Make(sources, new CheckingSink(), options => options with { Parallel = 1 });
        Assert.True((await downloader.Fetch(objects.Items, null, default)).IsOk);
        Assert.Equal(1, liar.Asked);
        Assert.Contains("are not that object", sources.Dropped.Single().Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_sends_without_end_is_cut_off_at_the_bound()
    {
        var objects = Objects.Of(3, 5_000);
        using var endless = new WireServer(objects) { Endless = new byte[1_000], Bend = (_, head, body) => (Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"), body) };
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var sources = new ObjectSources([new HttpObjectSource(client, endless.Address), ScriptedSource.Honest("honest", objects)]);
        var fetched = await Downloads.Make(sources, new CheckingSink()).Fetch(objects.Items, null, default);
        Assert.Contains("more bytes than", sources.Dropped.Single().Because, StringComparison.Ordinal);

        // One byte past the object's size was enough, and the honest source sent the object.
        Assert.InRange(fetched.Value.ReceivedBytes, 10_001, 5_001 + 5_000);
    }

    [Fact]
    public async Task A_length_that_is_too_large_is_refused_before_a_byte_of_the_body()
    {
        var objects = Objects.Of(4, 100);
        var sources = new ObjectSources([
            new ScriptedSource("huge", (_, _) => new ObjectReply(ObjectEncoding.Identity, null, 0, 1L << 40, new SilentStream([], () => Assert.Fail("It was read.")))),
            ScriptedSource.Honest("honest", objects)]);
        Assert.True((await Downloads.Make(sources, new CheckingSink()).Fetch(objects.Items, null, default)).IsOk);
        Assert.Contains("1099511627776", sources.Dropped.Single().Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_finds_no_room()
    {
        Assert.True(Zstd.IsPresent, "libzstd is needed here: apt-get install libzstd1.");
        var objects = Objects.Of(5, 1_000);
        var bomb = ObjectCodec.Encode(new byte[8 * 1024 * 1024], CompressionEffort.Small);
        Assert.True(bomb.Bytes.Length < 2_000);
        var sources = new ObjectSources([
            new ScriptedSource("bomb", (_, _) => new ObjectReply(bomb.Encoding, null, 0, bomb.Bytes.Length, new MemoryStream(bomb.Bytes.ToArray()))),
            ScriptedSource.Honest("honest", objects)]);
        var sink = new CheckingSink();
        Assert.True((await Downloads.Make(sources, sink).Fetch(objects.Items, null, default)).IsOk);
        Assert.Equal(1_000, sink.Objects.Single().Value.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public async Task A_source_that_stalls_is_dropped_when_its_time_is_over(int firstBytes)
    {
        var objects = Objects.Of(6, 3_000);
        var time = new ManualTime();
        var stall = TimeSpan.FromSeconds(15);
        var good = objects.ByDigest[objects.Items[0].Object.Digest];
        var sources = new ObjectSources([
            new ScriptedSource("silent", (_, _) => new ObjectReply(ObjectEncoding.Identity, "\"v\"", 0, 3_000, new SilentStream(good[..firstBytes], () => time.Advance(stall)))),
            ScriptedSource.Honest("honest", objects)]);
        var fetched = await Downloads.Make(sources, new CheckingSink(), options => options with { Time = time, StallTime = stall }).Fetch(objects.Items, null, default);
        Assert.True(fetched.IsOk, fetched.Fault?.ToString());
        Assert.Contains("it stalled", sources.Dropped.Single().Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trickle_is_a_stall()
    {
        var objects = Objects.Of(6, 3_000);
        var time = new ManualTime();
        var reads = 0;
        var trickle = new ScriptedSource("trickle", (_, _) => new ObjectReply(ObjectEncoding.Identity, null, 0, 3_000, new TrickleStream(() =>
        {
            reads++;
            time.Advance(TimeSpan.FromSeconds(4));
        })));
        var sources = new ObjectSources([trickle, ScriptedSource.Honest("honest", objects)]);
        var fetched = await Downloads.Make(sources, new CheckingSink(), options => options with { Time = time, StallTime = TimeSpan.FromSeconds(15) }).Fetch(objects.Items, null, default);
        Assert.True(fetched.IsOk, fetched.Fault?.ToString());
        Assert.Contains("it stalled", sources.Dropped.Single().Because, StringComparison.Ordinal);
        Assert.InRange(reads, 3, 6);
    }

    [Fact]
    public async Task A_pacer_that_holds_back_makes_nobody_stall()
    {
        var objects = Objects.Of(6, 100_000);
        var time = new ManualTime();
        var pacer = new SlowPacer(time);
        var fetched = await Downloads.Make([ScriptedSource.Honest("honest", objects)], new CheckingSink(), options => options with { Time = time, StallTime = TimeSpan.FromSeconds(15), Pacer = pacer }).Fetch(objects.Items, null, default);
        Assert.True(fetched.IsOk, fetched.Fault?.ToString());
        Assert.Equal(100_000, pacer.TakenBytes);
    }

    [Fact]
    public async Task What_nobody_has_and_nobody_left_are_told_apart()
    {
        var objects = Objects.Of(9, 10, 20);
        var fewer = new Objects();
        fewer.Add(objects.ByDigest[objects.Items[0].Object.Digest]);
        var sink = new CheckingSink();
        var lacking = await Downloads.Make([ScriptedSource.Honest("a", fewer), ScriptedSource.Honest("b", fewer)], sink).Fetch(objects.Items, null, default);
        Assert.Equal(DownloadErrorCode.NotFound, lacking.Fault!.Code);
        Assert.Contains(objects.Items[1].Object.Digest.ToString(), lacking.Fault.Message, StringComparison.Ordinal);
        var gone = new WireServer(objects);
        var address = gone.Address;
        gone.Dispose();
        using var client = new HttpClient();
        var unreachable = await Downloads.Make([new HttpObjectSource(client, address)], new CheckingSink()).Fetch(objects.Items, null, default);
        Assert.Equal(DownloadErrorCode.NoSource, unreachable.Fault!.Code);
        Assert.Contains(address.ToString(), unreachable.Fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 206 Partial Content\r\nContent-Length: 64\r\nContent-Range: bytes 5-68/69\r\n\r\n", "a part where none was asked for")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 64\r\nContent-Encoding: gzip\r\n\r\n", "a coding that it was not asked for")]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "it answers 301")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "it answers 403")]
    public async Task Answers_that_no_registry_gives_drop_the_source(string head, string because)
    {
        var objects = Objects.Of(10, 64);
        using var server = new WireServer(objects) { Bend = (_, _, body) => (Encoding.ASCII.GetBytes(head), body) };
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        var sources = new ObjectSources([new HttpObjectSource(client, server.Address), ScriptedSource.Honest("honest", objects)]);
        Assert.True((await Downloads.Make(sources, new CheckingSink()).Fetch(objects.Items, null, default)).IsOk);
        Assert.Contains(because, sources.Dropped.Single().Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_representation_that_changed_in_between_is_begun_anew()
    {
        var objects = Objects.Of(11, 2_000);
        var good = objects.ByDigest[objects.Items[0].Object.Digest];
        var asked = new List<long>();
        var source = new ScriptedSource("changing", (_, resume) =>
        {
            asked.Add(resume?.OffsetBytes ?? 0);
            return asked.Count switch
            {
                // Half of it, then the link is cut; the rest belongs to other bytes; then all of it.
                1 => new ObjectReply(ObjectEncoding.Identity, "\"v\"", 0, 2_000, new MemoryStream([.. good[..700], .. new byte[300]])),
                2 => new ObjectReply(ObjectEncoding.Identity, "\"v\"", resume!.OffsetBytes, 2_000, new MemoryStream(good[1000..])),
                _ => ScriptedSource.Whole(good),
            };
        });
        var sources = new ObjectSources([source]);
        var sink = new CheckingSink();
        Assert.True((await Downloads.Make(sources, sink).Fetch(objects.Items, null, default)).IsOk);
        Assert.Equal([0, 1000, 0], asked);
        Assert.Empty(sources.Dropped);
        Assert.Equal(good, sink.Objects.Single().Value);
    }

    private sealed class SlowPacer(ManualTime time) : IDownloadPacer
    {
        public long TakenBytes;

        public ValueTask Take(int bytes, CancellationToken cancellation)
        {
            Assert.InRange(bytes, 1, DownloadOptions.ReadBytes);
            TakenBytes += bytes;
            time.Advance(TimeSpan.FromHours(1));
            return default;
        }
    }

    /// <summary>One byte a read, for ever.</summary>
    private sealed class TrickleStream(Action read) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            read();
            cancellationToken.ThrowIfCancellationRequested();
            return new(1);
        }
    }
}
