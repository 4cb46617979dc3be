using Ludos.Projections.Wasm4.Drawing;
using Xunit;

namespace Ludos.Projections.Wasm4.Tests.Drawing;

public sealed class OvalDrawingTests
{
    [Fact]
    public void AStrokeOfFifteenDrawsNothing()
    {
        using var screen = new CartScreen { DrawColors = 0xF4 };
        OvalDrawing.Draw(screen.Surface, 40, 40, 60, 50, new StopSignal());
        Assert.Equal(0, screen.CountNonZero());
    }

    [Fact]
    public void AStrokeOfZeroDrawsPixelValueThree()
    {
        using var screen = new CartScreen { DrawColors = 0x02 };
        OvalDrawing.Draw(screen.Surface, 40, 40, 60, 50, new StopSignal());
        Assert.Equal(3, screen[40, 65]);
        Assert.Equal(1, screen[70, 65]);
    }

    [Fact]
    public void ARaisedSignalEndsAnOvalThatWouldTakeBillionsOfSteps()
    {
        using var screen = new CartScreen { DrawColors = 0x22 };
        var stop = new StopSignal();
        stop.Raise();
        for (int i = 0; i < 1000; i++)
            OvalDrawing.Draw(screen.Surface, 0, 80 - int.MaxValue / 2, int.MaxValue, int.MaxValue, stop);
        Assert.Equal(1, screen[0, 80]);
    }

    [Fact]
    public void AnEmptyOvalStillTakesOneStep()
    {
        using var screen = new CartScreen { DrawColors = 0x20 };
        OvalDrawing.Draw(screen.Surface, 80, 80, 0, 0, new StopSignal());
        Assert.Equal(4, screen.CountNonZero());
        Assert.Equal(1, screen[79, 80]);
        Assert.Equal(1, screen[80, 81]);
    }
}
