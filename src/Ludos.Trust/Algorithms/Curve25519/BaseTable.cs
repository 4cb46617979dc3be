using System.Runtime.CompilerServices;

namespace Ludos.Trust;

/// <summary>Multiples of the base point, computed at first use: 1 to 8 times 256^k B. With them a secret multiple costs 64 sums and four doublings, the same for each secret.</summary>
internal static class BaseTable
{
    private const int Positions = 32;
    private const int Multiples = 8;
    private const int Digits = 64;

    private static readonly CachedPoint[] Table = Compute();

    /// <summary>The scalar's multiple of the base point. Every entry of a position is read, whichever is wanted.</summary>
    /// <param name="scalar">32 bytes, below 2^255.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static EdwardsPoint Multiply(ReadOnlySpan<byte> scalar)
    {
        Span<sbyte> digits = stackalloc sbyte[Digits];
        Recode(scalar, digits);
        var sum = EdwardsPoint.Identity;
        for (var digit = 1; digit < Digits; digit += 2)
        {
            sum = sum.Plus(Pick(digit / 2, digits[digit]));
        }

        sum = sum.Doubled().Doubled().Doubled().Doubled();
        for (var digit = 0; digit < Digits; digit += 2)
        {
            sum = sum.Plus(Pick(digit / 2, digits[digit]));
        }

        digits.Clear();
        return sum;
    }

    /// <summary>Digits to base 16, from -8 to 8.</summary>
    private static void Recode(ReadOnlySpan<byte> scalar, Span<sbyte> digits)
    {
        for (var index = 0; index < Scalar.SizeBytes; index++)
        {
            digits[2 * index] = (sbyte)(scalar[index] & 15);
            digits[(2 * index) + 1] = (sbyte)(scalar[index] >> 4);
        }

        var carry = 0;
        for (var index = 0; index < Digits - 1; index++)
        {
            var value = digits[index] + carry;
            carry = (value + 8) >> 4;
            digits[index] = (sbyte)(value - (carry << 4));
        }

        digits[Digits - 1] = (sbyte)(digits[Digits - 1] + carry);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static CachedPoint Pick(int position, sbyte digit)
    {
        var sign = digit >> 31;
        var size = (digit ^ sign) - sign;
        var picked = CachedPoint.Identity;
        for (var multiple = 1; multiple <= Multiples; multiple++)
        {
            picked = CachedPoint.Select(AreEqual(size, multiple), picked, Table[(position * Multiples) + multiple - 1]);
        }

        return CachedPoint.Select((ulong)(sign & 1), picked, -picked);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AreEqual(int a, int b) => ((uint)(a ^ b) - 1UL) >> 63;

    private static CachedPoint[] Compute()
    {
        var table = new CachedPoint[Positions * Multiples];
        var first = EdwardsPoint.Base;
        for (var position = 0; position < Positions; position++)
        {
            var step = first.Cached();
            var point = first;
            for (var multiple = 0; multiple < Multiples; multiple++)
            {
                table[(position * Multiples) + multiple] = point.CachedAffine();
                point = point.Plus(step);
            }

            for (var doubling = 0; doubling < 8; doubling++)
            {
                first = first.Doubled();
            }
        }

        return table;
    }
}
