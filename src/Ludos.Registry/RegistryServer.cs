using System.Net.Sockets;
using Ludos.Base;
using Ludos.Registry.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ludos.Registry;

/// <summary>A registry that is served. Members may be called from any thread. Dispose it to close the port.</summary>
public sealed class RegistryServer : IDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(3);

    private readonly WebApplication _app;
    private readonly RegistryAssembly _assembly;
    private int _isDisposed;

    private RegistryServer(WebApplication app, RegistryAssembly assembly, Uri address)
    {
        _app = app;
        _assembly = assembly;
        Address = address;
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Starts to serve the registry in a folder. Blocks until the port is bound.</summary>
    /// <returns>The server, or a fault: <see cref="RegistryErrorCode.NotARegistry"/>, <see cref="RegistryErrorCode.Unavailable"/> or <see cref="RegistryErrorCode.NotStarted"/>.</returns>
    public static Result<RegistryServer, RegistryErrorCode> Start(RegistryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!RegistryAssembly.Open(options).TryGet(out var assembly, out var fault))
        {
            return fault;
        }

        var app = Build(options);
        var router = new Router(assembly.Calls);
        app.Run(router.RouteAsync);
        if (TryStart(app, options) is { } failed)
        {
            ((IDisposable)app).Dispose();
            assembly.Dispose();
            return failed;
        }

        return new RegistryServer(app, assembly, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
    }

    /// <summary>Closes the port and lets go of catalogue and store. Takes at most a few seconds.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

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
        _assembly.Dispose();
    }

    /// <summary>Kestrel as a registry sets it up; the reference of the benchmark has the same.</summary>
    internal static void Configure(KestrelServerOptions kestrel, RegistryOptions options)
    {
        var addresses = new AddressGate();
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = RegistryLimits.MaxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        // A little more than any call takes, so that our own answer says why.
        kestrel.Limits.MaxRequestBodySize = RegistryLimits.MaxObjectBytes + 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestLineSize = 4 * 1024;
        kestrel.Limits.RequestHeadersTimeout = RegistryLimits.HeadersTimeout;
        kestrel.Limits.KeepAliveTimeout = RegistryLimits.IdleTimeout;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(options.MinBodyBytesPerSecond, options.BodyGrace);
        kestrel.Listen(options.Listen, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => addresses.PassAsync(connection, () => next(connection)));
        });
    }

    private static WebApplication Build(RegistryOptions options)
    {
        // Empty: no configuration from files or environment, no logging, nothing that we did not ask for.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        return builder.Build();
    }

    private static Fault<RegistryErrorCode>? TryStart(WebApplication app, RegistryOptions options)
    {
        try
        {
            app.StartAsync().GetAwaiter().GetResult();
            return null;
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotStarted, $"{options.Listen} is in use.", "Choose another address with --listen; port 0 takes any free one.");
        }
        catch (Exception error) when (error is IOException or SocketException or InvalidOperationException)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotStarted, $"The registry does not start at {options.Listen}: {error.Message}", "Choose another address with --listen.");
        }
    }

    /// <summary>Ctrl+C belongs to the program, not to its server.</summary>
    private sealed class CallerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
