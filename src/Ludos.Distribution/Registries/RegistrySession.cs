using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Platform.Files;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>One consistent view of a registry, as its metadata was at one refresh. For one caller at a time.</summary>
public sealed class RegistrySession : IModuleCatalogue, IDisposable
{
    private readonly FileLock _turn;
    private readonly TufClient _metadata;
    private readonly Dictionary<string, ModuleIndex?> _indices = new(StringComparer.Ordinal);

    internal RegistrySession(RegistryClient client, FileLock turn, TufClient metadata)
    {
        Client = client;
        _turn = turn;
        _metadata = metadata;
    }

    public RegistryClient Client { get; }

    /// <summary>What the registry's snapshot lists.</summary>
    public SnapshotMetadata Snapshot => _metadata.Snapshot!;

    /// <summary>A module's index, vouched for by its publisher's role; null when no trusted role names it.</summary>
    public async Task<Result<ModuleIndex?, InstallErrorCode>> Index(string id, CancellationToken cancellation)
    {
        if (_indices.TryGetValue(id, out var known))
        {
            return known;
        }

        var found = await Target(ModuleIndex.TargetNameOf(id), cancellation).ConfigureAwait(false);
        if (!found.TryGet(out var target, out var fault))
        {
            return fault.Code == InstallErrorCode.NotFound ? _indices[id] = null : fault;
        }

        if (target.File.LengthBytes > DistributionLimits.MaxIndexBytes)
        {
            return new Fault<InstallErrorCode>(InstallErrorCode.BadRelease, $"The index of {id} has {target.File.LengthBytes} bytes; it may have {DistributionLimits.MaxIndexBytes}.");
        }

        var fetched = await Client.Api.Target(target.RemotePath, (int)target.File.LengthBytes, cancellation).ConfigureAwait(false);
        if (!fetched.TryGet(out var bytes, out var unfetched))
        {
            return InstallFaults.Of(unfetched);
        }

        if (target.Check(bytes) is { } tampered)
        {
            return InstallFaults.Of(tampered);
        }

        if (!ModuleIndex.Parse(bytes, $"The index of {id}").TryGet(out var index, out var malformed))
        {
            return InstallFaults.Of(malformed);
        }

        // The role that vouches decides whose it is: an index cannot claim another publisher.
        return index.Id == id && target.Role == TufRoles.Developer(index.Publisher)
            ? _indices[id] = index
            : new Fault<InstallErrorCode>(InstallErrorCode.NotTrusted, $"The index of {id} names {index.Id} of {index.Publisher}; {target.Role} signed it.", "Tell the registry's people.");
    }

    /// <summary>A target as trusted metadata describes it.</summary>
    public async Task<Result<TufTarget, InstallErrorCode>> Target(string path, CancellationToken cancellation) =>
        (await _metadata.Find(path, cancellation).ConfigureAwait(false)).TryGet(out var target, out var fault) ? target : InstallFaults.Of(fault);

    async ValueTask<Result<ImmutableArray<ModuleCandidate>, ResolveErrorCode>> IModuleCatalogue.Versions(string id, CancellationToken cancellation)
    {
        if (!(await Index(id, cancellation).ConfigureAwait(false)).TryGet(out var index, out var fault))
        {
            return new Fault<ResolveErrorCode>(fault.Code == InstallErrorCode.Unreachable ? ResolveErrorCode.Unreachable : ResolveErrorCode.BadCatalogue, fault.Message, fault.Mend);
        }

        return index is null ? ImmutableArray<ModuleCandidate>.Empty : [.. index.Versions.Select(version => new ModuleCandidate(version.Version, version.Module, version.Dependencies, version.Yanked))];
    }

    public void Dispose()
    {
        _metadata.Dispose();
        _turn.Dispose();
    }

    internal async Task<Fault<InstallErrorCode>?> Refresh(DateTimeOffset now, CancellationToken cancellation)
    {
        if ((await _metadata.Refresh(now, cancellation).ConfigureAwait(false)).Fault is { } stale)
        {
            return InstallFaults.Of(stale);
        }

        var fetched = await Client.Api.Revocations(cancellation).ConfigureAwait(false);
        if (!fetched.TryGet(out var bytes, out var unfetched))
        {
            return InstallFaults.Of(unfetched) with { Code = unfetched.Code == RegistryCallErrorCode.NotFound ? InstallErrorCode.NotTrusted : InstallErrorCode.Unreachable };
        }

        if (!Client.Revocations().TryGet(out var known, out var fault))
        {
            return fault;
        }

        var last = known.Of(Client.Roots.Name);
        if (!Envelope.Parse(bytes, "The revocation list").TryGet(out var envelope, out var distrusted)
            || !RevocationList.Accept(envelope, Client.Roots.Trust, last, now).TryGet(out _, out distrusted))
        {
            return InstallFaults.Of(distrusted);
        }

        return Client.Folder.KeepRevocations(bytes) ?? await LogWatch.Advance(Client, cancellation).ConfigureAwait(false);
    }
}
