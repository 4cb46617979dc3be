namespace Ludos.Trust;

/// <summary>Bounds of receipts and of what is kept about them.</summary>
public static class EntitlementLimits
{
    /// <summary>How long a receipt counts after the last word from the store that it still does.</summary>
    public static readonly TimeSpan OfflineGrace = TimeSpan.FromDays(30);

    /// <summary>How far the machine's clock may stand behind what was already seen, or behind a document's date, before that means something.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(10);

    /// <summary>How long a snapshot of what was taken back is current.</summary>
    public static readonly TimeSpan SnapshotLife = TimeSpan.FromHours(24);

    /// <summary>How long after it was bought a module can be handed back, if it was not handed on.</summary>
    public static readonly TimeSpan RefundWindow = TimeSpan.FromDays(14);

    public const int MaxReceiptBytes = 64 * 1024;
    public const int MaxItems = 1_000;
    public const int MaxContentKeys = 16;

    /// <summary>Receipts that one user keeps.</summary>
    public const int MaxReceipts = 10_000;

    /// <summary>Receipts of one user that a snapshot takes back.</summary>
    public const int MaxRevoked = 100_000;

    public const int MaxSnapshotBytes = 8 * 1024 * 1024;

    /// <summary>A receipt in its envelope, as JSON: base64 is a third longer.</summary>
    public const int MaxSignedReceiptBytes = 2 * MaxReceiptBytes;

    /// <summary>A snapshot in its envelope, as JSON.</summary>
    public const int MaxSignedSnapshotBytes = 2 * MaxSnapshotBytes;

    internal const int MaxIdLength = 80;
    internal const int MaxWrappedBytes = 128;
}
