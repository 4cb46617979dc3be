using System.Buffers;
using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// Makes and signs the next version of each role of a repository: root (people's keys), targets over sixteen hashed bins, a role for each
/// developer (signed on the developer's machine), snapshot and timestamp. Pure functions: nothing is kept, nothing is written. Thread-safe.
/// </summary>
public static class TufRepository
{
    private static readonly SearchValues<char> PatternCharacters = SearchValues.Create("*?[");

    /// <summary>A first or next root. A next one must be signed by enough keys of the root before it as well: hand both sets of signers.</summary>
    /// <param name="version">1, or one more than the root before.</param>
    public static Result<SignedRole, TufErrorCode> Root(long version, DateTimeOffset expires, RootPlan plan, IReadOnlyList<ISigner> signers)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Sign(TufRoles.Root, plan.ToMetadata(version, expires), signers);
    }

    /// <summary>The targets role: it names no target itself, and delegates each first hexadecimal digit of a path's digest to a bin.</summary>
    /// <param name="bins">The registry's online keys.</param>
    public static Result<SignedRole, TufErrorCode> Targets(long version, DateTimeOffset expires, KeySet bins, IReadOnlyList<ISigner> signers)
    {
        ArgumentNullException.ThrowIfNull(bins);
        var roles = Enumerable.Range(0, TufRoles.BinCount).Select(bin => new DelegatedRole(TufRoles.Bin(bin), bins.RoleKeys, IsTerminating: true, default, [$"{bin:x1}"]));
        return Sign(TufRoles.Targets, new TargetsMetadata(version, expires, ImmutableDictionary<string, TargetFile>.Empty, new Delegations(KeyTable([bins]), [.. roles])), signers);
    }

    /// <summary>One bin: it delegates each module's index to the developer whose module it is.</summary>
    /// <param name="bin">0 to 15.</param>
    /// <param name="developers">All of them, or those with a path in this bin; paths of other bins are left out, and developers without any too.</param>
    /// <exception cref="ArgumentException">A path is no target path, holds a pattern's characters, or belongs to two developers.</exception>
    public static Result<SignedRole, TufErrorCode> Bin(int bin, long version, DateTimeOffset expires, IEnumerable<DeveloperDelegation> developers, IReadOnlyList<ISigner> signers)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var here = developers
            .Select(developer => developer with { Paths = [.. developer.Paths.Where(path => TufRoles.BinOf(path) == bin).Order(StringComparer.Ordinal)] })
            .Where(developer => developer.Paths.Length > 0)
            .OrderBy(developer => developer.Name, StringComparer.Ordinal)
            .ToList();
        foreach (var path in here.SelectMany(developer => developer.Paths))
        {
            if (!TargetPath.IsPlain(path) || path.AsSpan().ContainsAny(PatternCharacters) || !taken.Add(path))
            {
                throw new ArgumentException($"{path} is not a plain path of one developer.", nameof(developers));
            }
        }

        var roles = here.Select(developer => new DelegatedRole(TufRoles.Developer(developer.Name), developer.Keys.RoleKeys, IsTerminating: true, developer.Paths));
        var delegations = new Delegations(KeyTable(here.Select(developer => developer.Keys)), [.. roles]);
        return Sign(TufRoles.Bin(bin), new TargetsMetadata(version, expires, ImmutableDictionary<string, TargetFile>.Empty, delegations), signers);
    }

    /// <summary>A developer's role: their modules' indexes by target path, signed by keys that never leave the developer's machine.</summary>
    public static Result<SignedRole, TufErrorCode> Developer(string name, long version, DateTimeOffset expires, IReadOnlyDictionary<string, TargetFile> targets, IReadOnlyList<ISigner> signers) =>
        Sign(TufRoles.Developer(name), new TargetsMetadata(version, expires, targets), signers);

    /// <summary>Any targets role, as it is said: for repositories of another shape than Ludos's own.</summary>
    public static Result<SignedRole, TufErrorCode> Role(string role, TargetsMetadata metadata, IReadOnlyList<ISigner> signers) => Sign(role, metadata, signers);

    /// <summary>One state of the whole repository.</summary>
    /// <param name="roles">The newest of targets and of every delegated role, by version, length and digest.</param>
    public static Result<SignedRole, TufErrorCode> Snapshot(long version, DateTimeOffset expires, IEnumerable<KeyValuePair<string, MetaFile>> roles, IReadOnlyList<ISigner> signers)
    {
        var meta = roles.ToDictionary(role => role.Key + ".json", role => role.Value, StringComparer.Ordinal);
        return Sign(TufRoles.Snapshot, new SnapshotMetadata(version, expires, meta), signers);
    }

    /// <summary>Says which snapshot is the newest.</summary>
    public static Result<SignedRole, TufErrorCode> Timestamp(long version, DateTimeOffset expires, SignedRole snapshot, IReadOnlyList<ISigner> signers)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Sign(TufRoles.Timestamp, new TimestampMetadata(version, expires, snapshot.Meta), signers);
    }

    /// <summary>Adds one more person's signature to a file that others signed before: how a threshold is reached on several machines.</summary>
    /// <returns>The same signed bytes; a signature of the same key is replaced.</returns>
    public static Result<SignedRole, TufErrorCode> AddSignature(SignedRole role, ISigner signer)
    {
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(signer);
        if (!TufFile.Open(role.Bytes).TryGet(out var file, out var fault))
        {
            return fault;
        }

        using (file)
        {
            var signatures = new Dictionary<string, byte[]>(file.Signatures, StringComparer.Ordinal);
            return SignFile.AddAll(signatures, file.SignedBytes, role.Role, [signer]) is { } refused
                ? refused
                : role with { Bytes = SignFile.Compose(file.SignedBytes, signatures) };
        }
    }

    internal static Dictionary<string, TufKey> KeyTable(IEnumerable<KeySet> sets)
    {
        var table = new Dictionary<string, TufKey>(StringComparer.Ordinal);
        foreach (var key in sets.SelectMany(set => set.Keys).Select(TufKey.Of))
        {
            table[key.Id] = key;
        }

        return table;
    }

    private static Result<SignedRole, TufErrorCode> Sign(string role, TufMetadata metadata, IReadOnlyList<ISigner> signers)
    {
        var signed = MetadataWriter.SignedBytes(metadata);
        var signatures = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        return SignFile.AddAll(signatures, signed, role, signers) is { } refused
            ? refused
            : new SignedRole(role, metadata.Version, SignFile.Compose(signed, signatures));
    }
}
