using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>One installation's fetching: documents first, then what the store lacks of the files. Everything is held before it comes. For one caller.</summary>
internal sealed class Fetching : IDisposable
{
    private readonly InstalledModules _installed;
    private readonly RegistryClient _client;
    private readonly InstallRequest _request;
    private readonly Func<DateTimeOffset> _now;
    private readonly ObjectSources _sources;
    private readonly StoreSink _sink;
    private readonly Downloader _downloader;
    private readonly DownloadOptions _options;
    private readonly HashSet<Digest> _pinned = [];
    private readonly Dictionary<Digest, ImmutableArray<ReleasePatch>> _patches = [];

    public Fetching(InstalledModules installed, RegistryClient client, HttpClient link, DownloadOptions options, InstallRequest request, Func<DateTimeOffset> now)
    {
        _installed = installed;
        _client = client;
        _request = request;
        _now = now;
        _options = options;
        _sources = new ObjectSources([.. request.Mirrors, new HttpObjectSource(link, client.Api.Address)]);
        _sink = new StoreSink(installed.Store, now);
        _downloader = new Downloader(_sources, _sink, options);
    }

    /// <summary>Bytes that came over the link for files.</summary>
    public long ReceivedBytes { get; private set; }

    public ImmutableArray<(string Source, string Because)> Dropped => [.. _sources.Dropped];

    /// <summary>Brings every object of the modules into the store.</summary>
    public async Task<Result<ImmutableArray<InstalledModule>, InstallErrorCode>> Fetch(SetLock turn, ImmutableArray<WantedModule> wanted, InstalledSet? before, CancellationToken cancellation)
    {
        var modules = ImmutableArray.CreateBuilder<InstalledModule>(wanted.Length);
        foreach (var one in wanted)
        {
            if (before?.Find(one.Id) is { } same && same.Module.Digest == one.Entry.Module && IsDescribed(same))
            {
                modules.Add(same);
                continue;
            }

            if (!(await Describe(turn, one, cancellation).ConfigureAwait(false)).TryGet(out var module, out var fault))
            {
                return fault;
            }

            modules.Add(module);
        }

        if (!Plan(modules).TryGet(out var items, out var unplanned))
        {
            return unplanned;
        }

        if ((Pin(turn, items.Select(item => item.Object.Digest)) ?? await Patch(modules, before, cancellation).ConfigureAwait(false)) is { } unpinned)
        {
            return unpinned;
        }

        var fetched = await _downloader.Fetch(items, _request.Progress, cancellation).ConfigureAwait(false);
        var uncommitted = _sink.Commit();
        if (!fetched.TryGet(out var progress, out var failed))
        {
            return InstallFaults.Of(failed);
        }

        ReceivedBytes += progress.ReceivedBytes;
        return uncommitted is null ? modules.ToImmutable() : InstallFaults.Of(uncommitted);
    }

    public void Dispose() => _sink.Dispose();

    private bool IsDescribed(InstalledModule module) =>
        _installed.Store.Has(module.Bundle.Digest) && _installed.Store.Has(module.Map.Digest) && _installed.Store.Has(module.Head.Digest);

    /// <summary>Release, bundle, head and map of one module: small, and needed to know what else to fetch.</summary>
    private async Task<Result<InstalledModule, InstallErrorCode>> Describe(SetLock turn, WantedModule one, CancellationToken cancellation)
    {
        var document = await _downloader.FetchBytes(new DownloadItem(one.Entry.Release, one.Name, ""), cancellation).ConfigureAwait(false);
        if (!document.TryGet(out var bytes, out var unfetched))
        {
            return InstallFaults.Of(unfetched);
        }

        if (!Release.Parse(bytes, $"The release {one.Name}").TryGet(out var release, out var malformed))
        {
            return InstallFaults.Of(malformed);
        }

        if (release.Id != one.Id || !release.Version.Equals(one.Entry.Version) || release.Publisher != one.Publisher || release.Module != new ObjectRef(one.Entry.Module, one.Entry.SizeBytes))
        {
            return new Fault<InstallErrorCode>(InstallErrorCode.BadRelease, $"The release of {one.Name} is about {release.Id} {release.Version} of {release.Publisher}.", "Tell its publisher.");
        }

        if (!(await _client.Api.Bundle(release.Module.Digest, cancellation).ConfigureAwait(false)).TryGet(out var bundle, out var unbundled))
        {
            return InstallFaults.Of(unbundled);
        }

        if (await LogWatch.Confirm(_client, bundle, one.Name, cancellation).ConfigureAwait(false) is { } forked)
        {
            return forked;
        }

        if (Pin(turn, [release.Head.Digest, release.Map.Digest, Digest.Of(bundle)]) is { } unpinned)
        {
            return unpinned;
        }

        var parts = await _downloader.Fetch([new DownloadItem(release.Head, one.Name, ""), new DownloadItem(release.Map, one.Name, "")], null, cancellation).ConfigureAwait(false);
        var uncommitted = _sink.Commit();
        if (!parts.TryGet(out var got, out var missing))
        {
            return InstallFaults.Of(missing);
        }

        ReceivedBytes += got.ReceivedBytes;
        if (uncommitted is not null)
        {
            return InstallFaults.Of(uncommitted);
        }

        if (!_installed.Store.Put(bundle, _now()).TryGet(out var kept, out var unkept))
        {
            return InstallFaults.Of(unkept);
        }

        if (!release.Patches.IsEmpty)
        {
            _patches[release.Module.Digest] = release.Patches;
        }

        return new InstalledModule(
            one.Id, release.Version, one.Entry.Kind, release.Publisher, release.Module, release.HeadSizeBytes, release.Map, new ObjectRef(kept, bundle.Length), one.Entry.Dependencies, one.Entry.Grants, release.Protected);
    }

