using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ludos.Trust;

/// <summary>
/// Ed25519 (RFC 8032, sections 5.1.5 to 5.1.7) in C#. No branch and no address depends on a seed. A verdict is that of libsodium 1.0.18: S below L, the key
/// and R canonical and not of small order, and the equation without the cofactor.
/// </summary>
internal static class Ed25519Managed
{
    private const int HalfBytes = 32;

    /// <summary>The encodings of the points of small order, sign bit off; y from the prime on included.</summary>
    private static readonly byte[][] SmallOrder =
    [
        Convert.FromHexString("0000000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("0100000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        Convert.FromHexString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        Convert.FromHexString("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        Convert.FromHexString("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        Convert.FromHexString("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ];

    internal static void PublicKey(ReadOnlySpan<byte> seed, Span<byte> publicKey)
    {
        Span<byte> expanded = stackalloc byte[SHA512.HashSizeInBytes];
        Expand(seed, expanded);
        BaseTable.Multiply(expanded[..HalfBytes]).Encode(publicKey);
        CryptographicOperations.ZeroMemory(expanded);
    }

    internal static void Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        Span<byte> expanded = stackalloc byte[SHA512.HashSizeInBytes];
        Span<byte> publicKey = stackalloc byte[HalfBytes];
        Span<byte> nonce = stackalloc byte[Scalar.SizeBytes];
        Span<byte> challenge = stackalloc byte[Scalar.SizeBytes];
        Expand(seed, expanded);
        BaseTable.Multiply(expanded[..HalfBytes]).Encode(publicKey);
        Hash(expanded[HalfBytes..], [], message, nonce);
        BaseTable.Multiply(nonce).Encode(signature[..HalfBytes]);
        Hash(signature[..HalfBytes], publicKey, message, challenge);
        Scalar.MultiplyAdd(challenge, expanded[..HalfBytes], nonce, signature[HalfBytes..]);
        CryptographicOperations.ZeroMemory(expanded);
        CryptographicOperations.ZeroMemory(nonce);
    }

    /// <param name="publicKey">32 bytes.</param>
    /// <param name="signature">64 bytes.</param>
    internal static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        var r = signature[..HalfBytes];
        var s = signature[HalfBytes..];
        if (!Scalar.IsCanonical(s) || IsSmallOrder(r) || !IsCanonical(publicKey) || IsSmallOrder(publicKey) || !EdwardsPoint.TryDecode(publicKey, out var key))
        {
            return false;
        }

        Span<byte> challenge = stackalloc byte[Scalar.SizeBytes];
        Span<byte> expected = stackalloc byte[HalfBytes];
        Hash(r, publicKey, message, challenge);
        PublicMultiply.Sum(challenge, -key, s).Encode(expected);
        return expected.SequenceEqual(r);
    }

    private static void Expand(ReadOnlySpan<byte> seed, Span<byte> expanded)
    {
        SHA512.HashData(seed, expanded);
        expanded[0] &= 248;
        expanded[31] = (byte)((expanded[31] & 127) | 64);
    }

    private static void Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> message, Span<byte> scalar)
    {
        Span<byte> digest = stackalloc byte[SHA512.HashSizeInBytes];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(first);
        hash.AppendData(second);
        hash.AppendData(message);
        _ = hash.GetHashAndReset(digest);
        Scalar.Reduce(digest, scalar);
        CryptographicOperations.ZeroMemory(digest);
    }

    /// <summary>Whether y, without the sign bit, is below the prime.</summary>
    private static bool IsCanonical(ReadOnlySpan<byte> point)
    {
        const ulong low = 0xffffffffffffffed;
        const ulong high = 0x7fffffffffffffff;
        return BinaryPrimitives.ReadUInt64LittleEndian(point) < low
            || BinaryPrimitives.ReadUInt64LittleEndian(point[8..]) != ulong.MaxValue
            || BinaryPrimitives.ReadUInt64LittleEndian(point[16..]) != ulong.MaxValue
            || (BinaryPrimitives.ReadUInt64LittleEndian(point[24..]) & high) != high;
    }

    private static bool IsSmallOrder(ReadOnlySpan<byte> point)
    {
        foreach (var small in SmallOrder)
        {
            if (point[..^1].SequenceEqual(small.AsSpan(0, HalfBytes - 1)) && (point[^1] & 0x7f) == small[^1])
            {
                return true;
            }
        }

        return false;
    }
}
