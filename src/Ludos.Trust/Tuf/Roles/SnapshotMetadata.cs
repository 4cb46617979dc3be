namespace Ludos.Trust;

/// <summary>The versions of targets and of every delegated role: one state of the whole repository.</summary>
/// <param name="Meta">By file name: <c>targets.json</c>.</param>
public sealed record SnapshotMetadata(long Version, DateTimeOffset Expires, IReadOnlyDictionary<string, MetaFile> Meta) : TufMetadata(Version, Expires)
{
    public override string Type => TufRoles.Snapshot;
}
