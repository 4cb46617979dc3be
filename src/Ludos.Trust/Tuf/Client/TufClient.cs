using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Trust;

/// <summary>
/// TUF's client workflow: brings trusted metadata up to date and finds targets in it. Everything that comes from the source is verified
/// against what was trusted before; each file that passes is kept, durably, before the next one is fetched, so that a crash or a refusal
/// leaves a trusted state behind. For one caller at a time; the folder belongs to this client until it is disposed.
/// </summary>
public sealed class TufClient : IDisposable
{
    private readonly IFolder _folder;
    private readonly TrustedFolder _kept;
    private readonly IMetadataSource _source;
    private readonly TufLimits _limits;
    private readonly Dictionary<(TargetsMetadata? Delegator, string Role), TargetsMetadata> _roles = [];

    private RootMetadata _root;
    private SnapshotMetadata? _snapshot;
    private DateTimeOffset _now;
    private int _fetched;

    private TufClient(IFolder folder, IMetadataSource source, TufLimits limits, RootMetadata root)
    {
        _folder = folder;
        _kept = new TrustedFolder(folder);
        _source = source;
        _limits = limits;
        _root = root;
    }

    /// <summary>The root that is trusted now.</summary>
    public RootMetadata Root => _root;

    /// <summary>The snapshot of the last refresh that succeeded; null before.</summary>
    public SnapshotMetadata? Snapshot => _roles.ContainsKey((null, TufRoles.Targets)) ? _snapshot : null;

    /// <summary>Opens trusted metadata. Nothing is fetched.</summary>
    /// <param name="folder">Owned by the client from a successful call on.</param>
    /// <param name="firstRoot">The root to begin with where the folder has none: it must come with the program or from a person, never from the source.</param>
    /// <returns>Or <see cref="TufErrorCode.NoTrustedRoot"/>, <see cref="TufErrorCode.Storage"/>, or what is wrong with the root.</returns>
    public static Result<TufClient, TufErrorCode> Open(IFolder folder, IMetadataSource source, ReadOnlyMemory<byte> firstRoot = default, TufLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(source);
        limits ??= TufLimits.Default;
        var kept = new TrustedFolder(folder);
        if (!kept.Read(TufRoles.Root, limits.MaxRootBytes).TryGet(out var bytes, out var fault))
        {
            return fault;
        }

        var isFirst = bytes is null;
        if (isFirst && firstRoot.IsEmpty)
        {
            return new Fault<TufErrorCode>(TufErrorCode.NoTrustedRoot, $"{folder.Path} has no trusted root.", "Give the repository's root file, from a source that you trust.");
        }

        var root = bytes ?? firstRoot.ToArray();
        if (!TrustedSet.FirstRoot(root).TryGet(out var metadata, out fault))
        {
            return fault;
        }

        return isFirst && kept.Write(TufRoles.Root, root) is { } unwritten ? unwritten : new TufClient(folder, source, limits, metadata);
    }

    /// <summary>Opens a folder of the file system; makes it where there is none.</summary>
    public static Result<TufClient, TufErrorCode> Open(string folder, IMetadataSource source, ReadOnlyMemory<byte> firstRoot = default, TufLimits? limits = null)
    {
        if (!DurableFolder.Open(folder).TryGet(out var opened, out var fault))
        {
            return new Fault<TufErrorCode>(TufErrorCode.Storage, fault.Message, fault.Mend);
        }

        var client = Open(opened, source, firstRoot, limits);
        if (!client.IsOk)
        {
            opened.Dispose();
        }

        return client;
    }

    /// <summary>Brings root, timestamp, snapshot and targets up to date, in this order.</summary>
    /// <param name="now">Calendar time. Every expiry of this refresh, and of the searches after it, is judged by it.</param>
    public async ValueTask<Result<TufRefresh, TufErrorCode>> Refresh(DateTimeOffset now, CancellationToken cancellation = default)
    {
        _now = now;
        _fetched = 0;
        _roles.Clear();
        if (await RefreshRoot(cancellation).ConfigureAwait(false) is { } rootFault)
        {
            return rootFault;
        }

        var timestamped = await RefreshTimestamp(cancellation).ConfigureAwait(false);
        if (!timestamped.TryGet(out var timestamp, out var fault))
        {
            return fault;
        }

        if (await RefreshSnapshot(timestamp.Snapshot, cancellation).ConfigureAwait(false) is { } snapshotFault)
        {
            return snapshotFault;
        }

        return (await Load(null, TufRoles.Targets, _root.Roles[TufRoles.Targets], _root.Keys, cancellation).ConfigureAwait(false)).TryGet(out var targets, out fault)
            ? new TufRefresh(_root.Version, timestamp.Version, _snapshot!.Version, targets.Version, _fetched)
            : fault;
    }

