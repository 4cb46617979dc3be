using Ludos.Base;
using Ludos.Platform;
using Ludos.Registry.Tests.Support;
using Ludos.Trust;

namespace Ludos.Distribution.Tests.Support;

/// <summary>A publisher with a key, enrolled and logged in.</summary>
internal sealed class Studio : IDisposable
{
    private readonly TestClock _clock;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-studio-");
    private readonly HttpClient _link = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly BoundedHttp _http = new(new MonotonicClock());

    private Studio(TestClock clock) => _clock = clock;

    public MemorySigner Key { get; } = MemorySigner.Generate();

    public RegistryClient Client { get; private set; } = null!;

    public RegistryLogin Login { get; private set; } = null!;

    public Dictionary<string, ContentKey> ContentKeys { get; } = [];

    public static async Task<Studio> Join(RegistryFixture registry, TestClock clock, string name, params string[] modules)
    {
        var studio = new Studio(clock);
        registry.Enrol(name, studio.Key.PublicKey, modules);
        studio.Client = RegistryClient.Pin(studio._folder.FullName, registry.Address, (await new RegistryApi(studio._http, registry.Address).Roots(default)).Value, null, studio._http).Value;
        studio.Login = (await RegistryLogin.LogIn(studio.Client, name, "key", studio.Key, default)).Value;
        return studio;
    }

    public ModulePublisher Publisher => new(Client, Login, Key, KeyOf, () => _clock.Now);

    private Result<ContentKey, PublishErrorCode> KeyOf(string id) =>
        ContentKeys.TryGetValue(id, out var key) ? key : new Fault<PublishErrorCode>(PublishErrorCode.Failed, $"There is no key for {id} here.");

    public async Task<PublishReport> Publish(PackedModule module)
    {
        var published = await Publisher.Publish(module, Patcher(), null, default);
        Assert.True(published.IsOk, published.Fault?.ToString());
        return published.Value;
    }

    public IReleasePatcher Patcher()
    {
        var fetched = new MemorySink();
        return new ReleasePatcher(new Downloader(new ObjectSources([new HttpObjectSource(_link, Client.Api.Address)]), fetched, new DownloadOptions { Time = TimeProvider.System }), fetched);
    }

    public void Dispose()
    {
        _http.Dispose();
        _link.Dispose();
        _folder.Delete(recursive: true);
    }
}
