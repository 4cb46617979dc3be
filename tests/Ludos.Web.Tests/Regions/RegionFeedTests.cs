using Ludos.Base.Checksums;
using Ludos.State;
using Ludos.Web.Regions;
using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests.Regions;

public sealed class RegionFeedTests : IDisposable
{
    private const int SizeBytes = 5_000;

    private readonly Arena _arena = Arena.Create(ArenaOptions.Default).Value;
    private readonly Region _region;
    private readonly RegionWriter _writer;
    private readonly RegionFeed _feed;
    private readonly SeededBytes _random = new(91);

    public RegionFeedTests()
    {
        _region = _arena.Add(new RegionSchema("fish", [new FieldSchema(1, "value", FieldType.U8)], SizeBytes, 4, IsVolatile: false)).Value;
        _writer = _region.AcquireWriter().Value;
        _feed = new RegionFeed(_region);
    }

    public void Dispose()
    {
        _feed.Dispose();
        _writer.Dispose();
        _arena.Dispose();
    }

    [Fact]
    public void Two_pages_that_keep_up_share_one_comparison_and_one_frame()
    {
        var first = new Replica();
        var second = new Replica();
        first.Take(_feed);
        second.Take(_feed);
        for (var round = 1; round <= 50; round++)
        {
            Publish();
            var one = _feed.Take(first.Epoch, checksum: false)!;
            var two = _feed.Take(second.Epoch, checksum: false)!;
            Assert.Same(one, two);
            first.Apply(one);
            second.Apply(two);
            Assert.Equal(round, _feed.Comparisons);
        }

        Assert.True(_region.Front.SequenceEqual(first.Content));
        Assert.True(_region.Front.SequenceEqual(second.Content));
        Assert.Null(_feed.Take(first.Epoch, checksum: false));
    }

    /// <summary>A page that was away for any number of epochs gets one delta over all of them, and then holds what everyone holds.</summary>
    [Fact]
    public void A_page_that_is_behind_leaps_to_the_newest()
    {
        var steady = new Replica();
        var slow = new Replica();
        steady.Take(_feed);
        slow.Take(_feed);
        for (var round = 0; round < 200; round++)
        {
            Publish();
            steady.Take(_feed);
            if (_random.Below(7) == 0)
            {
                var frame = _feed.Take(slow.Epoch, checksum: false)!;
                Assert.Equal(_region.Epoch, frame.Epoch);
                Assert.NotEqual(0ul, frame.BaseEpoch);
                slow.Apply(frame);
                Assert.True(_region.Front.SequenceEqual(slow.Content), $"round {round}");
            }
        }
    }

    [Fact]
    public void A_leap_holds_no_more_than_the_blocks_that_changed()
    {
        var page = new Replica();
        page.Take(_feed);
        for (var round = 0; round < 5; round++)
        {
            using var scope = _writer.Begin(WriteMode.Carry);
            scope.Bytes[round * 1_000]++;
            _ = scope.Publish();
            _feed.Take(_region.Epoch - 1, checksum: false)?.Release();
        }

        var leap = _feed.Take(page.Epoch, checksum: false)!;
        Assert.InRange(leap.Bytes.Length, 1, 48 + (5 * (8 + 32)));
        page.Apply(leap);
        Assert.True(_region.Front.SequenceEqual(page.Content));
    }

    [Fact]
    public void A_frame_names_the_checksum_of_the_whole_content_when_asked()
    {
        var frame = _feed.Take(0, checksum: true)!;
        Assert.Equal(Crc32C.Of(_region.Front), frame.ContentChecksum);
        frame.Release();
        Publish();
        var next = _feed.Take(frame.Epoch, checksum: true)!;
        Assert.Equal(Crc32C.Of(_region.Front), next.ContentChecksum);
        next.Release();
    }

    [Fact]
    public void Frames_go_round_and_nothing_is_allocated_once_warm()
    {
        var page = new Replica();
        page.Take(_feed);
        var made = 0;
        var allocated = 0L;
        for (var round = 0; round < 400; round++)
        {
            if (round == 100)
            {
                made = _feed.FramesMade;
                allocated = GC.GetAllocatedBytesForCurrentThread();
            }

            using (var scope = _writer.Begin(WriteMode.Carry))
            {
                scope.Bytes[round % SizeBytes]++;
                _ = scope.Publish();
            }

            // Every third epoch is left out, so that leaps are among them.
            if (round % 3 != 0)
            {
                var frame = _feed.Take(page.Epoch, checksum: true)!;
                page.Epoch = frame.Epoch;
                frame.Release();
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
        Assert.Equal(made, _feed.FramesMade);
        Assert.InRange(made, 1, 4);
    }

    private void Publish()
    {
        using var scope = _writer.Begin(WriteMode.Carry);
        for (var change = _random.Below(12); change >= 0; change--)
        {
            var length = 1 + _random.Below(90);
            _random.Take(length).CopyTo(scope.Bytes[_random.Below(SizeBytes - length)..]);
        }

        scope.Bytes[0]++;
        _ = scope.Publish();
    }

    private sealed class Replica
    {
        public byte[] Content { get; } = new byte[SizeBytes];

        public ulong Epoch { get; set; }

        public void Take(RegionFeed feed) => Apply(feed.Take(Epoch, checksum: false)!);

        public void Apply(DeltaFrame frame)
        {
            var schema = new RegionSchema("fish", [new FieldSchema(1, "value", FieldType.U8)], SizeBytes, 4, IsVolatile: false);
            var applied = RegionDelta.Apply(frame.Bytes.Span, Content, Epoch, schema);
            Assert.True(applied.IsOk, applied.Fault?.ToString());
            Epoch = applied.Value;
            frame.Release();
        }
    }
}