    /// <summary>Rebuilds files from those of the set before where a patch is the shorter way. What that leaves missing is fetched by chunks.</summary>
    private async Task<Fault<InstallErrorCode>?> Patch(IEnumerable<InstalledModule> modules, InstalledSet? before, CancellationToken cancellation)
    {
        foreach (var module in modules)
        {
            if (!_patches.TryGetValue(module.Module.Digest, out var offers) || before?.Find(module.Id) is not { } old || !_installed.MapOf(old).TryGet(out var oldMap, out _) || !_installed.MapOf(module).TryGet(out var map, out _))
            {
                continue;
            }

            var held = oldMap.Files.Where(file => file.Chunks.All(chunk => _installed.Store.Has(chunk.Digest))).DistinctBy(file => file.Digest).ToDictionary(file => file.Digest);
            var targets = Paths(module).Zip(map.Files).Select(file => new Store.TargetFile(file.First, file.Second)).ToArray();
            var plan = UpdatePlanner.Plan(held.Keys, _installed.Store.Has, targets, offers.Select(offer => new PatchOffer(offer.Path, offer.From, offer.Object.Digest, offer.Object.SizeBytes)));
            var items = plan.Files.Where(file => file.Patch is not null).Select(file => new DownloadItem(new ObjectRef(file.Patch!.Object, file.Patch.SizeBytes), $"{module.Id} {module.Version}", file.Target.Path)).DistinctBy(item => item.Object.Digest).ToArray();
            if (items.Length == 0)
            {
                continue;
            }

            var fetched = new MemorySink();
            if ((await new Downloader(_sources, fetched, _options).Fetch(items, null, cancellation).ConfigureAwait(false)).TryGet(out var got, out var failed))
            {
                ReceivedBytes += got.ReceivedBytes;
            }
            else if (failed.Code == DownloadErrorCode.Cancelled)
            {
                return InstallFaults.Of(failed);
            }

            if (new PatchedFiles(_installed, _sink).Rebuild(plan, held, digest => fetched.Has(digest) ? fetched.Get(digest) : null) is { } fault)
            {
                return fault;
            }

            if (_sink.Commit() is { } uncommitted)
            {
                return InstallFaults.Of(uncommitted);
            }
        }

        return null;
    }

    private IEnumerable<string> Paths(InstalledModule module) =>
        _installed.Store.Get(module.Head.Digest, module.HeadSizeBytes).TryGet(out var head, out _) && GmodReader.ReadHead(head, module.Id).TryGet(out var info, out _) ? info.Entries.Select(entry => entry.Path) : [];

    /// <summary>What the files are made of, each object once.</summary>
    private Result<List<DownloadItem>, InstallErrorCode> Plan(IEnumerable<InstalledModule> modules)
    {
        var items = new List<DownloadItem>();
        var seen = new HashSet<Digest>();
        foreach (var module in modules)
        {
            if (!_installed.MapOf(module).TryGet(out var map, out var fault))
            {
                return fault;
            }

            if (!_installed.Store.Get(module.Head.Digest, module.HeadSizeBytes).TryGet(out var head, out var unread))
            {
                return InstallFaults.Of(unread);
            }

            if (!GmodReader.ReadHead(head, $"{module.Id} {module.Version}").TryGet(out var info, out var broken))
            {
                return InstallFaults.Of(broken);
            }

            if (info.Entries.Length != map.Files.Count)
            {
                return new Fault<InstallErrorCode>(InstallErrorCode.BadRelease, $"Head and chunk map of {module.Id} {module.Version} do not belong together.", "Tell its publisher.");
            }

            var sealedPaths = module.Protected?.Paths.ToHashSet(StringComparer.Ordinal) ?? [];
            foreach (var (entry, file) in info.Entries.Zip(map.Files))
            {
                var seal = sealedPaths.Contains(entry.Path) ? ObjectSeal.Of(module.Id, module.Protected!.KeyGeneration) : null;
                items.AddRange(file.Chunks.Where(chunk => seen.Add(chunk.Digest)).Select(chunk => new DownloadItem(new ObjectRef(chunk.Digest, chunk.SizeBytes), $"{module.Id} {module.Version}", entry.Path, seal)));
            }
        }

        return items;
    }

    private Fault<InstallErrorCode>? Pin(SetLock turn, IEnumerable<Digest> objects)
    {
        _pinned.UnionWith(objects);
        return _installed.Pin(turn, _pinned, _now());
    }
}
