using FsCheck;
using FsCheck.Fluent;
using Ludos.Projections.Wasm4.Drawing;
using Xunit;

namespace Ludos.Projections.Wasm4.Tests.Drawing;

public sealed class LineDrawingTests
{
    [Theory]
    [InlineData(10, 20, 150, 90)]
    [InlineData(-300, -40, 500, 310)]
    [InlineData(159, 0, 0, 159)]
    [InlineData(80, -1000, 83, 1000)]
    [InlineData(1000, 80, -1000, 79)]
    [InlineData(5, 5, 5, 5)]
    public void EqualsTheStepByStepWalk(int x1, int y1, int x2, int y2) => Assert.True(MatchesWalk(x1, y1, x2, y2));

    [Fact]
    public void EqualsTheWalkForAnyEndPointsNearTheScreen()
    {
        Gen<int> near = Gen.Choose(-400, 560);
        Prop.ForAll(
            Arb.From(Gen.Zip(Gen.Zip(near, near), Gen.Zip(near, near))),
            p => MatchesWalk(p.Item1.Item1, p.Item1.Item2, p.Item2.Item1, p.Item2.Item2)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void TheLongestPossibleLineCostsNoMoreThanTheScreen()
    {
        using var screen = new CartScreen { DrawColors = 2 };
        for (int i = 0; i < 10_000; i++)
            LineDrawing.Between(screen.Surface, int.MinValue, int.MinValue, int.MaxValue, int.MaxValue);
        for (int i = 0; i < 160; i++)
            Assert.Equal(1, screen[i, i]);
        Assert.Equal(160, screen.CountNonZero());
    }

    [Fact]
    public void LengthsThatWouldWrapDoNot()
    {
        using var screen = new CartScreen { DrawColors = 4 };
        LineDrawing.Horizontal(screen.Surface, 100, 3, int.MaxValue);
        LineDrawing.Vertical(screen.Surface, 7, 150, int.MaxValue);
        Assert.Equal(60 + 10, screen.CountNonZero());
        LineDrawing.Horizontal(screen.Surface, int.MaxValue, 5, int.MaxValue);
        LineDrawing.Vertical(screen.Surface, 9, int.MinValue, int.MinValue);
        Assert.Equal(60 + 10, screen.CountNonZero());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void NonPositiveLengthsDrawNothing(int length)
    {
        using var screen = new CartScreen { DrawColors = 4 };
        LineDrawing.Horizontal(screen.Surface, 80, 80, length);
        LineDrawing.Vertical(screen.Surface, 80, 80, length);
        Assert.Equal(0, screen.CountNonZero());
    }

    [Fact]
    public void ColourZeroDrawsNothingAndColoursPastFourWrap()
    {
        using var screen = new CartScreen { DrawColors = 0xFFF0 };
        LineDrawing.Between(screen.Surface, 0, 0, 159, 0);
        Assert.Equal(0, screen.CountNonZero());
        screen.DrawColors = 7;
        LineDrawing.Between(screen.Surface, 0, 0, 159, 0);
        Assert.Equal(2, screen[80, 0]);
    }

    private static bool MatchesWalk(int x1, int y1, int x2, int y2)
    {
        using var screen = new CartScreen { DrawColors = 4 };
        using var expected = new CartScreen();
        LineDrawing.Between(screen.Surface, x1, y1, x2, y2);
        Walk(expected.Surface, x1, y1, x2, y2);
        return screen.Framebuffer.SequenceEqual(expected.Framebuffer);
    }

    /// <summary>The definition: an error term in halves, both tests on its value before either step.</summary>
    private static void Walk(Surface surface, int x1, int y1, int x2, int y2)
    {
        if (y1 > y2)
            (x1, y1, x2, y2) = (x2, y2, x1, y1);
        double dx = Math.Abs(x2 - x1);
        double dy = y2 - y1;
        double error = (dx > dy ? dx : -dy) / 2;
        while (true)
        {
            surface.SetClipped(3, x1, y1);
            if (x1 == x2 && y1 == y2)
                return;
            double before = error;
            if (before > -dx)
            {
                error -= dy;
                x1 += x1 < x2 ? 1 : -1;
            }
            if (before < dy)
            {
                error += dx;
                y1++;
            }
        }
    }
}
