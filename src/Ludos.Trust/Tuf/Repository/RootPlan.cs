using System.Collections.Immutable;

namespace Ludos.Trust;

/// <summary>Keys for one role and how many of them must sign.</summary>
public sealed record KeySet(ImmutableArray<PublicKey> Keys, int Threshold = 1)
{
    /// <summary>One key that signs alone.</summary>
    public static KeySet Of(PublicKey key) => new([key]);

    internal RoleKeys RoleKeys => new([.. Keys.Select(key => TufKey.Of(key).Id).Distinct()], Threshold);
}

/// <summary>Whom a root trusts for the top-level roles.</summary>
public sealed record RootPlan(KeySet Root, KeySet Timestamp, KeySet Snapshot, KeySet Targets)
{
    internal RootMetadata ToMetadata(long version, DateTimeOffset expires) => new(
        version,
        expires,
        IsConsistent: true,
        TufRepository.KeyTable([Root, Timestamp, Snapshot, Targets]),
        ImmutableDictionary.CreateRange<string, RoleKeys>(
        [
            new(TufRoles.Root, Root.RoleKeys),
            new(TufRoles.Timestamp, Timestamp.RoleKeys),
            new(TufRoles.Snapshot, Snapshot.RoleKeys),
            new(TufRoles.Targets, Targets.RoleKeys),
        ]));
}

/// <summary>What a bin says about one developer: their role's keys, and the target paths that are theirs alone.</summary>
/// <param name="Name">As in the developer's certificate.</param>
/// <param name="Keys">The signing keys that the certificates name.</param>
/// <param name="Paths">Exact paths (<c>shoal.json</c>), no patterns; only those that fall into the bin matter.</param>
public sealed record DeveloperDelegation(string Name, KeySet Keys, ImmutableArray<string> Paths);
