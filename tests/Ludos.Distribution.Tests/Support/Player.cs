using Ludos.Platform;
using Ludos.Registry.Tests.Support;
using Ludos.Store;

namespace Ludos.Distribution.Tests.Support;

/// <summary>A machine that installs, with a data folder of its own.</summary>
internal sealed class Player : IDisposable
{
    private readonly TestClock _clock;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-player-");

    public Player(TestClock clock, Uri registry, StoreOptions? store = null)
    {
        _clock = clock;
        Http = new BoundedHttp(new MonotonicClock());
        Link = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        Installed = InstalledModules.Open(Folder, store).Value;
        Registry = registry;
    }

    public string Folder => _folder.FullName;

    public Uri Registry { get; }

    public BoundedHttp Http { get; }

    public HttpClient Link { get; }

    public InstalledModules Installed { get; }

    /// <summary>Keys of sealed files that this player has.</summary>
    public Dictionary<string, byte[]> Keys { get; } = [];

    public DownloadOptions Options { get; set; } = new() { Time = TimeProvider.System, FirstBackoff = TimeSpan.FromMilliseconds(1) };

    public RegistryClient Client { get; private set; } = null!;

    public Installer Installer => new(Installed, Client, Link, Options, () => _clock.Now);

    public SetOpener Opener => new(Installed, Client.Verifier(remember: false).Value, KeyOf);

    /// <summary>First contact.</summary>
    public async Task<Player> Trust()
    {
        Client = RegistryClient.Pin(Folder, Registry, (await new RegistryApi(Http, Registry).Roots(default)).Value, null, Http).Value;
        return this;
    }

    /// <summary>Trusts what it would get at another address: for a registry behind a wire that is not to be trusted.</summary>
    public Player Trust(byte[] roots)
    {
        Client = RegistryClient.Pin(Folder, Registry, roots, null, Http).Value;
        return this;
    }

    public Task<Base.Result<InstallReport, InstallErrorCode>> Install(string id, string range = "(,)", Func<InstallRequest, InstallRequest>? with = null)
    {
        Assert.True(Modules.ManifestVersions.TryRange(range, out var wanted));
        var request = new InstallRequest(id, [new Modules.Dependency(id, wanted)]) { KeepLocked = false, KeyOf = KeyOf };
        return Installer.Install(with is null ? request : with(request), default);
    }

    public Sealer? KeyOf(string module, int generation) => Keys.TryGetValue($"{module}.{generation}", out var key) ? new Sealer(key) : null;

    public void Dispose()
    {
        Installed.Dispose();
        Http.Dispose();
        Link.Dispose();
        _folder.Delete(recursive: true);
    }
}
