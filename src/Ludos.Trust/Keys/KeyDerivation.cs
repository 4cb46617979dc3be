using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform.Engines;

namespace Ludos.Trust;

/// <summary>How a passphrase becomes a key. Numbers are those of the key file.</summary>
internal enum KeyDerivationKind : ushort
{
    /// <summary>No passphrase: the file is as secret as its mode.</summary>
    None = 0,

    /// <summary>RFC 9106, version 1.3, one lane.</summary>
    Argon2id = 1,

    /// <summary>RFC 8018.</summary>
    Pbkdf2Sha512 = 2,
}

/// <summary>A derivation and its parameters, as a file's head carries them.</summary>
/// <param name="Passes">Passes of Argon2id or rounds of PBKDF2.</param>
/// <param name="MemoryKiB">Of Argon2id; else 0.</param>
/// <param name="Salt">16 bytes.</param>
internal sealed record KeyDerivation(KeyDerivationKind Kind, int Passes, int MemoryKiB, ReadOnlyMemory<byte> Salt)
{
    internal const int SaltBytes = 16;
    internal const int KeyBytes = 32;

    internal static KeyDerivation None { get; } = new(KeyDerivationKind.None, 0, 0, new byte[SaltBytes]);

    internal string Name => Kind switch
    {
        KeyDerivationKind.Argon2id => $"argon2id (passes {Passes}, {MemoryKiB / 1024} MiB)",
        KeyDerivationKind.Pbkdf2Sha512 => $"pbkdf2-hmac-sha512 (rounds {Passes})",
        _ => "none",
    };

    /// <summary>The strongest that this machine has, with a fresh salt.</summary>
    internal static KeyDerivation Fresh()
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return SignatureEngine.IsSodiumAllowed
            ? new KeyDerivation(KeyDerivationKind.Argon2id, KeyLimits.ArgonPasses, KeyLimits.ArgonMemoryKiB, salt)
            : new KeyDerivation(KeyDerivationKind.Pbkdf2Sha512, KeyLimits.PbkdfPasses, 0, salt);
    }

    /// <summary>Null when this program does the work that is asked for.</summary>
    internal Fault<KeyErrorCode>? Check() => Kind switch
    {
        KeyDerivationKind.None when Passes == 0 && MemoryKiB == 0 => null,
        KeyDerivationKind.Argon2id => CheckRange(Passes is >= 1 and <= KeyLimits.MaxArgonPasses && MemoryKiB is >= KeyLimits.MinArgonMemoryKiB and <= KeyLimits.MaxArgonMemoryKiB),
        KeyDerivationKind.Pbkdf2Sha512 => CheckRange(Passes is >= KeyLimits.MinPbkdfPasses and <= KeyLimits.MaxPbkdfPasses && MemoryKiB == 0),
        _ => new Fault<KeyErrorCode>(KeyErrorCode.Unsupported, $"The key file derives its key in a way (number {(int)Kind}) that this version does not know.", "Use a newer version of Ludos."),
    };

    /// <param name="key">32 bytes; filled.</param>
    internal Fault<KeyErrorCode>? Derive(ReadOnlySpan<byte> passphrase, Span<byte> key)
    {
        if (Kind == KeyDerivationKind.Pbkdf2Sha512)
        {
            Rfc2898DeriveBytes.Pbkdf2(passphrase, Salt.Span, key, Passes, HashAlgorithmName.SHA512);
            return null;
        }

        if (!SignatureEngine.IsSodiumAllowed)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.Unsupported, "The key file's key comes from Argon2id, which needs libsodium.", "Install libsodium23, and do not set LUDOS_SODIUM=0.");
        }

        const long bytesPerKiB = 1024;
        return Sodium.TryDeriveKey(key, passphrase, Salt.Span, Passes, MemoryKiB * bytesPerKiB)
            ? null
            : new Fault<KeyErrorCode>(KeyErrorCode.TooCostly, $"The key file's key needs {MemoryKiB / 1024} MiB of memory, which are not to be had.", "Close something large and try again.");
    }

    private Fault<KeyErrorCode>? CheckRange(bool isWithin) => isWithin
        ? null
        : new Fault<KeyErrorCode>(KeyErrorCode.TooCostly, $"The key file asks for {Name}, which is outside what this program does.", "It was not written by Ludos; do not use it.");
}
