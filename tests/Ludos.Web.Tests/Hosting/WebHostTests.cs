using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests.Hosting;

public sealed class WebHostTests
{
    [Fact]
    public void Two_games_on_one_port_end_in_a_message_with_the_mend()
    {
        using var first = Served.Game("tests/modules/good");
        var second = WebHost.Start(first.Session, new WebOptions { Port = first.Host.Port });
        Assert.Equal(WebErrorCode.PortInUse, second.Fault!.Code);
        Assert.Contains("--port", second.Fault.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_number_that_is_no_port_is_refused(int port)
    {
        using var game = Served.Game("tests/modules/good");
        Assert.Equal(WebErrorCode.PortNotAllowed, WebHost.Start(game.Session, new WebOptions { Port = port }).Fault!.Code);
    }

    [Fact]
    public async Task Disposing_says_goodbye_and_frees_the_port()
    {
        using var game = Served.Game("tests/modules/good");
        using var socket = await game.ConnectAsync();
        await socket.ReceiveAsync(received => received.IsText("status"));
        Assert.Equal(1, game.Host.Viewers);

        var disposing = Task.Run(game.Host.Dispose);
        await socket.ReceiveAsync(received => received.IsText("bye"));
        await socket.UntilClosedAsync();
        await disposing;

        var again = WebHost.Start(game.Session, new WebOptions { Port = game.Host.Port });
        Assert.True(again.IsOk, again.Fault?.ToString());
        again.Value.Dispose();
    }

    [Fact]
    public async Task The_game_runs_while_somebody_watches_and_parks_after()
    {
        using var game = Served.Game("tests/modules/good");
        var socket = await game.ConnectAsync();
        await socket.ReceiveAsync(received => received.IsText("status") && received.Json.GetProperty("tick").GetInt64() > 5);
        socket.Dispose();

        Assert.True(SpinWait.SpinUntil(() => game.Host.Viewers == 0, TimeSpan.FromSeconds(10)), "The viewer was not let go of.");
        Assert.True(SpinWait.SpinUntil(() => game.Session.Status().State == "parked", TimeSpan.FromSeconds(10)), game.Session.Status().State);
    }
}
