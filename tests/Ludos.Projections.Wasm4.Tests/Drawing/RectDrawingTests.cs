using Ludos.Projections.Wasm4.Drawing;
using Xunit;

namespace Ludos.Projections.Wasm4.Tests.Drawing;

public sealed class RectDrawingTests
{
    [Fact]
    public void ClippingInventsNoEdge()
    {
        using var screen = new CartScreen { DrawColors = 0x42 };
        RectDrawing.Draw(screen.Surface, -5, -5, 20, 20);
        Assert.Equal(1, screen[0, 7]);
        Assert.Equal(1, screen[7, 0]);
        Assert.Equal(3, screen[14, 7]);
        Assert.Equal(3, screen[7, 14]);
    }

    [Fact]
    public void ANegativeWidthDrawsItsTwoColumns()
    {
        using var screen = new CartScreen { DrawColors = 0x24 };
        RectDrawing.Draw(screen.Surface, 50, 10, -10, 5);
        Assert.Equal(10, screen.CountNonZero());
        Assert.Equal(1, screen[50, 10]);
        Assert.Equal(1, screen[39, 14]);
    }

    [Fact]
    public void SizesThatWouldWrapDoNot()
    {
        using var screen = new CartScreen { DrawColors = 0x02 };
        RectDrawing.Draw(screen.Surface, 150, 150, int.MaxValue, int.MaxValue);
        Assert.Equal(100, screen.CountNonZero());
        RectDrawing.Draw(screen.Surface, int.MinValue, int.MinValue, int.MaxValue, int.MaxValue);
        Assert.Equal(100, screen.CountNonZero());
    }
}
