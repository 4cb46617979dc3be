using Ludos.Base;

namespace Ludos.Trust;

/// <summary>What a keeper is handed.</summary>
public sealed record KeeperOptions
{
    /// <summary>After this long without a request a keeper ends: 15 minutes.</summary>
    public static readonly TimeSpan DefaultIdleAfter = TimeSpan.FromMinutes(15);

    /// <summary>Monotonic.</summary>
    public required IClock Clock { get; init; }

    /// <summary>Calendar time.</summary>
    public required Func<DateTimeOffset> Now { get; init; }

    /// <summary>Positive. Default <see cref="DefaultIdleAfter"/>. What was unlocked is locked again by it.</summary>
    public TimeSpan IdleAfter { get; init; } = DefaultIdleAfter;
}
