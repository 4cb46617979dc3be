using Ludos.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace Ludos.Bench.Distribution.Serving;

/// <summary>What a registry is compared with: ASP.NET Core's own static files over a folder, in this process, on a Kestrel that is set up as the registry's is.</summary>
internal sealed class StaticReference : IDisposable
{
    private readonly WebApplication _app;
    private readonly PhysicalFileProvider _files;

    public StaticReference(string folder, RegistryOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => RegistryServer.Configure(kestrel, options));
        _app = builder.Build();
        _files = new PhysicalFileProvider(folder);
        _app.UseStaticFiles(new StaticFileOptions { FileProvider = _files, ServeUnknownFileTypes = true });
        _app.StartAsync().GetAwaiter().GetResult();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    public void Dispose()
    {
        _app.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_app).Dispose();
        _files.Dispose();
    }
}
