namespace Ludos.Registry;

/// <summary>Names of documents in the catalogue.</summary>
internal static class DocumentNames
{
    /// <summary>The newest timestamp: the one metadata file whose name has no version.</summary>
    public const string Timestamp = Metadata + "timestamp.json";

    public const string Checkpoint = "log/checkpoint";
    public const string Revocations = "revocations";

    /// <summary>Who is trusted, the sealing key and the first root.</summary>
    public const string Roots = "roots";

    /// <summary>The number of the last entitlement snapshot whose list changed.</summary>
    public const string SnapshotNumber = "entitlements/number";

    public const string Metadata = "tuf/";
    public const string Targets = "targets/";
}
