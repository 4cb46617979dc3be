namespace Ludos.Trust;

/// <summary>Bounds of key files. A file that asks for more is refused before any work is done for it.</summary>
public static class KeyLimits
{
    public const int MaxKeys = 256;
    public const int MaxNameLength = 64;
    public const int MaxPassphraseBytes = 1_024;

    /// <summary>Of a key file.</summary>
    public const int MaxFileBytes = 64 * 1024;

    /// <summary>Argon2id, RFC 9106: what new files ask for (its second recommendation, with one lane), and the most and least that any may.</summary>
    public const int ArgonPasses = 3;
    public const int ArgonMemoryKiB = 64 * 1024;
    public const int MaxArgonPasses = 8;
    public const int MaxArgonMemoryKiB = 256 * 1024;
    public const int MinArgonMemoryKiB = 8 * 1024;

    /// <summary>PBKDF2-HMAC-SHA512.</summary>
    public const int PbkdfPasses = 210_000;
    public const int MaxPbkdfPasses = 2_000_000;
    public const int MinPbkdfPasses = 100_000;

    /// <summary>Whether a name is 1 to 64 of a-z, 0-9, '-', '_' and '.', and begins with a letter or digit.</summary>
    public static bool IsName(string name) =>
        name is { Length: > 0 and <= MaxNameLength } && char.IsAsciiLetterOrDigit(name[0]) && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_' or '.');
}
