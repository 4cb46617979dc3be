namespace Ludos.Store;

/// <summary>How far one collection goes.</summary>
public sealed record CollectOptions
{
    /// <summary>What was put less than this ago stays, held or not: a download that has not named its holder yet. Default one hour.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Stop after having copied this much; the next call goes on from there. Default no bound.</summary>
    public long MaxCopiedBytes { get; init; } = long.MaxValue;
}
