using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Distribution;
using Ludos.Modules;
using Ludos.Platform;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Runtime;

/// <summary>The next version of an installed set, from its registry. One thread at a time.</summary>
/// <param name="place">The data folder, opened.</param>
/// <param name="owner">Disposed with this.</param>
/// <param name="name">What the set is installed as.</param>
/// <param name="dataFolder">Where registries that are trusted are remembered.</param>
/// <param name="wish">What of the installed roots an update asks for.</param>
/// <param name="keysOf">The keys of a registry's sealed files, by module and generation; null where there is none.</param>
/// <param name="now">Calendar time.</param>
public sealed class InstalledUpdate(
    InstalledModules place,
    IDisposable owner,
    Quarantine quarantine,
    string name,
    string dataFolder,
    Func<ImmutableArray<Dependency>, ImmutableArray<Dependency>> wish,
    Func<RegistryClient, Func<string, int, Sealer?>> keysOf,
    Func<DateTimeOffset> now) : IGameUpdate, IDisposable
{
    private readonly BoundedHttp _http = new(new MonotonicClock());
    private readonly HttpClient _link = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = System.Net.DecompressionMethods.None }) { Timeout = Timeout.InfiniteTimeSpan };
    private RegistryClient? _registry;
    private InstallRequest? _request;
    private StagedSet? _staged;

    /// <inheritdoc/>
    public async Task<Result<NextVersion?, UpdateErrorCode>> Look(CancellationToken cancellation)
    {
        if (!place.Find(name).TryGet(out var record, out var fault) || !RegistryClient.Open(dataFolder, new Uri(record.Registry), _http).TryGet(out _registry, out fault))
        {
            return Of(fault);
        }

        _request = new InstallRequest(name, wish(record.Current.Roots)) { KeepLocked = false, KeyOf = keysOf(_registry) };
        if (!(await Installer(new DownloadOptions { Time = TimeProvider.System }).Newest(_request, cancellation).ConfigureAwait(false)).TryGet(out var chosen, out fault))
        {
            return Of(fault);
        }

        var isNewest = chosen.Modules.Length == record.Current.Modules.Length && record.Current.Modules.All(module => chosen.Modules.Contains(module.Module.Digest));
        return isNewest || quarantine.Has(name, chosen.Modules)
            ? (NextVersion?)null
            : new NextVersion(name, record.Current.Find(name)?.Version.ToFullString() ?? "", chosen.Version);
    }

    /// <inheritdoc/>
    public async Task<Fault<UpdateErrorCode>?> Fetch(NextVersion next, DownloadOptions stream, IProgress<DownloadProgress> progress, CancellationToken cancellation)
    {
        if (!(await Installer(stream).Stage(_request! with { Progress = progress }, cancellation).ConfigureAwait(false)).TryGet(out _staged, out var fault))
        {
            return Of(fault);
        }

        return null;
    }

    /// <inheritdoc/>
    public Result<IReadOnlyList<ModuleChange>, UpdateErrorCode> Open(NextVersion next)
    {
        // Not remembered as accepted before it has proved itself: the version before must still play.
        if (!_registry!.Verifier(remember: false).TryGet(out var verifier, out var fault))
        {
            return Of(fault);
        }

        var opener = new SetOpener(place, verifier, keysOf(_registry));
        var changes = new List<ModuleChange>();
        foreach (var module in _staged!.Next.Modules)
        {
            if (!opener.Open(module, ModuleOrigin.Streamed, now()).TryGet(out var verified, out fault))
            {
                return Of(fault);
            }

            changes.Add(new ModuleChange(module.Id, verified));
        }

        return changes;
    }

    /// <inheritdoc/>
    public Fault<UpdateErrorCode>? Adopt(NextVersion next) =>
        Installer(new DownloadOptions { Time = TimeProvider.System }).Commit(_staged!, _request!) is { } fault ? Of(fault) : null;

    /// <inheritdoc/>
    public Fault<UpdateErrorCode>? Quarantine(NextVersion next, string why) =>
        quarantine.Add(new QuarantinedSet(name, next.To, [.. _staged!.Next.Modules.Select(module => module.Module.Digest)], why, DateTimeOffset.FromUnixTimeSeconds(now().ToUnixTimeSeconds()))) is { } fault ? Of(fault) : null;

    public void Dispose()
    {
        owner.Dispose();
        _link.Dispose();
        _http.Dispose();
    }

    private Installer Installer(DownloadOptions options) => new(place, _registry!, _link, options, now);

    private static Fault<UpdateErrorCode> Of(Fault<InstallErrorCode> fault) => new(
        fault.Code switch
        {
            InstallErrorCode.Unreachable or InstallErrorCode.Busy => UpdateErrorCode.Unreachable,
            InstallErrorCode.NotTrusted or InstallErrorCode.BadRelease or InstallErrorCode.Damaged => UpdateErrorCode.NotTrusted,
            InstallErrorCode.NotInstalled => UpdateErrorCode.NotInstalled,
            InstallErrorCode.Cancelled => UpdateErrorCode.Cancelled,
            _ => UpdateErrorCode.Failed,
        },
        fault.Message,
        fault.Mend);
}
