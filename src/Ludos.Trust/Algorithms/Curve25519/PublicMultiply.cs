using System.Runtime.CompilerServices;

namespace Ludos.Trust;

/// <summary>Sums of multiples for verification. Its time depends on the values: for public ones alone.</summary>
internal static class PublicMultiply
{
    private const int Bits = 256;
    private const int PointWidth = 5;
    private const int BaseWidth = 7;

    private static readonly CachedPoint[] BaseMultiples = OddMultiples(EdwardsPoint.Base, BaseWidth);

    /// <summary>a A + b B, with B the base point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static EdwardsPoint Sum(ReadOnlySpan<byte> a, in EdwardsPoint point, ReadOnlySpan<byte> b)
    {
        Span<sbyte> pointDigits = stackalloc sbyte[Bits];
        Span<sbyte> baseDigits = stackalloc sbyte[Bits];
        Recode(a, pointDigits, PointWidth);
        Recode(b, baseDigits, BaseWidth);
        var pointMultiples = OddMultiples(point, PointWidth);
        var sum = EdwardsPoint.Identity;
        var bit = Bits - 1;
        while (bit >= 0 && pointDigits[bit] == 0 && baseDigits[bit] == 0)
        {
            bit--;
        }

        for (; bit >= 0; bit--)
        {
            sum = Plus(Plus(sum.Doubled(), pointMultiples, pointDigits[bit]), BaseMultiples, baseDigits[bit]);
        }

        return sum;
    }

    private static EdwardsPoint Plus(in EdwardsPoint sum, CachedPoint[] multiples, sbyte digit) => digit switch
    {
        0 => sum,
        > 0 => sum.Plus(multiples[digit / 2]),
        _ => sum.Plus(-multiples[-digit / 2]),
    };

    /// <summary>Once, three times, five times … the point.</summary>
    private static CachedPoint[] OddMultiples(in EdwardsPoint point, int width)
    {
        var multiples = new CachedPoint[1 << (width - 2)];
        var step = point.Doubled().Cached();
        var next = point;
        for (var index = 0; index < multiples.Length; index++)
        {
            multiples[index] = next.Cached();
            next = next.Plus(step);
        }

        return multiples;
    }

    /// <summary>The non-adjacent form of a width: digits are zero or odd, below 2^(width - 1), and after each come width - 1 zeros.</summary>
    /// <param name="scalar">32 bytes, below 2^254.</param>
    private static void Recode(ReadOnlySpan<byte> scalar, Span<sbyte> digits, int width)
    {
        digits.Clear();
        var carry = 0;
        for (var bit = 0; bit < Bits;)
        {
            if ((Bit(scalar, bit) + carry) % 2 == 0)
            {
                bit++;
                continue;
            }

            var window = carry;
            for (var offset = 0; offset < width; offset++)
            {
                window += Bit(scalar, bit + offset) << offset;
            }

            carry = window >> (width - 1);
            digits[bit] = (sbyte)(window - (carry << width));
            bit += width;
        }
    }

    private static int Bit(ReadOnlySpan<byte> scalar, int bit) => bit < Bits ? (scalar[bit >> 3] >> (bit & 7)) & 1 : 0;
}
