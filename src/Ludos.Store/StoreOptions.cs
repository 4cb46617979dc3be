namespace Ludos.Store;

/// <summary>How a store keeps what it is given.</summary>
public sealed record StoreOptions
{
    /// <summary>Most bytes that all packs may have together; default no bound. What would go past it is <see cref="StoreErrorCode.QuotaUsedUp"/>.</summary>
    public long QuotaBytes { get; init; } = long.MaxValue;

    /// <summary>How hard plain bytes that are put are compressed; default <see cref="CompressionEffort.Fast"/>. What arrives encoded stays as it is.</summary>
    public CompressionEffort Effort { get; init; } = CompressionEffort.Fast;
}