    /// <summary>Finds a target: depth first, in the order of the delegations, fetching the roles that it needs.</summary>
    /// <param name="path">A plain relative path; see <see cref="TargetPath"/>.</param>
    public async ValueTask<Result<TufTarget, TufErrorCode>> Find(string path, CancellationToken cancellation = default)
    {
        if (!TargetPath.IsPlain(path))
        {
            return new Fault<TufErrorCode>(TufErrorCode.BadName, $"\"{TufNode.Printable(path)}\" is not a plain path of a target.", "Give segments divided by slashes, without \"..\", backslashes and control characters.");
        }

        if (!_roles.TryGetValue((null, TufRoles.Targets), out var top))
        {
            return new Fault<TufErrorCode>(TufErrorCode.NotRefreshed, "Targets can be found after a refresh that succeeded.");
        }

        var found = await new TargetSearch(path, _limits.MaxVisitedRoles, (delegator, role) => Load(delegator, role.Name, role.Keys, delegator.Delegations!.Keys, cancellation)).Run(top).ConfigureAwait(false);
        if (!found.TryGet(out var at, out var fault))
        {
            return fault;
        }

        var prefix = at.File.Hashes.FileNamePrefix;
        return prefix is null
            ? new Fault<TufErrorCode>(TufErrorCode.UnknownHash, $"{TufNode.Printable(path)} has no digest of a known algorithm.", "Update Ludos.")
            : new TufTarget(path, at.File, at.Role, _root.IsConsistent ? TufNames.Target(path, prefix) : path);
    }

    public void Dispose() => _folder.Dispose();

    private async ValueTask<Fault<TufErrorCode>?> RefreshRoot(CancellationToken cancellation)
    {
        for (var count = 0; ; count++)
        {
            var fetched = await _source.Fetch(TufNames.File(TufRoles.Root, _root.Version + 1), _limits.MaxRootBytes, cancellation).ConfigureAwait(false);
            if (!fetched.TryGet(out var bytes, out var fault))
            {
                return fault.Code == TufErrorCode.NotFound ? TrustedSet.Current(_root, TufRoles.Root, _now) : fault;
            }

            if (count == _limits.MaxRootRotations)
            {
                return new Fault<TufErrorCode>(TufErrorCode.TooManyRoots, $"The repository has more than {count} new roots.", "Refresh again to follow the rest.");
            }

            if (!TrustedSet.NextRoot(bytes, _root).TryGet(out var next, out fault))
            {
                return fault;
            }

            // Forgotten before the new root is kept: a crash in between must not leave versions that a revoked key made high.
            if (ForgetAfterRotation(_root, next) is { } unforgotten)
            {
                return unforgotten;
            }

            if (_kept.Write(TufRoles.Root, bytes) is { } unwritten)
            {
                return unwritten;
            }

            _root = next;
            _fetched++;
        }
    }

    /// <summary>Recovery from a fast-forward attack: versions signed by a key that is trusted no more bind nobody.</summary>
    private Fault<TufErrorCode>? ForgetAfterRotation(RootMetadata before, RootMetadata after)
    {
        var isRotated = new[] { TufRoles.Timestamp, TufRoles.Snapshot }.Any(role => before.Roles[role].KeyIds.Except(after.Roles[role].KeyIds).Any());
        return isRotated ? _kept.Delete(TufRoles.Timestamp) ?? _kept.Delete(TufRoles.Snapshot) : null;
    }

    private async ValueTask<Result<TimestampMetadata, TufErrorCode>> RefreshTimestamp(CancellationToken cancellation)
    {
        if (!Kept(TufRoles.Timestamp, _limits.MaxTimestampBytes, bytes => TrustedSet.Timestamp(bytes, _root)).TryGet(out var local, out var fault))
        {
            return fault;
        }

        var trusted = local.Metadata;
        var fetched = await _source.Fetch(TufNames.File(TufRoles.Timestamp, null), _limits.MaxTimestampBytes, cancellation).ConfigureAwait(false);
        if (!fetched.TryGet(out var bytes, out fault) || !TrustedSet.Timestamp(bytes, _root).TryGet(out var next, out fault))
        {
            return fault;
        }

        if (trusted is not null && next.Version == trusted.Version)
        {
            return TrustedSet.Current(trusted, TufRoles.Timestamp, _now) is { } old ? old : trusted;
        }

        if ((TrustedSet.Follows(next, trusted) ?? TrustedSet.Current(next, TufRoles.Timestamp, _now) ?? _kept.Write(TufRoles.Timestamp, bytes)) is { } refused)
        {
            return refused;
        }

        _fetched++;
        return next;
    }

