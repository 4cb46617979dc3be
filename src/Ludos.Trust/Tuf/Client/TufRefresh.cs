namespace Ludos.Trust;

/// <summary>What a refresh came to: the versions that are trusted now.</summary>
/// <param name="Fetched">Metadata files taken over from the source, new roots included.</param>
public sealed record TufRefresh(long RootVersion, long TimestampVersion, long SnapshotVersion, long TargetsVersion, int Fetched);
