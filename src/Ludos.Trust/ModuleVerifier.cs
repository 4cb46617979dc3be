using System.Globalization;
using System.Security.Cryptography;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// Decides whether bytes may become code. It measures them and holds their origin against the policy; signatures are not
/// checked yet, so every module counts as unsigned. Thread-safe.
/// </summary>
/// <param name="allowUnsigned">Development mode (<c>--dev</c>): accept unsigned modules from files and from the page.</param>
public sealed class ModuleVerifier(bool allowUnsigned)
{
    /// <summary>Copies, measures and accepts the bytes, or says why not.</summary>
    /// <param name="bytes">1 to <see cref="TrustLimits.MaxModuleBytes"/> bytes; copied.</param>
    /// <param name="origin">Where they came from.</param>
    /// <param name="name">Path or file name for messages.</param>
    public Result<VerifiedModule, TrustErrorCode> Verify(ReadOnlyMemory<byte> bytes, ModuleOrigin origin, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (bytes.IsEmpty)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.Empty, $"{name} is empty.", "Name a .gmod file, a .wasm file or a module's folder.");
        }

        if (bytes.Length > TrustLimits.MaxModuleBytes)
        {
            string sizeBytes = bytes.Length.ToString("N0", CultureInfo.InvariantCulture);
            string limitBytes = TrustLimits.MaxModuleBytes.ToString("N0", CultureInfo.InvariantCulture);
            return new Fault<TrustErrorCode>(
                TrustErrorCode.TooLarge,
                $"{name} has {sizeBytes} bytes; a module may have {limitBytes}.",
                "Move large assets into modules of their own.");
        }

        if (NeedsSignature(origin) && !allowUnsigned)
        {
            return new Fault<TrustErrorCode>(
                TrustErrorCode.UnsignedNeedsDev,
                $"{name} is not signed.",
                "Start the game with --dev to run modules of your own, or name the module's folder instead.");
        }

        byte[] copy = bytes.ToArray();
        return new VerifiedModule(copy, Convert.ToHexStringLower(SHA256.HashData(copy)), origin, name);
    }

    private static bool NeedsSignature(ModuleOrigin origin) => origin is not (ModuleOrigin.CommandLine or ModuleOrigin.Watch);
}
