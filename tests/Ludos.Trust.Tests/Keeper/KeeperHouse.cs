using Ludos.Platform;
using Xunit;

namespace Ludos.Trust.Tests.Keeper;

/// <summary>A keeper in this process, in folders of its own.</summary>
internal sealed class KeeperHouse : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-keeper-");
    private KeeperServer? _server;

    public KeeperHouse()
    {
        Paths = new KeeperPaths(Path.Combine(_folder.FullName, "k.sock"), Path.Combine(_folder.FullName, "data"));
        Restart();
        Client = new KeeperClient(Paths, program: null);
    }

    public KeeperPaths Paths { get; }

    public KeeperClient Client { get; }

    public DateTimeOffset Now { get; set; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public KeeperServer Server => _server!;

    public KeeperOptions Options => new() { Clock = new MonotonicClock(), Now = () => Now };

    public void Restart()
    {
        _server?.Dispose();
        var started = KeeperServer.Start(Paths, Options);
        Assert.True(started.IsOk, started.Fault?.ToString());
        _server = started.Value;
    }

    public void Dispose()
    {
        Client.Dispose();
        _server?.Dispose();
        _folder.Delete(recursive: true);
    }
}
