using System.Runtime.InteropServices;

namespace Ludos.Platform.Engines;

/// <summary>libsodium, when the machine has it. Thread-safe.</summary>
public static unsafe partial class Sodium
{
    private const string Library = "libsodium.so.23";

    private static readonly Lazy<bool> Loaded = new(() => NativeLibrary.TryLoad(Library, out _) && Init() >= 0);

    /// <summary>Whether the calls below may be made.</summary>
    public static bool IsPresent => Loaded.Value;

    /// <summary>As the library says.</summary>
    public static string Version => Marshal.PtrToStringUTF8(VersionText()) ?? "";

    /// <summary>Ed25519: the 64-byte signature of a message under a 32-byte seed.</summary>
    public static void Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        Span<byte> publicKey = stackalloc byte[32];
        Span<byte> secretKey = stackalloc byte[64];
        fixed (byte* seedAt = seed, publicAt = publicKey, secretAt = secretKey, messageAt = message, signatureAt = signature)
        {
            _ = KeyPair(publicAt, secretAt, seedAt);
            _ = SignDetached(signatureAt, null, messageAt, (ulong)message.Length, secretAt);
        }

        System.Security.Cryptography.CryptographicOperations.ZeroMemory(secretKey);
    }

    /// <summary>Ed25519: the 32-byte public key of a 32-byte seed.</summary>
    public static void PublicKey(ReadOnlySpan<byte> seed, Span<byte> publicKey)
    {
        Span<byte> secretKey = stackalloc byte[64];
        fixed (byte* seedAt = seed, publicAt = publicKey, secretAt = secretKey)
        {
            _ = KeyPair(publicAt, secretAt, seedAt);
        }

        System.Security.Cryptography.CryptographicOperations.ZeroMemory(secretKey);
    }

    /// <summary>Ed25519: whether a 64-byte signature is a 32-byte public key's for the message.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        fixed (byte* publicAt = publicKey, messageAt = message, signatureAt = signature)
        {
            return VerifyDetached(signatureAt, messageAt, (ulong)message.Length, publicAt) == 0;
        }
    }

    [LibraryImport(Library, EntryPoint = "sodium_version_string")]
    private static partial nint VersionText();

    [LibraryImport(Library, EntryPoint = "sodium_init")]
    private static partial int Init();

    [LibraryImport(Library, EntryPoint = "crypto_sign_ed25519_seed_keypair")]
    private static partial int KeyPair(byte* publicKey, byte* secretKey, byte* seed);

    [LibraryImport(Library, EntryPoint = "crypto_sign_ed25519_detached")]
    private static partial int SignDetached(byte* signature, ulong* length, byte* message, ulong messageLength, byte* secretKey);

    [LibraryImport(Library, EntryPoint = "crypto_sign_ed25519_verify_detached")]
    private static partial int VerifyDetached(byte* signature, byte* message, ulong messageLength, byte* publicKey);
}
