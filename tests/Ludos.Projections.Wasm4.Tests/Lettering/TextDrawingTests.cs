using Ludos.Projections.Wasm4.Lettering;
using Xunit;

namespace Ludos.Projections.Wasm4.Tests.Lettering;

public sealed unsafe class TextDrawingTests
{
    private const int At = 0x3000;

    /// <summary>Glyph n of this font is solid ink in row n mod 8 and paper elsewhere.</summary>
    private static readonly Font Ruled = Font.Load(
        [.. Enumerable.Range(0, Font.SizeBytes).Select(i => (byte)(i % 8 == i / 8 % 8 ? 0 : 0xFF))], "ruled").Value;

    [Fact]
    public void InkTakesColourOneAndPaperColourTwo()
    {
        using CartScreen screen = Written("!", 0x24);
        Assert.Equal(1, screen[10, 20]);
        Assert.Equal(3, screen[10, 21]);
        Assert.Equal(0, screen[18, 21]);
    }

    [Fact]
    public void ZeroPaperIsTransparent()
    {
        using CartScreen screen = Written("!!", 0x04);
        Assert.Equal(16, screen.CountNonZero());
    }

    [Fact]
    public void ZeroEndsTenBreaksAndOtherCodesLeaveAGap()
    {
        using CartScreen screen = Written("!\n\u0001!\0!", 0x04);
        Assert.Equal(16, screen.CountNonZero());
        Assert.Equal(3, screen[10, 21]);
        Assert.Equal(0, screen[10, 29]);
        Assert.Equal(3, screen[18, 29]);
    }

    [Fact]
    public void UnitsPast255LeaveAGap()
    {
        using var screen = new CartScreen { DrawColors = 0x04 };
        ReadOnlySpan<byte> units = [0x00, 0x01, (byte)'!', 0, 0, 0, (byte)'!', 0];
        units.CopyTo(screen.Memory[At..]);
        TextDrawing.DrawUnits(screen.Surface, Ruled, screen.Pointer + At, 4, 10, 20);
        Assert.Equal(8, screen.CountNonZero());
        Assert.Equal(3, screen[18, 21]);
    }

    [Fact]
    public void GlyphsAreClippedAndNothingWraps()
    {
        using CartScreen screen = Written("!!!", 0x04, 150, 159);
        Assert.Equal(0, screen.CountNonZero());
        using CartScreen edge = Written("!!!", 0x04, 150, 158);
        Assert.Equal(10, edge.CountNonZero());
        using CartScreen far = Written("!!!", 0x04, int.MaxValue - 2, int.MaxValue);
        Assert.Equal(0, far.CountNonZero());
    }

    private static CartScreen Written(string text, ushort colors, int x = 10, int y = 20)
    {
        var screen = new CartScreen { DrawColors = colors };
        for (int i = 0; i < text.Length; i++)
            screen.Memory[At + i] = (byte)text[i];
        TextDrawing.DrawBytes(screen.Surface, Ruled, screen.Pointer + At, text.Length, x, y);
        return screen;
    }
}
