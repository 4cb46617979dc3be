using Xunit;

namespace Ludos.Base.Tests;

public sealed class DigestTests
{
    [Fact]
    public void It_is_the_SHA_256_of_the_content() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digest.Of("abc"u8).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Only_its_own_form_is_read(string text) => Assert.False(Digest.TryParse(text, out _));

    [Fact]
    public void Equality_and_order_are_those_of_the_bytes()
    {
        var one = Digest.Of("1"u8);
        var other = Digest.Of("2"u8);
        Assert.Equal(one, Digest.Parse(one.ToString()));
        Assert.NotEqual(one, other);
        Assert.Equal(Math.Sign(string.CompareOrdinal(one.ToString(), other.ToString())), Math.Sign(one.CompareTo(other)));
        Assert.Equal(one.GetHashCode(), new Digest(one.Span).GetHashCode());
    }
}
