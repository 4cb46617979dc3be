namespace Ludos.Trust;

/// <summary>How it stands with a keeper. Immutable.</summary>
/// <param name="ProcessId">Of the keeper.</param>
/// <param name="HasStore">Whether a key file was made.</param>
/// <param name="IsProtected">Whether it needs a passphrase.</param>
/// <param name="IsUnlocked">Whether keys can be used now.</param>
/// <param name="IsMemoryLocked">Whether the system promised to keep every unlocked key out of swap.</param>
/// <param name="IsGuarded">Whether other processes of the user may not read its memory or trace it; root may, always.</param>
/// <param name="Derivation">How the passphrase becomes the file's key, for people.</param>
public sealed record KeeperStatus(int ProcessId, bool HasStore, bool IsProtected, bool IsUnlocked, bool IsMemoryLocked, bool IsGuarded, string Derivation);
