using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Ludos.Trust;

/// <summary>Numbers modulo the order L = 2^252 + 27742317777372353535851937790883648493 of Ed25519's base point. The same steps for every value.</summary>
internal static class Scalar
{
    internal const int SizeBytes = 32;

    /// <summary>What <see cref="Reduce"/> takes.</summary>
    internal const int WideBytes = 64;

    private const int Words = 4;
    private const int WideWords = 8;

    private static ReadOnlySpan<ulong> Order => [0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, 0x1000000000000000, 0];

    /// <summary>The whole part of 2^512 / L, for Barrett's reduction.</summary>
    private static ReadOnlySpan<ulong> Reciprocal => [0xed9ce5a30a2c131b, 0x2106215d086329a7, 0xffffffffffffffeb, 0xffffffffffffffff, 0xf];

    /// <summary>Whether 32 little-endian bytes are a number below L. For public values: a signature's.</summary>
    internal static bool IsCanonical(ReadOnlySpan<byte> bytes)
    {
        for (var word = Words - 1; word >= 0; word--)
        {
            var value = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * word)..]);
            if (value != Order[word])
            {
                return value < Order[word];
            }
        }

        return false;
    }

    /// <summary>64 little-endian bytes modulo L, as 32.</summary>
    internal static void Reduce(ReadOnlySpan<byte> wide, Span<byte> result)
    {
        Span<ulong> words = stackalloc ulong[WideWords];
        Read(wide, words);
        Reduce(words, result);
        words.Clear();
    }

    /// <summary>a b + c modulo L; each 32 little-endian bytes, b and c below 2^255.</summary>
    internal static void MultiplyAdd(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, Span<byte> result)
    {
        Span<ulong> first = stackalloc ulong[Words];
        Span<ulong> second = stackalloc ulong[Words];
        Span<ulong> sum = stackalloc ulong[WideWords];
        Read(a, first);
        Read(b, second);
        sum.Clear();
        Read(c, sum[..Words]);
        for (var row = 0; row < Words; row++)
        {
            ulong carry = 0;
            for (var column = 0; column < Words; column++)
            {
                sum[row + column] = MultiplyAdd(first[row], second[column], sum[row + column], ref carry);
            }

            for (var rest = row + Words; rest < WideWords; rest++)
            {
                sum[rest] = Add(sum[rest], carry, out carry);
            }
        }

        Reduce(sum, result);
        first.Clear();
        second.Clear();
        sum.Clear();
    }

    /// <summary>Barrett's reduction (Handbook of Applied Cryptography, 14.42), with words of 64 bits: the remainder is at most two orders too large.</summary>
    private static void Reduce(ReadOnlySpan<ulong> value, Span<byte> result)
    {
        Span<ulong> product = stackalloc ulong[10];
        product.Clear();
        for (var row = 0; row < 5; row++)
        {
            ulong carry = 0;
            for (var column = 0; column < 5; column++)
            {
                product[row + column] = MultiplyAdd(value[3 + row], Reciprocal[column], product[row + column], ref carry);
            }

            product[row + 5] = carry;
        }

        // The quotient times L, modulo 2^320, taken from the value.
        Span<ulong> remainder = stackalloc ulong[5];
        Span<ulong> multiple = stackalloc ulong[5];
        multiple.Clear();
        for (var row = 0; row < 5; row++)
        {
            ulong carry = 0;
            for (var column = 0; row + column < 5; column++)
            {
                multiple[row + column] = MultiplyAdd(product[5 + row], Order[column], multiple[row + column], ref carry);
            }
        }

        _ = Subtract(value[..5], multiple, remainder);
        Span<ulong> less = stackalloc ulong[5];
        for (var time = 0; time < 2; time++)
        {
            var isSmaller = Subtract(remainder, Order, less);
            for (var word = 0; word < 5; word++)
            {
                remainder[word] ^= (isSmaller - 1) & (remainder[word] ^ less[word]);
            }
        }

        for (var word = 0; word < Words; word++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(result[(8 * word)..], remainder[word]);
        }

        product.Clear();
        remainder.Clear();
        less.Clear();
    }

    private static void Read(ReadOnlySpan<byte> bytes, Span<ulong> words)
    {
        for (var word = 0; word < words.Length; word++)
        {
            words[word] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * word)..]);
        }
    }

    /// <summary>Returns the borrow: 1 when b is the larger.</summary>
    private static ulong Subtract(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> difference)
    {
        ulong borrow = 0;
        for (var word = 0; word < difference.Length; word++)
        {
            var first = a[word] - b[word];
            var second = first - borrow;
            borrow = (ulong)(Unsafe.BitCast<bool, byte>(a[word] < b[word]) | Unsafe.BitCast<bool, byte>(first < borrow));
            difference[word] = second;
        }

        return borrow;
    }

    private static ulong MultiplyAdd(ulong a, ulong b, ulong addend, ref ulong carry)
    {
        var high = Math.BigMul(a, b, out var low);
        low = Add(low, addend, out var first);
        low = Add(low, carry, out var second);
        carry = high + first + second;
        return low;
    }

    private static ulong Add(ulong a, ulong b, out ulong carry)
    {
        var sum = a + b;
        carry = Unsafe.BitCast<bool, byte>(sum < a);
        return sum;
    }
}
