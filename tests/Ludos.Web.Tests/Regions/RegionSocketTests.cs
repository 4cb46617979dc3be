using System.Buffers.Binary;
using System.Net.WebSockets;
using Ludos.Base.Checksums;
using Ludos.Protocols.View.V1;
using Ludos.State;
using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests.Regions;

public sealed class RegionSocketTests
{
    private const string Game = "tests/modules/good";
    private const string Watched = "proof";

    [Fact]
    public async Task Two_pages_follow_one_region_whole_and_each_at_its_own_pace()
    {
        using var game = Served.Game(Game);
        using var quick = await FollowAsync(game);
        using var slow = await FollowAsync(game);
        Assert.Equal(1, game.Host.RegionFeeds);
        var leaps = 0;
        for (var frame = 0; frame < 40; frame++)
        {
            await quick.TakeAsync();
            if (frame % 8 == 7)
            {
                leaps += await slow.TakeAsync() > 0 ? 1 : 0;
            }
        }

        Assert.True(leaps > 0, "The slow page was never told of epochs that were left out.");
    }

    [Fact]
    public async Task A_page_that_takes_nothing_is_sent_a_bounded_number_of_frames()
    {
        using var game = Served.Game(Game);
        using var page = await FollowAsync(game, WebLimits.MaxRegionFramesInFlight);
        var epoch = game.Session.Arena.Find(Watched).Value.Epoch;
        Assert.True(SpinWait.SpinUntil(() => game.Session.Arena.Find(Watched).Value.Epoch > epoch + 20, TimeSpan.FromSeconds(20)));
        await page.AcknowledgeAsync();
        var skipped = await page.TakeAsync();
        Assert.True(skipped >= 15, $"{skipped} epochs were left out.");
    }

