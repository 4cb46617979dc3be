using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>
/// Installs and updates sets: resolves, fetches what is missing, verifies every module whole, and only then switches. Whatever fails before the
/// switch leaves what was installed as it was. Thread-safe; two installations of one set take turns, also of two processes.
/// </summary>
/// <param name="client">Where sets come from.</param>
/// <param name="link">For objects; not disposed here.</param>
/// <param name="options">How fast and in which order objects come.</param>
/// <param name="now">Calendar time.</param>
public sealed partial class Installer(InstalledModules installed, RegistryClient client, HttpClient link, DownloadOptions options, Func<DateTimeOffset> now)
{
    /// <summary>Brings a set to what the request wants.</summary>
    public async Task<Result<InstallReport, InstallErrorCode>> Install(InstallRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!installed.Lock(request.Name).TryGet(out var turn, out var busy))
        {
            return busy;
        }

        using (turn)
        {
            var before = installed.Find(request.Name).TryGet(out var record, out _) ? record.Current : null;
            using var fetching = new Fetching(installed, client, link, options, request, now);
            var chosen = await Choose(request, before, cancellation).ConfigureAwait(false);
            if (!chosen.TryGet(out var wanted, out var fault))
            {
                return fault;
            }

            if (before is not null && wanted.Length == before.Modules.Length && wanted.All(one => before.Find(one.Id)?.Module.Digest == one.Entry.Module) && before.Roots.Select(Text).SequenceEqual(request.Roots.Select(Text)) && IsWhole(before))
            {
                return new InstallReport(before, before, false, fetching.ReceivedBytes, fetching.Dropped);
            }

            if (!(await fetching.Fetch(turn, wanted, before, cancellation).ConfigureAwait(false)).TryGet(out var modules, out fault))
            {
                return fault;
            }

            var next = new InstalledSet(request.Roots, modules, DateTimeOffset.FromUnixTimeSeconds(now().ToUnixTimeSeconds()));
            return (Verify(next, request) ?? installed.Switch(turn, client.Api.Address.AbsoluteUri, next)) is { } failed
                ? failed
                : new InstallReport(next, before, true, fetching.ReceivedBytes, fetching.Dropped);
        }
    }

    /// <summary>Goes back to the set before: verified again first, and remembered as what the user wanted.</summary>
    public Result<SetRecord, InstallErrorCode> Rollback(string name, Func<string, int, Store.Sealer?> keyOf)
    {
        if (!installed.Lock(name).TryGet(out var turn, out var fault))
        {
            return fault;
        }

        using (turn)
        {
            if (!installed.Find(name).TryGet(out var record, out fault))
            {
                return fault;
            }

            return record.Previous is { } previous && Verify(previous, new InstallRequest(name, previous.Roots) { KeyOf = keyOf, AllowDowngrade = true }) is { } distrusted
                ? distrusted
                : installed.Rollback(turn);
        }
    }

    /// <summary>Which version of every module: what the registry's metadata says now.</summary>
    private async Task<Result<ImmutableArray<WantedModule>, InstallErrorCode>> Choose(InstallRequest request, InstalledSet? before, CancellationToken cancellation)
    {
        if (!(await client.Begin(now(), cancellation).ConfigureAwait(false)).TryGet(out var session, out var fault))
        {
            return fault;
        }

        using (session)
        {
            var wish = new ResolveRequest(request.Roots)
            {
                RootName = "your request",
                Locked = request.Exactly ?? (request.KeepLocked && before is not null ? LockOf(before) : null),
                AllowPrereleases = request.AllowPrereleases,
            };
            if (!(await Resolver.Resolve(wish, session, cancellation).ConfigureAwait(false)).TryGet(out var resolution, out var unresolved))
            {
                return OfResolver(unresolved);
            }

            if (request.Exactly is { } exactly && LockedInstall.Difference(exactly, resolution) is { } other)
            {
                return other;
            }

            var wanted = ImmutableArray.CreateBuilder<WantedModule>(resolution.Modules.Length);
            foreach (var module in resolution.Modules)
            {
                var index = (await session.Index(module.Id, cancellation).ConfigureAwait(false)).Value!;
                wanted.Add(new WantedModule(module.Id, index.Publisher, index.Find(module.Version)!));
            }

            return wanted.MoveToImmutable();
        }
    }

    /// <summary>The installed versions as a lockfile.</summary>
    public static Lockfile LockOf(InstalledSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Lockfile.Of(set.Roots, new Resolution([.. set.Modules.Select(module => new ResolvedModule(module.Id, module.Version, module.Module.Digest, module.Dependencies))], 0));
    }

    /// <summary>Verifies every module of a set as it lies in the store, and remembers it as accepted. Protected modules without a receipt are verified when they are opened.</summary>
    private Fault<InstallErrorCode>? Verify(InstalledSet set, InstallRequest request)
    {
        if (!Platform.Files.FileLock.Alone(client.Folder.LockPath).TryGet(out var turn, out var busy))
        {
            return InstallFaults.Of(busy);
        }

        using (turn)
        {
            if (!client.Verifier(remember: true, request.AllowDowngrade).TryGet(out var verifier, out var fault))
            {
                return fault;
            }

            var opener = new SetOpener(installed, verifier, request.KeyOf);
            foreach (var module in set.Modules)
            {
                if (!opener.Open(module, ModuleOrigin.Installed, now()).TryGet(out var verified, out fault))
                {
                    if (fault.Code == InstallErrorCode.KeyNeeded)
                    {
                        continue;
                    }

                    return fault;
                }

                if (!ModulePackage.Open(verified).TryGet(out _, out var unopened))
                {
                    return new Fault<InstallErrorCode>(InstallErrorCode.BadRelease, unopened.Message, unopened.Mend);
                }
            }

            return null;
        }
    }

    private bool IsWhole(InstalledSet set) => installed.ObjectsOf(set).TryGet(out var objects, out _) && objects.All(installed.Store.Has);

    private static string Text(Dependency dependency) => $"{dependency.Id} {dependency.RangeText}";

    internal static Fault<InstallErrorCode> OfResolver(Fault<ResolveErrorCode> fault) => new(
        fault.Code switch
        {
            ResolveErrorCode.Unsolvable => InstallErrorCode.Unsolvable,
            ResolveErrorCode.Unreachable => InstallErrorCode.Unreachable,
            _ => InstallErrorCode.BadRelease,
        },
        fault.Message,
        fault.Mend);
}
