using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Distribution;

/// <content>An installation in three steps, for who has something to do between them: a running game proves a set before it is what is installed.</content>
public sealed partial class Installer
{
    /// <summary>Which set an installation would come to now. Nothing is fetched but metadata.</summary>
    public async Task<Result<ChosenSet, InstallErrorCode>> Newest(InstallRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var before = installed.Find(request.Name).TryGet(out var record, out _) ? record.Current : null;
        return (await Choose(request, before, cancellation).ConfigureAwait(false)).TryGet(out var wanted, out var fault)
            ? new ChosenSet(wanted.FirstOrDefault(one => one.Id == request.Name)?.Entry.Version.ToFullString() ?? "", [.. wanted.Select(one => one.Entry.Module)])
            : fault;
    }

    /// <summary>Fetches all of a set and leaves what is installed as it is. What came is kept from collection for <see cref="InstalledModules.PinLifetime"/>.</summary>
    public async Task<Result<StagedSet, InstallErrorCode>> Stage(InstallRequest request, CancellationToken cancellation)
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
            if (!(await Choose(request, before, cancellation).ConfigureAwait(false)).TryGet(out var wanted, out var fault)
                || !(await fetching.Fetch(turn, wanted, before, cancellation).ConfigureAwait(false)).TryGet(out var modules, out fault))
            {
                return fault;
            }

            return new StagedSet(new InstalledSet(request.Roots, modules, DateTimeOffset.FromUnixTimeSeconds(now().ToUnixTimeSeconds())), before);
        }
    }

    /// <summary>Verifies a staged set once more, remembers it as accepted, and makes it what is installed.</summary>
    /// <returns>Null when it is; <see cref="InstallErrorCode.Busy"/> where something else was installed meanwhile.</returns>
    public Fault<InstallErrorCode>? Commit(StagedSet staged, InstallRequest request)
    {
        ArgumentNullException.ThrowIfNull(staged);
        ArgumentNullException.ThrowIfNull(request);
        if (!installed.Lock(request.Name).TryGet(out var turn, out var fault))
        {
            return fault;
        }

        using (turn)
        {
            var current = installed.Find(request.Name).TryGet(out var record, out _) ? record.Current : null;
            if (current is null != staged.Before is null || (current is not null && !current.HasSameModules(staged.Before!)))
            {
                return new Fault<InstallErrorCode>(InstallErrorCode.Busy, $"Another {request.Name} was installed meanwhile.", "Look with ./ludos list, and update again.");
            }

            return Verify(staged.Next, request) ?? installed.Switch(turn, client.Api.Address.AbsoluteUri, staged.Next);
        }
    }
}

/// <summary>A set that an installation would come to.</summary>
/// <param name="Version">Of the set's own module; empty where none has its name.</param>
/// <param name="Modules">Digests.</param>
public sealed record ChosenSet(string Version, ImmutableArray<Digest> Modules);

/// <summary>A set whose objects are all here, and that is not installed.</summary>
/// <param name="Before">What was installed when it was fetched; null = nothing.</param>
public sealed record StagedSet(InstalledSet Next, InstalledSet? Before);
