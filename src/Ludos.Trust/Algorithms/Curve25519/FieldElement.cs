using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Ludos.Trust;

/// <summary>
/// A number modulo 2^255 - 19, in five limbs of 51 bits that may be a little larger between operations. No branch and no address depends on a value.
/// Every operation leaves limbs below 2^52.
/// </summary>
internal readonly struct FieldElement
{
    internal const int SizeBytes = 32;

    private const int LimbBits = 51;
    private const ulong LimbMask = (1UL << LimbBits) - 1;

    // Four times the prime, limb by limb: added before a subtraction, so that no limb falls below zero.
    private const ulong FourPrimeLow = 4 * (LimbMask - 18);
    private const ulong FourPrime = 4 * LimbMask;

    private readonly ulong _l0;
    private readonly ulong _l1;
    private readonly ulong _l2;
    private readonly ulong _l3;
    private readonly ulong _l4;

    private FieldElement(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
    {
        _l0 = l0;
        _l1 = l1;
        _l2 = l2;
        _l3 = l3;
        _l4 = l4;
    }

    internal static FieldElement Zero => default;

    internal static FieldElement One => new(1, 0, 0, 0, 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldElement operator +(in FieldElement a, in FieldElement b) => Carried(a._l0 + b._l0, a._l1 + b._l1, a._l2 + b._l2, a._l3 + b._l3, a._l4 + b._l4);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldElement operator -(in FieldElement a, in FieldElement b) =>
        Carried(a._l0 + FourPrimeLow - b._l0, a._l1 + FourPrime - b._l1, a._l2 + FourPrime - b._l2, a._l3 + FourPrime - b._l3, a._l4 + FourPrime - b._l4);

    public static FieldElement operator -(in FieldElement a) => Zero - a;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldElement operator *(in FieldElement a, in FieldElement b)
    {
        var (b1, b2, b3, b4) = (19 * b._l1, 19 * b._l2, 19 * b._l3, 19 * b._l4);
        var r0 = default(WideSum).With(a._l0, b._l0).With(a._l1, b4).With(a._l2, b3).With(a._l3, b2).With(a._l4, b1);
        var r1 = default(WideSum).With(a._l0, b._l1).With(a._l1, b._l0).With(a._l2, b4).With(a._l3, b3).With(a._l4, b2);
        var r2 = default(WideSum).With(a._l0, b._l2).With(a._l1, b._l1).With(a._l2, b._l0).With(a._l3, b4).With(a._l4, b3);
        var r3 = default(WideSum).With(a._l0, b._l3).With(a._l1, b._l2).With(a._l2, b._l1).With(a._l3, b._l0).With(a._l4, b4);
        var r4 = default(WideSum).With(a._l0, b._l4).With(a._l1, b._l3).With(a._l2, b._l2).With(a._l3, b._l1).With(a._l4, b._l0);
        return Folded(r0, r1, r2, r3, r4);
    }

    /// <summary>Its square; cheaper than the product with itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal FieldElement Squared()
    {
        var (d0, d1, d2) = (2 * _l0, 2 * _l1, 2 * _l2);
        var (m3, m4) = (19 * _l3, 19 * _l4);
        var r0 = default(WideSum).With(_l0, _l0).With(d1, m4).With(d2, m3);
        var r1 = default(WideSum).With(d0, _l1).With(d2, m4).With(_l3, m3);
        var r2 = default(WideSum).With(d0, _l2).With(_l1, _l1).With(2 * _l3, m4);
        var r3 = default(WideSum).With(d0, _l3).With(d1, _l2).With(_l4, m4);
        var r4 = default(WideSum).With(d0, _l4).With(d1, _l3).With(_l2, _l2);
        return Folded(r0, r1, r2, r3, r4);
    }

    /// <param name="factor">Below 2^20.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal FieldElement Times(uint factor) => Folded(
        default(WideSum).With(_l0, factor), default(WideSum).With(_l1, factor), default(WideSum).With(_l2, factor), default(WideSum).With(_l3, factor), default(WideSum).With(_l4, factor));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal FieldElement SquaredTimes(int count)
    {
        var result = this;
        for (var index = 0; index < count; index++)
        {
            result = result.Squared();
        }

        return result;
    }

    /// <summary>To the power p - 2; zero gives zero.</summary>
    internal FieldElement Inverse()
    {
        var power250 = Power250(out var power11);
        return power250.SquaredTimes(5) * power11;
    }

    /// <summary>To the power (p - 5) / 8, from which square roots follow.</summary>
    internal FieldElement PowerForRoot()
    {
        var power250 = Power250(out _);
        return power250.SquaredTimes(2) * this;
    }

    /// <summary>Little-endian; the highest bit is dropped, and a number from the prime on is taken modulo the prime.</summary>
    internal static FieldElement FromBytes(ReadOnlySpan<byte> bytes)
    {
        var w0 = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var w1 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        var w2 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        var w3 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
        return new FieldElement(
            w0 & LimbMask,
            ((w0 >> 51) | (w1 << 13)) & LimbMask,
            ((w1 >> 38) | (w2 << 26)) & LimbMask,
            ((w2 >> 25) | (w3 << 39)) & LimbMask,
            (w3 >> 12) & LimbMask);
    }

    /// <summary>The one number below the prime, little-endian, 32 bytes.</summary>
    internal void CopyTo(Span<byte> bytes)
    {
        var t = Carried(_l0, _l1, _l2, _l3, _l4);
        t = Carried(t._l0, t._l1, t._l2, t._l3, t._l4);

        // 1 when the value is the prime or more: then adding 19 reaches 2^255.
        var q = (t._l0 + 19) >> LimbBits;
        q = (t._l1 + q) >> LimbBits;
        q = (t._l2 + q) >> LimbBits;
        q = (t._l3 + q) >> LimbBits;
        q = (t._l4 + q) >> LimbBits;

        var l0 = t._l0 + (19 * q);
        var l1 = t._l1 + (l0 >> LimbBits);
        var l2 = t._l2 + (l1 >> LimbBits);
        var l3 = t._l3 + (l2 >> LimbBits);
        var l4 = (t._l4 + (l3 >> LimbBits)) & LimbMask;
        (l0, l1, l2, l3) = (l0 & LimbMask, l1 & LimbMask, l2 & LimbMask, l3 & LimbMask);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, l0 | (l1 << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], (l1 >> 13) | (l2 << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], (l2 >> 26) | (l3 << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], (l3 >> 39) | (l4 << 12));
    }

    /// <summary>1 when it is zero, else 0.</summary>
    internal ulong IsZero()
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        CopyTo(bytes);
        ulong any = 0;
        foreach (var value in bytes)
        {
            any |= value;
        }

        return (any - 1) >> 63;
    }

    /// <summary>The lowest bit of the number below the prime: the sign of RFC 8032.</summary>
    internal ulong IsNegative()
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        CopyTo(bytes);
        return bytes[0] & 1UL;
    }

    /// <param name="choice">0 takes <paramref name="zero"/>, 1 takes <paramref name="one"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static FieldElement Select(ulong choice, in FieldElement zero, in FieldElement one)
    {
        var mask = 0 - choice;
        return new FieldElement(
            zero._l0 ^ (mask & (zero._l0 ^ one._l0)),
            zero._l1 ^ (mask & (zero._l1 ^ one._l1)),
            zero._l2 ^ (mask & (zero._l2 ^ one._l2)),
            zero._l3 ^ (mask & (zero._l3 ^ one._l3)),
            zero._l4 ^ (mask & (zero._l4 ^ one._l4)));
    }

    /// <param name="choice">1 exchanges the two, 0 leaves them.</param>
    internal static void Swap(ulong choice, ref FieldElement a, ref FieldElement b)
    {
        var first = Select(choice, a, b);
        b = Select(choice, b, a);
        a = first;
    }

    /// <summary>To the power 2^250 - 1, by the usual chain of additions.</summary>
    private FieldElement Power250(out FieldElement power11)
    {
        var power2 = Squared();
        var power9 = power2.SquaredTimes(2) * this;
        power11 = power9 * power2;
        var bits5 = power11.Squared() * power9;
        var bits10 = bits5.SquaredTimes(5) * bits5;
        var bits20 = bits10.SquaredTimes(10) * bits10;
        var bits40 = bits20.SquaredTimes(20) * bits20;
        var bits50 = bits40.SquaredTimes(10) * bits10;
        var bits100 = bits50.SquaredTimes(50) * bits50;
        var bits200 = bits100.SquaredTimes(100) * bits100;
        return bits200.SquaredTimes(50) * bits50;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldElement Carried(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
    {
        var (c0, c1, c2, c3, c4) = (l0 >> LimbBits, l1 >> LimbBits, l2 >> LimbBits, l3 >> LimbBits, l4 >> LimbBits);
        return new FieldElement((l0 & LimbMask) + (19 * c4), (l1 & LimbMask) + c0, (l2 & LimbMask) + c1, (l3 & LimbMask) + c2, (l4 & LimbMask) + c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldElement Folded(WideSum r0, WideSum r1, WideSum r2, WideSum r3, WideSum r4)
    {
        r1 = r1.Plus(r0.AboveLimb);
        r2 = r2.Plus(r1.AboveLimb);
        r3 = r3.Plus(r2.AboveLimb);
        r4 = r4.Plus(r3.AboveLimb);
        var l0 = r0.Limb + (19 * r4.AboveLimb);
        return new FieldElement(l0 & LimbMask, r1.Limb + (l0 >> LimbBits), r2.Limb, r3.Limb, r4.Limb);
    }

    /// <summary>A sum of products in 128 bits. Carries are stored comparisons, which no branch follows.</summary>
    private readonly struct WideSum(ulong high, ulong low)
    {
        internal ulong Limb => low & LimbMask;

        /// <summary>Fits in 64 bits: no sum reaches 2^115.</summary>
        internal ulong AboveLimb => (low >> LimbBits) | (high << (64 - LimbBits));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal WideSum With(ulong a, ulong b)
        {
            var productHigh = Math.BigMul(a, b, out var productLow);
            var sum = low + productLow;
            return new WideSum(high + productHigh + Unsafe.BitCast<bool, byte>(sum < productLow), sum);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal WideSum Plus(ulong value)
        {
            var sum = low + value;
            return new WideSum(high + Unsafe.BitCast<bool, byte>(sum < value), sum);
        }
    }
}
