using System.Net;
using System.Net.Sockets;
using Ludos.Base;
using Ludos.Runtime;
using Ludos.Web.Access;
using Ludos.Web.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ludos.Web;

/// <summary>
/// A game in the browser: the page, its socket and its sound, on 127.0.0.1. Dispose it before the session: until then it reads
/// the session's arena. Members may be called from any thread.
/// </summary>
public sealed class WebHost : IDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(3);

    private readonly WebApplication _app;
    private readonly WebPipeline _pipeline;
    private readonly AccessLedger _ledger;
    private int _isDisposed;

    private WebHost(WebApplication app, WebPipeline pipeline, AccessLedger ledger, int port)
    {
        _app = app;
        _pipeline = pipeline;
        _ledger = ledger;
        Port = port;
        Url = NewUrl();
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Opens the page once: it carries a token that the first browser to use it exchanges for a cookie.</summary>
    public string Url { get; }

    /// <summary>Pages that watch now.</summary>
    public int Viewers => _pipeline.Hub.Count;

    /// <summary>Regions that pages watch now.</summary>
    public int RegionFeeds => _pipeline.Regions.Feeds.Count;

    /// <summary>Another link like <see cref="Url"/>, for another browser.</summary>
    public string NewUrl() => $"http://127.0.0.1:{Port}/?token={_ledger.IssueToken()}";

    /// <summary>Starts to serve a game that was opened. Blocks until the port is bound.</summary>
    /// <returns>The host, or a fault: <see cref="WebErrorCode.PortInUse"/>, <see cref="WebErrorCode.PortNotAllowed"/> or <see cref="WebErrorCode.NotStarted"/>.</returns>
    public static Result<WebHost, WebErrorCode> Start(GameSession session, WebOptions options)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            return new Fault<WebErrorCode>(WebErrorCode.PortNotAllowed, $"{options.Port} is not a port.", "Give --port a number from 0 to 65535; 0 takes any free one.");
        }

        var ledger = new AccessLedger();
        var gate = new RequestGate(ledger);
        var app = Build(options.Port);
        var pipeline = new WebPipeline(session, options.Dev, gate);
        pipeline.Use(app);
        if (TryStart(app, options.Port) is { } fault)
        {
            pipeline.Dispose();
            ((IDisposable)app).Dispose();
            return fault;
        }

        var port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        gate.Open(port);
        return new WebHost(app, pipeline, ledger, port);
    }

    /// <summary>Says goodbye to every page, closes the port and lets go of the arena. Takes at most a few seconds.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _pipeline.Dispose();
        using (var limited = new CancellationTokenSource(StopTimeout))
        {
            try
            {
                _app.StopAsync(limited.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                // A connection did not end in time; disposing the server cuts it.
            }
        }

        ((IDisposable)_app).Dispose();
    }

    private static WebApplication Build(int port)
    {
        // Empty: no configuration from files or environment, no logging, nothing that we did not ask for.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = WebLimits.MaxConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = WebLimits.MaxViewers + WebLimits.MaxRegionPages + 2;
            // A little more than is taken, so that our own answer says why.
            kestrel.Limits.MaxRequestBodySize = WebLimits.MaxUploadBytes + 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestLineSize = 4 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        return builder.Build();
    }

    private static Fault<WebErrorCode>? TryStart(WebApplication app, int port)
    {
        try
        {
            app.StartAsync().GetAwaiter().GetResult();
            return null;
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            return new Fault<WebErrorCode>(WebErrorCode.PortInUse, $"Port {port} is in use, perhaps by another game.", "Choose another with --port, or --port 0 for any free one.");
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AccessDenied)
        {
            return new Fault<WebErrorCode>(WebErrorCode.PortNotAllowed, $"This user may not listen on port {port}.", "Choose one above 1023 with --port.");
        }
        catch (Exception error) when (error is IOException or SocketException or InvalidOperationException)
        {
            return new Fault<WebErrorCode>(WebErrorCode.NotStarted, $"The web view does not start on port {port}: {error.Message}", "Choose another port with --port, or play with --headless.");
        }
    }

    /// <summary>Ctrl+C belongs to the program, not to its web view.</summary>
    private sealed class CallerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
