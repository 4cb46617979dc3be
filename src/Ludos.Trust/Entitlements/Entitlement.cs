namespace Ludos.Trust;

/// <summary>Leave to use a module now.</summary>
/// <param name="Receipt">What gives it.</param>
/// <param name="OfflineUntil">Until when it holds without a word from the store.</param>
/// <param name="IsCurrent">Whether the store's last snapshot has not expired; when false, it is time to ask again.</param>
public sealed record Entitlement(Receipt Receipt, DateTimeOffset OfflineUntil, bool IsCurrent);
