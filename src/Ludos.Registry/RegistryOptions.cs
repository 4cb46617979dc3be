using System.Net;
using Ludos.Base;

namespace Ludos.Registry;

/// <summary>How a registry is served. Read once by <see cref="RegistryServer.Start"/>.</summary>
/// <param name="DataFolder">The registry's folder: objects, keys and, without <paramref name="Postgres"/>, the catalogue. Several processes may share it when the catalogue is PostgreSQL's.</param>
/// <param name="Clock">Calendar time, in nanoseconds since 1970.</param>
/// <param name="Monotonic">For rates.</param>
public sealed record RegistryOptions(string DataFolder, IClock Clock, IClock Monotonic)
{
    /// <summary>PostgreSQL's connection string; null (the default) keeps the catalogue in a SQLite file within the folder.</summary>
    public string? Postgres { get; init; }

    /// <summary>Where to listen. Default: 127.0.0.1, any free port. The server speaks plain HTTP/1.1: to the world it shows itself through a proxy that speaks TLS.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Who asks first gets a free name over the network. Default false. Needs the offline keys.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Folder of the offline keys; null for their place within the data folder.</summary>
    public string? OfflineFolder { get; init; }

    /// <summary>A body slower than this is cut, in bytes a second. Default <see cref="RegistryLimits.MinBodyBytesPerSecond"/>.</summary>
    public double MinBodyBytesPerSecond { get; init; } = RegistryLimits.MinBodyBytesPerSecond;

    /// <summary>How long a body may be slower. Default <see cref="RegistryLimits.BodyGrace"/>; more than a second.</summary>
    public TimeSpan BodyGrace { get; init; } = RegistryLimits.BodyGrace;

    /// <summary>Takes a line about what nobody expected. Default: nobody hears it.</summary>
    public Action<string> Log { get; init; } = static _ => { };
}
