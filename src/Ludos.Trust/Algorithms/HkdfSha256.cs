using System.Security.Cryptography;

namespace Ludos.Trust;

/// <summary>HKDF with SHA-256 (RFC 5869). Thread-safe.</summary>
public static class HkdfSha256
{
    /// <summary>Of a pseudorandom key.</summary>
    public const int KeyBytes = SHA256.HashSizeInBytes;

    /// <summary>The longest output that the RFC allows.</summary>
    public const int MaxOutputBytes = 255 * SHA256.HashSizeInBytes;

    /// <summary>A pseudorandom key of 32 bytes.</summary>
    public static byte[] Extract(ReadOnlySpan<byte> inputKey, ReadOnlySpan<byte> salt)
    {
        var key = new byte[KeyBytes];
        _ = HKDF.Extract(HashAlgorithmName.SHA256, inputKey, salt, key);
        return key;
    }

    /// <summary>Fills the output.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The output is empty or longer than <see cref="MaxOutputBytes"/>.</exception>
    public static void Expand(ReadOnlySpan<byte> key, ReadOnlySpan<byte> info, Span<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfZero(output.Length, nameof(output));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(output.Length, MaxOutputBytes, nameof(output));
        HKDF.Expand(HashAlgorithmName.SHA256, key, output, info);
    }

    /// <summary>Extract, then expand.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The output is empty or longer than <see cref="MaxOutputBytes"/>.</exception>
    public static void Derive(ReadOnlySpan<byte> inputKey, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Span<byte> output)
    {
        var key = Extract(inputKey, salt);
        Expand(key, info, output);
        CryptographicOperations.ZeroMemory(key);
    }
}
