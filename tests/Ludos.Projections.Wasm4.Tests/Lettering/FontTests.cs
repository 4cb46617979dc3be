using Ludos.Projections.Wasm4.Lettering;
using Xunit;

namespace Ludos.Projections.Wasm4.Tests.Lettering;

public sealed class FontTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1791)]
    [InlineData(1793)]
    public void AWrongSizeIsRefusedByNameAndSize(int size)
    {
        var loaded = Font.Load(new byte[size], "mine.fnt");
        Assert.False(loaded.IsOk);
        Assert.Equal(CartErrorCode.BadFont, loaded.Fault.Code);
        Assert.Contains("mine.fnt", loaded.Fault.Message, StringComparison.Ordinal);
        Assert.Contains($"{size} bytes", loaded.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFontOfTheRightSizeIsTakenAsItIs()
    {
        byte[] bytes = [.. Enumerable.Range(0, Font.SizeBytes).Select(i => (byte)(i * 7))];
        Assert.Equal(bytes, Font.Load(bytes, "mine.fnt").Value.Bytes.ToArray());
    }

    [Fact]
    public void PrintableAsciiAndLatin1HaveGlyphsOfTheirOwn()
    {
        var seen = new Dictionary<ulong, int>();
        for (int code = 33; code <= 255; code++)
        {
            ulong glyph = Glyph(code);
            if (code is 130 or 131 or (>= 136 and <= 160) or 173)
            {
                Assert.Equal(ulong.MaxValue, glyph);
                continue;
            }
            Assert.NotEqual(ulong.MaxValue, glyph);
            Assert.True(seen.TryAdd(glyph, code), $"Codes {seen.GetValueOrDefault(glyph)} and {code} look the same.");
        }
        Assert.Equal(ulong.MaxValue, Glyph(32));
    }

    [Theory]
    [InlineData("32 space\n........\n", "32")]
    [InlineData("33 !\n", "32")]
    [InlineData("32 space\n.......\n", "32")]
    public void AFontDrawingThatBreaksItsRulesSaysWhere(string art, string code)
    {
        var refused = Assert.Throws<InvalidDataException>(() => FontArt.Parse(new StringReader(art)));
        Assert.Contains(code, refused.Message, StringComparison.Ordinal);
    }

    private static ulong Glyph(int code) => BitConverter.ToUInt64(Font.BuiltIn.Bytes.Slice((code - 32) * 8, 8));
}
