using System.Net.WebSockets;
using Ludos.Runtime;
using Ludos.Web.Access;
using Ludos.Web.Api;
using Ludos.Web.Assets;
using Ludos.Web.Regions;
using Ludos.Web.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ludos.Web;

/// <summary>The road of a request: the gate, then the socket, the calls or the page's files.</summary>
internal sealed class WebPipeline : IDisposable
{
    private readonly RequestGate _gate;
    private readonly EmbeddedAssets _assets = EmbeddedAssets.Load();
    private readonly SwapEndpoint _swap;

    public WebPipeline(GameSession session, bool dev, RequestGate gate)
    {
        _gate = gate;
        _swap = new SwapEndpoint(session, dev);
        Hub = new ViewerHub(session, dev);
        Regions = new RegionHub(session);
        _ = SayByeAsync(session);
    }

    public ViewerHub Hub { get; }

    public RegionHub Regions { get; }

    public void Use(WebApplication app)
    {
        app.Use((context, next) => _gate.InvokeAsync(context, () => next(context)));
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
        app.Run(RouteAsync);
    }

    public void Dispose()
    {
        Hub.Dispose();
        Regions.Dispose();
        _swap.Dispose();
    }

    private Task RouteAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("GET", WebRoutes.Socket) => ServeSocketAsync(context, Hub.ServeAsync),
        ("GET", WebRoutes.Regions) => ServeSocketAsync(context, Regions.ServeAsync),
        ("GET", WebRoutes.Ping) => Empty(context, StatusCodes.Status204NoContent),
        ("POST", WebRoutes.Swap) => _swap.SwapAsync(context),
        ("POST", WebRoutes.RollBack) => _swap.RollBackAsync(context),
        _ => _assets.ServeAsync(context),
    };

    private static async Task ServeSocketAsync(HttpContext context, Func<WebSocket, CancellationToken, Task> serve)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Empty(context, StatusCodes.Status426UpgradeRequired);
            return;
        }

        // Uncompressed: on this machine the bytes are cheaper than the time to squeeze them.
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await serve(socket, context.RequestAborted);
    }

    private async Task SayByeAsync(GameSession session)
    {
        await session.Stopped;
        Hub.SayBye("The game was stopped.");
        Regions.SayBye("The game was stopped.");
    }

    private static Task Empty(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
