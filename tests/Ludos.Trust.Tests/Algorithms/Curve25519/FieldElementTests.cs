using System.Numerics;
using System.Security.Cryptography;
using Xunit;

namespace Ludos.Trust.Tests.Algorithms.Curve25519;

/// <summary>Every operation against big integers, over pairs of values at the edges of limbs and of the prime, and of values that were computed before.</summary>
public class FieldElementTests
{
    private static readonly BigInteger Prime = (BigInteger.One << 255) - 19;

    [Fact]
    public void Operations_agree_with_big_integers()
    {
        var values = Values().ToList();
        foreach (var (a, x) in values)
        {
            Assert.Equal(x, Number(a));
            Assert.Equal(x * x % Prime, Number(a.Squared()));
            Assert.Equal(x * 121_665 % Prime, Number(a.Times(121_665)));
            Assert.Equal((Prime - x) % Prime, Number(-a));
            Assert.Equal(BigInteger.ModPow(x, Prime - 2, Prime), Number(a.Inverse()));
            Assert.Equal(BigInteger.ModPow(x, (Prime - 5) / 8, Prime), Number(a.PowerForRoot()));
            Assert.Equal(x.IsZero ? 1UL : 0, a.IsZero());
            Assert.Equal(x.IsEven ? 0UL : 1, a.IsNegative());
            foreach (var (b, y) in values)
            {
                Assert.Equal((x + y) % Prime, Number(a + b));
                Assert.Equal((x + Prime - y) % Prime, Number(a - b));
                Assert.Equal(x * y % Prime, Number(a * b));
                Assert.Equal(y, Number(FieldElement.Select(1, a, b)));
                Assert.Equal(x, Number(FieldElement.Select(0, a, b)));
            }
        }
    }

    /// <summary>Limbs grow with each sum and difference; a long chain of them must still be exact.</summary>
    [Fact]
    public void Long_chains_stay_exact()
    {
        var (a, x) = Pair(Prime - 1);
        var (b, y) = Pair((BigInteger.One << 255) - 20);
        for (var step = 0; step < 500; step++)
        {
            (a, x) = (a + a + b, ((2 * x) + y) % Prime);
            (b, y) = (b - a - a, (y + (2 * (Prime - x))) % Prime);
            (a, x) = step % 7 == 0 ? (a * b, x * y % Prime) : (a, x);
            Assert.Equal(x, Number(a));
            Assert.Equal(y, Number(b));
        }
    }

    private static IEnumerable<(FieldElement Element, BigInteger Number)> Values()
    {
        BigInteger[] edges = [0, 1, 2, 19, Prime - 1, Prime, Prime + 1, Prime + 18, Prime - 19, (BigInteger.One << 51) - 1, BigInteger.One << 51, (BigInteger.One << 102) - 1, (BigInteger.One << 204) - 1, BigInteger.One << 254];
        foreach (var edge in edges)
        {
            yield return Pair(edge);
        }

        for (var index = 0; index < 12; index++)
        {
            var (element, number) = Pair(new BigInteger(SHA256.HashData([(byte)index]), isUnsigned: true) % (BigInteger.One << 255));
            yield return (element, number);
            yield return (element + element, 2 * number % Prime);
            yield return (FieldElement.Zero - element, (Prime - number) % Prime);
        }
    }

    private static (FieldElement Element, BigInteger Number) Pair(BigInteger number)
    {
        var bytes = new byte[FieldElement.SizeBytes];
        Assert.True(number.TryWriteBytes(bytes, out _, isUnsigned: true));
        return (FieldElement.FromBytes(bytes), number % Prime);
    }

    private static BigInteger Number(in FieldElement element)
    {
        var bytes = new byte[FieldElement.SizeBytes];
        element.CopyTo(bytes);
        return new BigInteger(bytes, isUnsigned: true);
    }
}
