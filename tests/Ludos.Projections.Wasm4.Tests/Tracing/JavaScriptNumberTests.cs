using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Ludos.Projections.Wasm4.Tracing;
using Xunit;

namespace Ludos.Projections.Wasm4.Tests.Tracing;

public sealed class JavaScriptNumberTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(3.0, "3")]
    [InlineData(-3.5, "-3.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(100.0, "100")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.5e21, "1.5e+21")]
    [InlineData(-1e300, "-1e+300")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.00000123, "0.00000123")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(1.23e-7, "1.23e-7")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void WritesAsJavaScriptDoes(double value, string expected) => Assert.Equal(expected, Text(value));

    [Fact]
    public void NegativeZeroHasNoSign() => Assert.Equal("0", Text(-0.0));

    [Fact]
    public void ReadsBackAsTheSameValueForAnyBits() => Prop.ForAll<long>(bits =>
    {
        double value = BitConverter.Int64BitsToDouble(bits * 0x9E3779B97F4A7C1);
        return !double.IsFinite(value) || double.Parse(Text(value), CultureInfo.InvariantCulture) == value;
    }).QuickCheckThrowOnFailure();

    private static string Text(double value)
    {
        Span<char> text = stackalloc char[JavaScriptNumber.MaxChars];
        return text[..JavaScriptNumber.Format(value, text)].ToString();
    }
}
