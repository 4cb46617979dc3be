namespace Ludos.Trust;

/// <summary>Targets that a role vouches for, and roles that it delegates others to. Two are equal only when they are one object.</summary>
/// <param name="Targets">By path.</param>
/// <param name="Delegations">Null when it delegates to nobody.</param>
public sealed record TargetsMetadata(long Version, DateTimeOffset Expires, IReadOnlyDictionary<string, TargetFile> Targets, Delegations? Delegations = null) : TufMetadata(Version, Expires)
{
    public override string Type => TufRoles.Targets;

    public bool Equals(TargetsMetadata? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
