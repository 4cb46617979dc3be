namespace Ludos.Trust;

/// <summary>Which snapshot is the newest. Short-lived.</summary>
public sealed record TimestampMetadata(long Version, DateTimeOffset Expires, MetaFile Snapshot) : TufMetadata(Version, Expires)
{
    public override string Type => TufRoles.Timestamp;
}
