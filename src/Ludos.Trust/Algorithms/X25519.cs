using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Ludos.Trust;

/// <summary>X25519 (RFC 7748): two keys agree on a secret. Managed; no branch and no address depends on a secret. Thread-safe.</summary>
public static class X25519
{
    /// <summary>Of secrets, public keys and what is agreed on.</summary>
    public const int KeyBytes = 32;

    private const int TopBit = 254;
    private const uint A24 = 121_665;

    private static ReadOnlySpan<byte> BasePoint => [9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>The public key of a secret.</summary>
    /// <param name="secret">32 bytes of any value; clamped as the RFC says.</param>
    public static byte[] PublicKeyOf(ReadOnlySpan<byte> secret)
    {
        var publicKey = new byte[KeyBytes];
        _ = TryAgree(secret, BasePoint, publicKey);
        return publicKey;
    }

    /// <summary>What the secret and the other side's public key agree on.</summary>
    /// <param name="secret">32 bytes of any value; clamped as the RFC says.</param>
    /// <param name="publicKey">32 bytes; the highest bit is ignored and values from the prime on are reduced, as the RFC says.</param>
    /// <param name="shared">32 bytes, filled in any case.</param>
    /// <returns>False when the result is all zeros: the other side's key is of small order, and what was agreed on is no secret. Whoever needs a secret refuses it.</returns>
    /// <exception cref="ArgumentException">A length is not 32.</exception>
    public static bool TryAgree(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> publicKey, Span<byte> shared)
    {
        if (secret.Length != KeyBytes || publicKey.Length != KeyBytes || shared.Length != KeyBytes)
        {
            throw new ArgumentException($"X25519 takes and gives {KeyBytes} bytes.");
        }

        Span<byte> scalar = stackalloc byte[KeyBytes];
        secret.CopyTo(scalar);
        scalar[0] &= 248;
        scalar[31] = (byte)((scalar[31] & 127) | 64);
        var u = Ladder(scalar, FieldElement.FromBytes(publicKey));
        CryptographicOperations.ZeroMemory(scalar);
        u.CopyTo(shared);
        return u.IsZero() == 0;
    }

    /// <summary>The Montgomery ladder of RFC 7748, section 5: the same steps for every scalar.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static FieldElement Ladder(ReadOnlySpan<byte> scalar, in FieldElement x1)
    {
        var (x2, z2, x3, z3) = (FieldElement.One, FieldElement.Zero, x1, FieldElement.One);
        ulong swapped = 0;
        for (var bit = TopBit; bit >= 0; bit--)
        {
            var current = (ulong)(scalar[bit >> 3] >> (bit & 7)) & 1;
            FieldElement.Swap(swapped ^ current, ref x2, ref x3);
            FieldElement.Swap(swapped ^ current, ref z2, ref z3);
            swapped = current;

            var a = x2 + z2;
            var aa = a.Squared();
            var b = x2 - z2;
            var bb = b.Squared();
            var e = aa - bb;
            var da = (x3 - z3) * a;
            var cb = (x3 + z3) * b;
            x3 = (da + cb).Squared();
            z3 = x1 * (da - cb).Squared();
            x2 = aa * bb;
            z2 = e * (aa + e.Times(A24));
        }

        FieldElement.Swap(swapped, ref x2, ref x3);
        FieldElement.Swap(swapped, ref z2, ref z3);
        return x2 * z2.Inverse();
    }
}
