using Ludos.Base;
using Ludos.Distribution;
using Ludos.Distribution.Tests.Support;
using Ludos.Runtime.Tests.Fakes;
using Ludos.Trust;

namespace Ludos.Runtime.Tests.Streaming;

/// <summary>An update that is fetched over a real socket with the real downloader: an object a module, and assets besides. Records are kept in memory.</summary>
internal sealed class WireUpdate : IGameUpdate, IDisposable
{
    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Objects _objects;
    private readonly Dictionary<string, Digest> _modules = new(StringComparer.Ordinal);

    public WireUpdate(string version, string[] modules, int assetBytes = 0)
    {
        To = version;
        _objects = Objects.Of(11, assetBytes == 0 ? [] : [assetBytes]);
        foreach (var module in modules)
        {
            _modules[module] = _objects.Add(NativeLoader.BytesOf(module, version));
        }

        Server = new WireServer(_objects);
    }

    public WireServer Server { get; }

    public string To { get; }

    /// <summary>What was fetched; a new one is a machine that has nothing.</summary>
    public CheckingSink Sink { get; set; } = new();

    public List<string> Adopted { get; } = [];

    public List<(string Version, string Why)> Quarantined { get; } = [];

    /// <summary>Another pace than the runtime's; null takes that.</summary>
    public IDownloadPacer? Pacer { get; set; }

    /// <summary>How many fetches the link refused.</summary>
    public int Unreachable { get; private set; }

    /// <summary>Whether there is a server behind the address.</summary>
    public bool IsThere { get; set; } = true;

    public Task<Result<NextVersion?, UpdateErrorCode>> Look(CancellationToken cancellation)
    {
        var next = Adopted.Contains(To) || Quarantined.Exists(quarantined => quarantined.Version == To) ? null : new NextVersion("test", "1.0.0", To);
        return Task.FromResult<Result<NextVersion?, UpdateErrorCode>>(next);
    }

    public async Task<Fault<UpdateErrorCode>?> Fetch(NextVersion next, DownloadOptions stream, IProgress<DownloadProgress> progress, CancellationToken cancellation)
    {
        var address = IsThere ? Server.Address : new Uri("http://127.0.0.1:1/");
        var options = stream with { Pacer = Pacer ?? stream.Pacer, FirstBackoff = TimeSpan.FromMilliseconds(1), MaxFruitlessTries = 2 };
        var downloader = new Downloader(new ObjectSources([new HttpObjectSource(_client, address)]), Sink, options);
        if ((await downloader.Fetch(_objects.Items, progress, cancellation)).TryGet(out _, out var fault))
        {
            return null;
        }

        Unreachable++;
        return new Fault<UpdateErrorCode>(fault.Code == DownloadErrorCode.Cancelled ? UpdateErrorCode.Cancelled : UpdateErrorCode.Unreachable, fault.Message, fault.Mend);
    }

    public Result<IReadOnlyList<ModuleChange>, UpdateErrorCode> Open(NextVersion next)
    {
        ModuleChange[] changes = [.. _modules.Select(module => new ModuleChange(module.Key, new ModuleVerifier(true).Verify(Sink.Objects[module.Value], ModuleOrigin.CommandLine, module.Key).Value))];
        return changes;
    }

    public Fault<UpdateErrorCode>? Adopt(NextVersion next)
    {
        Adopted.Add(next.To);
        return null;
    }

    public Fault<UpdateErrorCode>? Quarantine(NextVersion next, string why)
    {
        Quarantined.Add((next.To, why));
        return null;
    }

    public void Dispose()
    {
        Server.Dispose();
        _client.Dispose();
    }
}
