using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// Judges metadata one file at a time against what is trusted already. Pure: it keeps and fetches nothing. The order of its checks is the
/// specification's: signatures, type and form, version, then expiry.
/// </summary>
internal static class TrustedSet
{
    private const string Moved = "Try again later; if it stays, the repository or the way to it is tampered with.";

    /// <summary>A root that vouches for itself: the one that trust begins with.</summary>
    public static Result<RootMetadata, TufErrorCode> FirstRoot(ReadOnlyMemory<byte> bytes) => Open<RootMetadata>(bytes, file =>
        MetadataReader.Root(file).TryGet(out var root, out var fault)
            ? Signed(file, root, TufRoles.Root) is { } unsigned ? unsigned : root
            : fault);

    /// <summary>The root after this one: signed by enough keys of both, and one version higher.</summary>
    public static Result<RootMetadata, TufErrorCode> NextRoot(ReadOnlyMemory<byte> bytes, RootMetadata trusted) => Open<RootMetadata>(bytes, file =>
    {
        if (Signed(file, trusted, TufRoles.Root) is { } byOld)
        {
            return byOld;
        }

        if (!MetadataReader.Root(file).TryGet(out var root, out var fault))
        {
            return fault;
        }

        return Signed(file, root, TufRoles.Root) is { } byNew ? byNew
            : root.Version != trusted.Version + 1 ? WrongVersion(TufRoles.Root, trusted.Version + 1, root.Version)
            : root;
    });

    /// <summary>A timestamp signed as the root says. Its age and version are the caller's to judge.</summary>
    public static Result<TimestampMetadata, TufErrorCode> Timestamp(ReadOnlyMemory<byte> bytes, RootMetadata root) => Open(bytes, file =>
        Signed(file, root, TufRoles.Timestamp) is { } unsigned ? unsigned : MetadataReader.Timestamp(file));

    /// <summary>Null when a new timestamp may take the place of a trusted one of a lower version.</summary>
    public static Fault<TufErrorCode>? Follows(TimestampMetadata next, TimestampMetadata? trusted) =>
        trusted is null ? null
        : next.Version < trusted.Version ? Rollback(TufRoles.Timestamp, trusted.Version, next.Version)
        : next.Snapshot.Version < trusted.Snapshot.Version ? Rollback(TufRoles.Snapshot, trusted.Snapshot.Version, next.Snapshot.Version)
        : null;

    /// <summary>A snapshot signed as the root says. Its age and version are the caller's to judge.</summary>
    public static Result<SnapshotMetadata, TufErrorCode> Snapshot(ReadOnlyMemory<byte> bytes, RootMetadata root) => Open(bytes, file =>
        Signed(file, root, TufRoles.Snapshot) is { } unsigned ? unsigned : MetadataReader.Snapshot(file));

    /// <summary>Null when a new snapshot lists every role of the trusted one, none of them in a lower version.</summary>
    public static Fault<TufErrorCode>? Follows(SnapshotMetadata next, SnapshotMetadata? trusted)
    {
        foreach (var (file, before) in trusted?.Meta ?? new Dictionary<string, MetaFile>())
        {
            if (!next.Meta.TryGetValue(file, out var now))
            {
                return new Fault<TufErrorCode>(TufErrorCode.RoleRemoved, $"The snapshot does not list {TufNode.Printable(file)} any more.", Moved);
            }

            if (now.Version < before.Version)
            {
                return Rollback(file, before.Version, now.Version);
            }
        }

        return null;
    }

    /// <summary>A targets role as its delegator and the snapshot say: signatures, length, digests and version.</summary>
    public static Result<TargetsMetadata, TufErrorCode> Targets(ReadOnlyMemory<byte> bytes, string role, MetaFile meta, RoleKeys keys, IReadOnlyDictionary<string, TufKey> table)
    {
        if (meta.Check(bytes.Span, role) is { } different)
        {
            return different;
        }

        return Open<TargetsMetadata>(bytes, file =>
        {
            if (keys.Check(file, table, role) is { } unsigned)
            {
                return unsigned;
            }

            return !MetadataReader.Targets(file).TryGet(out var targets, out var fault) ? fault
                : targets.Version != meta.Version ? WrongVersion(role, meta.Version, targets.Version)
                : targets;
        });
    }

    /// <summary>Null when the metadata may still be used.</summary>
    public static Fault<TufErrorCode>? Current(TufMetadata metadata, string role, DateTimeOffset now) => metadata.IsExpired(now)
        ? new Fault<TufErrorCode>(TufErrorCode.Expired, $"{TufNode.Printable(role)} version {metadata.Version} expired at {metadata.Expires:u}; it is {now.UtcDateTime:u}.", "Check this machine's clock; else the repository must sign it anew, or somebody holds its updates back.")
        : null;

    public static Fault<TufErrorCode> WrongVersion(string role, long expected, long found) =>
        new(TufErrorCode.WrongVersion, $"{TufNode.Printable(role)} has version {found}; {expected} was asked for.", Moved);

    private static Fault<TufErrorCode>? Signed(TufFile file, RootMetadata root, string role) => root.Roles[role].Check(file, root.Keys, role);

    private static Fault<TufErrorCode> Rollback(string role, long before, long now) =>
        new(TufErrorCode.Rollback, $"{TufNode.Printable(role)} goes back from version {before} to {now}.", Moved);

    private static Result<T, TufErrorCode> Open<T>(ReadOnlyMemory<byte> bytes, Func<TufFile, Result<T, TufErrorCode>> judge)
    {
        if (!TufFile.Open(bytes).TryGet(out var file, out var fault))
        {
            return fault;
        }

        using (file)
        {
            return judge(file);
        }
    }
}
