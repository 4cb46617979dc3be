using System.Net;
using System.Net.WebSockets;
using Ludos.Distribution;
using Ludos.Platform;
using Ludos.Runtime;

namespace Ludos.Web.Tests.Support;

/// <summary>A real game in real time behind a real web host.</summary>
internal sealed class Served : IDisposable
{
    private Served(GameSession session, WebHost host)
    {
        Session = session;
        Host = host;
        Origin = $"http://127.0.0.1:{host.Port}";
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(Origin) };
    }

    public GameSession Session { get; }

    public WebHost Host { get; }

    public string Origin { get; }

    /// <summary>Keeps no cookies and follows no redirects.</summary>
    public HttpClient Http { get; }

    /// <summary>A machine that tests something else besides would bring a cap to its floor; how fast a stream is, is not what is tested here.</summary>
    private static readonly StreamCapOptions Unhurt = new() { FloorBytesPerSecond = 16 << 20, FirstBytesPerSecond = 24 << 20 };

    /// <param name="path">Below the repository's root.</param>
    /// <param name="update">Where a next version comes from; null without one.</param>
    public static Served Game(string path, bool dev = true, IGameUpdate? update = null)
    {
        var opened = GameSession.Open(Repository.PathOf(path.Split('/')), new SessionOptions { Clock = new MonotonicClock(), Dev = dev, Update = update, StreamCap = Unhurt });
        Assert.True(opened.IsOk, opened.Fault?.ToString());
        opened.Value.StartRealtime();
        var started = WebHost.Start(opened.Value, new WebOptions { Dev = dev });
        Assert.True(started.IsOk, started.Fault?.ToString());
        return new Served(opened.Value, started.Value);
    }

    /// <summary>Exchanges a fresh link for its cookie, as "name=value".</summary>
    public async Task<string> EnterAsync()
    {
        using var answer = await Http.GetAsync(new Uri(Host.NewUrl()));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? cookie, Action<HttpRequestMessage>? adjust = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        adjust?.Invoke(request);
        return await Http.SendAsync(request);
    }

    public async Task<PageSocket> ConnectAsync(string? origin = null, string path = "/socket")
    {
        var cookie = await EnterAsync();
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        socket.Options.SetRequestHeader("Origin", origin ?? Origin);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{Host.Port}{path}"), Limit());
        return new PageSocket(socket);
    }

    public void Dispose()
    {
        Http.Dispose();
        Host.Dispose();
        Session.Dispose();
    }

    /// <summary>No test waits longer for one thing.</summary>
    public static CancellationToken Limit() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
}