    [Fact]
    public async Task A_key_is_sent_when_it_is_asked_for_and_to_a_socket_that_was_opened_anew()
    {
        using var game = Served.Game(Game);
        ulong last;
        using (var page = await FollowAsync(game))
        {
            await page.TakeAsync();
            await page.Socket.SendAsync("""{"op":"key","feed":0}""");
            Assert.True(await page.UntilKeyAsync());
            last = page.Epoch;
        }

        using var again = await FollowAsync(game);
        Assert.True(again.Epoch >= last);
        await again.Socket.SendAsync("""{"op":"unwatch","feed":0}""");
        Assert.True(SpinWait.SpinUntil(() => game.Host.RegionFeeds == 0, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task One_page_may_watch_a_region_twice_and_let_go_of_one()
    {
        using var game = Served.Game(Game);
        using var page = await FollowAsync(game);
        await page.Socket.SendAsync($$"""{"op":"watch","feed":1,"region":"{{Watched}}"}""");
        await page.Socket.ReceiveAsync(received => received.Type == WebSocketMessageType.Binary && received.Bytes[1] == 1);
        await page.Socket.SendAsync("""{"op":"unwatch","feed":1}""");
        await page.Socket.SendAsync("""{"op":"watch","feed":2,"region":"nowhere"}""");
        await page.Socket.ReceiveAsync(received => received.IsText("refused"));
        Assert.Equal(1, game.Host.RegionFeeds);
        await page.Socket.SendAsync("""{"op":"unwatch","feed":0}""");
        Assert.True(SpinWait.SpinUntil(() => game.Host.RegionFeeds == 0, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task What_cannot_be_watched_is_told_and_the_socket_goes_on()
    {
        using var game = Served.Game(Game);
        using var socket = await game.ConnectAsync(path: "/regions");
        await socket.SendAsync("""{"op":"watch","feed":2,"region":"nowhere"}""");
        var refused = (await socket.ReceiveAsync(received => received.IsText("refused"))).Json;
        Assert.Equal("unknownRegion", refused.GetProperty("code").GetString());
        Assert.Equal(2, refused.GetProperty("feed").GetInt32());

        await socket.SendAsync("""{"op":"watch","feed":2,"region":"proof"}""");
        await socket.ReceiveAsync(received => received.IsText("region"));
        await socket.SendAsync("""{"op":"watch","feed":2,"region":"input"}""");
        Assert.Equal("feedTaken", (await socket.ReceiveAsync(received => received.IsText("refused"))).Json.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("""{"op":"pause"}""")]
    [InlineData("""{"op":"watch","feed":99,"region":"proof"}""")]
    public async Task What_is_not_a_message_closes_the_socket_with_the_reason(string text)
    {
        using var game = Served.Game(Game);
        using var socket = await game.ConnectAsync(path: "/regions");
        await socket.SendAsync(text);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await socket.UntilClosedAsync());
        Assert.NotEqual("", socket.CloseReason);
    }

    [Fact]
    public async Task An_acknowledgement_of_what_was_not_sent_and_too_long_a_message_close_the_socket()
    {
        using var game = Served.Game(Game);
        using (var page = await FollowAsync(game))
        {
            await page.Socket.SendAsync([StreamLayout.ViewRegionAckKind, 0, 0, 0, 255, 255, 0, 0]);
            Assert.Equal(WebSocketCloseStatus.PolicyViolation, await page.Socket.UntilClosedAsync());
        }

        using var socket = await game.ConnectAsync(path: "/regions");
        await socket.SendAsync(new byte[WebLimits.MaxMessageBytes + 1]);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await socket.UntilClosedAsync());
        Assert.True(SpinWait.SpinUntil(() => game.Host.RegionFeeds == 0, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Pages_beyond_the_limit_are_turned_away_and_a_stop_is_told()
    {
        using var game = Served.Game(Game);
        var sockets = new List<PageSocket>();
        for (var i = 0; i < WebLimits.MaxRegionPages; i++)
        {
            sockets.Add(await game.ConnectAsync(path: "/regions"));
            await sockets[^1].ReceiveAsync(received => received.IsText("hello"));
        }

        using var beyond = await game.ConnectAsync(path: "/regions");
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await beyond.UntilClosedAsync());
        game.Session.Stop();
        foreach (var socket in sockets)
        {
            await socket.ReceiveAsync(received => received.IsText("bye"));
            socket.Dispose();
        }
    }

    private static async Task<Follower> FollowAsync(Served game, int framesLeft = 0)
    {
        var socket = await game.ConnectAsync(path: "/regions");
        await socket.SendAsync($$"""{"op":"watch","feed":0,"region":"{{Watched}}","check":true}""");
        var described = (await socket.ReceiveAsync(received => received.IsText("region"))).Json;
        var schema = game.Session.Arena.Find(Watched).Value.Schema;
        Assert.Equal((schema.StrideBytes, schema.SizeBytes), (described.GetProperty("strideBytes").GetInt32(), described.GetProperty("sizeBytes").GetInt64()));
        var follower = new Follower(socket, schema);
        for (var frame = 0; frame < Math.Max(1, framesLeft); frame++)
        {
            await follower.ReceiveAsync(acknowledge: framesLeft == 0);
        }

        return follower;
    }

    /// <summary>A page that applies what comes and holds it against the checksum that came with it.</summary>
    private sealed class Follower(PageSocket socket, RegionSchema schema) : IDisposable
    {
        private readonly byte[] _content = new byte[schema.SizeBytes];
        private uint _sequence;
        private bool _wasKey;

        public PageSocket Socket => socket;

        public ulong Epoch { get; private set; }

        /// <returns>Epochs that were left out before the frame.</returns>
        public Task<uint> TakeAsync() => ReceiveAsync(acknowledge: true);

        public async Task<uint> ReceiveAsync(bool acknowledge)
        {
            var message = (await socket.ReceiveAsync(received => received.Type == WebSocketMessageType.Binary)).Bytes;
            Assert.Equal((StreamLayout.ViewRegionKind, (byte)0, StreamLayout.ViewRegionChecksumFlag), (message[0], message[1], message[2]));
            var delta = message.AsSpan(ViewRegionHead.SizeBytes);
            Assert.True(DeltaReader.TryOpen(delta, out var reader, out var damage), damage?.ToString());
            var skipped = BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(12));
            Assert.Equal(reader.IsKey ? 0 : (uint)(reader.Epoch - reader.BaseEpoch - 1), skipped);
            _wasKey = reader.IsKey;
            var applied = RegionDelta.Apply(delta, _content, Epoch, schema);
            Assert.True(applied.IsOk, applied.Fault?.ToString());
            Epoch = applied.Value;
            Assert.Equal(BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(8)), Crc32C.Of(_content));
            Assert.Equal(_sequence + 1, BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(4)));
            _sequence++;
            if (acknowledge)
            {
                await AcknowledgeAsync();
            }

            return skipped;
        }

        public Task AcknowledgeAsync()
        {
            var message = new byte[ViewRegionAck.SizeBytes];
            message[0] = StreamLayout.ViewRegionAckKind;
            BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(4), _sequence);
            return socket.SendAsync(message);
        }

        public async Task<bool> UntilKeyAsync()
        {
            for (var frame = 0; frame < 2 * WebLimits.MaxRegionFramesInFlight; frame++)
            {
                await TakeAsync();
                if (_wasKey)
                {
                    return true;
                }
            }

            return false;
        }

        public void Dispose() => socket.Dispose();
    }
}
