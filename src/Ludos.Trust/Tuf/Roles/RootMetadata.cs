using System.Collections.Immutable;

namespace Ludos.Trust;

/// <summary>Which keys are trusted for the four top-level roles.</summary>
/// <param name="IsConsistent">Whether file names carry versions and digests.</param>
public sealed record RootMetadata(
    long Version,
    DateTimeOffset Expires,
    bool IsConsistent,
    IReadOnlyDictionary<string, TufKey> Keys,
    ImmutableDictionary<string, RoleKeys> Roles) : TufMetadata(Version, Expires)
{
    public override string Type => TufRoles.Root;
}