    private async ValueTask<Fault<TufErrorCode>?> RefreshSnapshot(MetaFile meta, CancellationToken cancellation)
    {
        if (!Kept(TufRoles.Snapshot, _limits.MaxSnapshotBytes, bytes => TrustedSet.Snapshot(bytes, _root)).TryGet(out var local, out var fault))
        {
            return fault;
        }

        if (local.Metadata is { } trusted && trusted.Version == meta.Version && meta.Check(local.Bytes, TufRoles.Snapshot) is null)
        {
            _snapshot = trusted;
            return TrustedSet.Current(trusted, TufRoles.Snapshot, _now);
        }

        var name = TufNames.File(TufRoles.Snapshot, _root.IsConsistent ? meta.Version : null);
        var fetched = await _source.Fetch(name, meta.Bound(_limits.MaxSnapshotBytes), cancellation).ConfigureAwait(false);
        if (!fetched.TryGet(out var bytes, out fault))
        {
            return fault;
        }

        if (meta.Check(bytes, TufRoles.Snapshot) is { } different)
        {
            return different;
        }

        if (!TrustedSet.Snapshot(bytes, _root).TryGet(out var next, out fault))
        {
            return fault;
        }

        var refused = (next.Version == meta.Version ? null : TrustedSet.WrongVersion(TufRoles.Snapshot, meta.Version, next.Version))
            ?? TrustedSet.Follows(next, local.Metadata)
            ?? TrustedSet.Current(next, TufRoles.Snapshot, _now)
            ?? _kept.Write(TufRoles.Snapshot, bytes);
        if (refused is null)
        {
            _snapshot = next;
            _fetched++;
        }

        return refused;
    }

    /// <summary>
    /// A targets role, from the folder or the source, judged by this very delegator: the same name reached through another one proves nothing.
    /// </summary>
    /// <param name="delegator">Null for the root.</param>
    private async ValueTask<Result<TargetsMetadata, TufErrorCode>> Load(TargetsMetadata? delegator, string role, RoleKeys keys, IReadOnlyDictionary<string, TufKey> table, CancellationToken cancellation)
    {
        if (_roles.TryGetValue((delegator, role), out var known))
        {
            return known;
        }

        if (!_snapshot!.Meta.TryGetValue(role + ".json", out var meta))
        {
            return new Fault<TufErrorCode>(TufErrorCode.NotInSnapshot, $"The snapshot does not list the role {TufNode.Printable(role)}.", "The repository is not whole; try again later.");
        }

        if (!Kept(role, _limits.MaxTargetsBytes, bytes => TrustedSet.Targets(bytes, role, meta, keys, table)).TryGet(out var local, out var fault))
        {
            return fault;
        }

        if (local.Metadata is { } kept && TrustedSet.Current(kept, role, _now) is null)
        {
            return _roles[(delegator, role)] = kept;
        }

        var fetched = await _source.Fetch(TufNames.File(role, _root.IsConsistent ? meta.Version : null), meta.Bound(_limits.MaxTargetsBytes), cancellation).ConfigureAwait(false);
        if (!fetched.TryGet(out var bytes, out fault) || !TrustedSet.Targets(bytes, role, meta, keys, table).TryGet(out var targets, out fault))
        {
            return fault;
        }

        if ((TrustedSet.Current(targets, role, _now) ?? _kept.Write(role, bytes)) is { } refused)
        {
            return refused;
        }

        _fetched++;
        return _roles[(delegator, role)] = targets;
    }

    /// <summary>What the folder holds, if it still passes: a file that does not is as good as none, for a newer one must come anyway.</summary>
    private Result<(T? Metadata, byte[] Bytes), TufErrorCode> Kept<T>(string role, int maxBytes, Func<byte[], Result<T, TufErrorCode>> judge)
        where T : TufMetadata
    {
        if (!_kept.Read(role, maxBytes).TryGet(out var bytes, out var fault))
        {
            return fault;
        }

        return bytes is not null && judge(bytes).TryGet(out var metadata, out _) ? (metadata, bytes) : (null, []);
    }
}
