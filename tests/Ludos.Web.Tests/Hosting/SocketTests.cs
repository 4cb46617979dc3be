using System.Net.WebSockets;
using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests.Hosting;

public sealed class SocketTests
{
    private const byte Keyboard = 0;
    private const ushort KeyRight = 0x4F;
    private const byte BitRight = 0x20;

    [Fact]
    public async Task A_page_is_greeted_and_then_told_four_times_a_second()
    {
        using var game = Served.Game("tests/modules/good");
        using var socket = await game.ConnectAsync();
        var hello = (await socket.ReceiveAsync()).Json;
        Assert.Equal("hello", hello.GetProperty("type").GetString());
        Assert.Equal(1, hello.GetProperty("protocol").GetInt32());
        Assert.True(hello.GetProperty("bindings").GetArrayLength() > 10);

        var first = (await socket.ReceiveAsync(received => received.IsText("status"))).Json.GetProperty("tick").GetInt64();
        var later = (await socket.ReceiveAsync(received => received.IsText("status") && received.Json.GetProperty("tick").GetInt64() > first)).Json;
        Assert.Equal("proof", later.GetProperty("modules")[0].GetProperty("id").GetString());
        Assert.Equal(64, later.GetProperty("modules")[0].GetProperty("digest").GetString()!.Length);
        Assert.Contains(later.GetProperty("regions").EnumerateArray(), region => region.GetProperty("name").GetString() == "proof");
    }

    [Fact]
    public async Task Too_large_a_message_closes_the_socket()
    {
        using var game = Served.Game("tests/modules/good");
        using var socket = await game.ConnectAsync();
        await socket.SendAsync(new byte[WebLimits.MaxMessageBytes + 1]);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await socket.UntilClosedAsync());
    }

    [Theory]
    [InlineData("""{"op":"format"}""")]
    [InlineData("hello")]
    public async Task What_is_not_a_message_closes_the_socket_with_the_reason(string text)
    {
        using var game = Served.Game("tests/modules/good");
        using var socket = await game.ConnectAsync();
        await socket.SendAsync(text);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await socket.UntilClosedAsync());
        Assert.NotEqual("", socket.CloseReason);
    }

    [Fact]
    public async Task A_flood_closes_the_socket_and_the_game_goes_on()
    {
        using var game = Served.Game("tests/modules/good");
        using var watcher = await game.ConnectAsync();
        using var flood = await game.ConnectAsync();
        var flooding = Task.Run(async () =>
        {
            try
            {
                for (var i = 0; i < 20 * WebLimits.MaxMessagesPerInterval; i++)
                {
                    await flood.PressAsync(Keyboard, KeyRight, i & 1);
                }
            }
            catch (WebSocketException)
            {
                // Closed, as it should be.
            }
        });
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await flood.UntilClosedAsync());
        await flooding;
        var tick = (await watcher.ReceiveAsync(received => received.IsText("status"))).Json.GetProperty("tick").GetInt64();
        await watcher.ReceiveAsync(received => received.IsText("status") && received.Json.GetProperty("tick").GetInt64() > tick);
    }

    [Fact]
    public async Task Pages_beyond_the_limit_are_turned_away()
    {
        using var game = Served.Game("tests/modules/good");
        var sockets = new List<PageSocket>();
        for (var i = 0; i < WebLimits.MaxViewers; i++)
        {
            sockets.Add(await game.ConnectAsync());
            await sockets[^1].ReceiveAsync(received => received.IsText("hello"));
        }

        using var beyond = await game.ConnectAsync();
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await beyond.UntilClosedAsync());
        Assert.Contains("8 pages", beyond.CloseReason, StringComparison.Ordinal);
        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task Pause_resume_and_restart_reach_the_game()
    {
        using var game = Served.Game("tests/modules/good");
        using var socket = await game.ConnectAsync();
        await socket.ReceiveAsync(received => received.IsText("status") && received.Json.GetProperty("tick").GetInt64() > 10);
        await socket.SendAsync("""{"op":"pause"}""");
        await socket.ReceiveAsync(received => received.IsText("status") && received.Json.GetProperty("state").GetString() == "paused");
        await socket.SendAsync("""{"op":"resume"}""");
        var running = await socket.ReceiveAsync(received => received.IsText("status") && received.Json.GetProperty("state").GetString() == "running");
        var before = running.Json.GetProperty("tick").GetInt64();
        await socket.SendAsync("""{"op":"restart"}""");
        await socket.ReceiveAsync(received => received.IsText("event") && received.Json.GetProperty("kind").GetString() == "restarted");
        Assert.True(before > 0);
    }

    [Fact]
    public async Task A_key_reaches_the_input_region_and_is_let_go_of_when_the_page_leaves()
    {
        using var game = Served.Game("games/shoal");
        using var watcher = await game.ConnectAsync();
        using var player = await game.ConnectAsync();
        Assert.True(game.Session.Arena.TryFind("input", out var input));
        await player.PressAsync(Keyboard, KeyRight, 1);
        Assert.True(SpinWait.SpinUntil(() => input.Front[0] == BitRight, TimeSpan.FromSeconds(10)), "The key did not arrive.");
        player.Dispose();
        Assert.True(SpinWait.SpinUntil(() => input.Front[0] == 0, TimeSpan.FromSeconds(10)), "The key stayed pressed.");
    }

    [Fact]
    public async Task Frames_rebuild_the_screen_and_a_page_that_does_not_acknowledge_gets_no_more_than_two()
    {
        using var game = Served.Game("games/shoal");
        using var socket = await game.ConnectAsync();
        var screen = (await socket.ReceiveAsync(received => received.IsText("hello"))).Json.GetProperty("screen");
        var pixels = new byte[screen.GetProperty("pixelBytes").GetInt32()];
        for (var frame = 0; frame < 10; frame++)
        {
            var received = await socket.ReceiveAsync(message => message.IsScreen);
            ScreenDecoder.Apply(received.Bytes, pixels, []);
            await socket.AcknowledgeAsync(received.Sequence);
        }

        Assert.True(pixels.Distinct().Count() > 50, "The screen is blank.");
        var last = await SilentFramesAsync(socket);
        Assert.InRange(last, 0, WebLimits.MaxFramesInFlight);

        // A key frame is the latest picture, not one from a queue.
        Assert.True(game.Session.Arena.TryFind("screen", out var region));
        var epochBefore = region.Epoch;
        await socket.SendAsync("""{"op":"key"}""");
        var key = await socket.ReceiveAsync(message => message.IsScreen && message.Bytes[1] == 1);
        Assert.True(key.Epoch >= epochBefore, $"epoch {key.Epoch} after {epochBefore}");
    }

    /// <summary>Frames that come while nothing is acknowledged for the time of eight statuses.</summary>
    private static async Task<int> SilentFramesAsync(PageSocket socket)
    {
        var frames = 0;
        for (var statuses = 0; statuses < 8;)
        {
            var received = await socket.ReceiveAsync();
            frames += received.IsScreen ? 1 : 0;
            statuses += received.IsText("status") ? 1 : 0;
        }

        return frames;
    }
}
