using Ludos.Wasm.Text.Syntax;
using Xunit;

namespace Ludos.Wasm.Tests.Text;

public class FloatLiteralTests
{
    [Theory]
    [InlineData("1.5", 0x3FC0_0000u)]
    [InlineData("-0", 0x8000_0000u)]
    [InlineData("0x1p-149", 1u)]
    [InlineData("0x1p-150", 0u)]
    [InlineData("0x1.8p-150", 1u)]
    [InlineData("0x1.fffffep127", 0x7F7F_FFFFu)]
    [InlineData("0x1.fffffe8p127", 0x7F7F_FFFFu)]
    [InlineData("0x1.000001p0", 0x3F80_0000u)]
    [InlineData("0x1.000003p0", 0x3F80_0002u)]
    [InlineData("0x0.ffffffp-126", 0x0080_0000u)]
    [InlineData("1_000.5_0e0_1", 0x461C_5400u)]
    [InlineData("inf", 0x7F80_0000u)]
    [InlineData("-nan", 0xFFC0_0000u)]
    [InlineData("nan:0x20_0000", 0x7FA0_0000u)]
    public void SinglesHaveExactBits(string text, uint bits) => Assert.Equal(bits, FloatLiteral.ParseF32(new AtomNode(text, default)));

    [Theory]
    [InlineData("0x1.fffffffffffff8p1023")]
    [InlineData("1e309")]
    [InlineData("nan:0x0")]
    [InlineData("nan:0x10_0000_0000_0000")]
    [InlineData("1._5")]
    [InlineData("0x")]
    [InlineData("1e")]
    [InlineData("-")]
    [InlineData("0x1p0x1")]
    public void WhatIsNoDoubleIsRefused(string text) => Assert.Throws<TextException>(() => FloatLiteral.ParseF64(new AtomNode(text, default)));

    [Fact]
    public void HexadecimalAndDecimalDoublesAgree()
    {
        foreach (var value in (double[])[1, 0.1, Math.PI, double.Epsilon, double.MaxValue, 5e-310, 123456789.125])
        {
            var bits = BitConverter.DoubleToUInt64Bits(value);
            var decimalText = value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            var exponent = Math.Max((int)(bits >> 52), 1) - 1075;
            var mantissa = (bits & 0xF_FFFF_FFFF_FFFF) | ((bits >> 52) > 0 ? 0x10_0000_0000_0000UL : 0);
            Assert.Equal(bits, FloatLiteral.ParseF64(new AtomNode(decimalText, default)));
            Assert.Equal(bits, FloatLiteral.ParseF64(new AtomNode($"0x{mantissa:x}p{exponent}", default)));
        }
    }
}
