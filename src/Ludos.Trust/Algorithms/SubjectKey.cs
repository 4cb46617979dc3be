using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Ludos.Trust;

/// <summary>The algorithms whose keys come as SubjectPublicKeyInfo. Verification only, by the platform's cryptography.</summary>
internal static class SubjectKey
{
    private const int MinRsaBits = 2_048;
    private const int MaxRsaBits = 8_192;
    private const int MaxKeyBytes = 2_048;

    /// <summary>The key's one canonical form. False when it is not DER of this algorithm, not on its curve, or outside the size bounds.</summary>
    internal static bool TryNormalize(string algorithm, ReadOnlySpan<byte> key, [NotNullWhen(true)] out byte[]? normal)
    {
        normal = null;
        if (key.Length > MaxKeyBytes)
        {
            return false;
        }

        try
        {
            normal = algorithm switch
            {
                SignatureAlgorithm.EcdsaP256 => Curve(key, ECCurve.NamedCurves.nistP256),
                SignatureAlgorithm.EcdsaP384 => Curve(key, ECCurve.NamedCurves.nistP384),
                SignatureAlgorithm.RsaPssSha256 => Rsa(key),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            // Foreign bytes that are no key: the platform says so by throwing.
        }

        return normal is not null;
    }

    /// <param name="key">As <see cref="TryNormalize"/> gave it.</param>
    internal static bool Verify(string algorithm, ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (algorithm == SignatureAlgorithm.RsaPssSha256)
            {
                using var rsa = RSA.Create();
                rsa.ImportSubjectPublicKeyInfo(key, out _);
                return rsa.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
            }

            using var curve = ECDsa.Create();
            curve.ImportSubjectPublicKeyInfo(key, out _);
            return curve.VerifyData(message, signature, algorithm == SignatureAlgorithm.EcdsaP256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[]? Curve(ReadOnlySpan<byte> key, ECCurve expected)
    {
        using var curve = ECDsa.Create();
        curve.ImportSubjectPublicKeyInfo(key, out var read);
        var given = curve.ExportParameters(includePrivateParameters: false).Curve;
        return read == key.Length && given.IsNamed && given.Oid.Value == expected.Oid.Value ? curve.ExportSubjectPublicKeyInfo() : null;
    }

    private static byte[]? Rsa(ReadOnlySpan<byte> key)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(key, out var read);
        return read == key.Length && rsa.KeySize is >= MinRsaBits and <= MaxRsaBits ? rsa.ExportSubjectPublicKeyInfo() : null;
    }
}
