using Ludos.Projections.Wasm4.Drawing;
using Xunit;

namespace Ludos.Projections.Wasm4.Tests.Drawing;

public sealed unsafe class SpriteDrawingTests
{
    private const int At = 0x2000;

    /// <summary>A 5x2 sprite: rows follow each other without padding to a byte.</summary>
    [Theory]
    [InlineData(0, "10110,01001", 5, 2)]
    [InlineData(2, "01101,10010", 5, 2)]
    [InlineData(4, "01001,10110", 5, 2)]
    [InlineData(8, "01,10,10,01,10", 2, 5)]
    [InlineData(10, "10,01,10,10,01", 2, 5)]
    public void FlipsAndTurns(int flags, string expected, int width, int height)
    {
        using var screen = new CartScreen { DrawColors = 0x20 };
        screen.Memory[At] = 0b10110_010;
        screen.Memory[At + 1] = 0b01_000000;
        SpriteDrawing.Draw(screen.Surface, screen.Pointer + At, 2, 30, 40, 5, 2, 0, 0, 5, flags);
        string seen = string.Join(',', Enumerable.Range(40, height).Select(y => string.Concat(Enumerable.Range(30, width).Select(x => screen[x, y]))));
        Assert.Equal(expected, seen);
    }

    [Fact]
    public void ReadsPastTheSpriteGiveSourceValueZero()
    {
        using var screen = new CartScreen { DrawColors = 0x42 };
        screen.Memory[At] = 0xFF;
        SpriteDrawing.Draw(screen.Surface, screen.Pointer + At, 1, 0, 0, 16, 1, 0, 0, 16, 0);
        Assert.Equal(3, screen[7, 0]);
        Assert.Equal(1, screen[8, 0]);
        SpriteDrawing.Draw(screen.Surface, screen.Pointer + At, 1, 0, 1, 8, 1, -4, 0, 8, 0);
        Assert.Equal(1, screen[3, 1]);
        Assert.Equal(3, screen[4, 1]);
    }

    [Fact]
    public void HugeArgumentsTouchOnlyTheScreen()
    {
        using var screen = new CartScreen { DrawColors = 0x4321 };
        int[] extremes = [int.MinValue, -1, 0, 1, int.MaxValue];
        foreach (int x in extremes)
        {
            foreach (int size in extremes)
            {
                foreach (int stride in extremes)
                    SpriteDrawing.Draw(screen.Surface, screen.Pointer, CartMemory.SizeBytes, x, x, size, size, stride, size, stride, 15);
            }
        }
        Assert.Equal(0, screen.Memory[CartMemory.Framebuffer + CartMemory.FramebufferBytes]);
        Assert.Equal(0x43, screen.Memory[CartMemory.DrawColors + 1]);
    }

    [Fact]
    public void ACartMayBlitOutOfItsOwnFramebuffer()
    {
        using var screen = new CartScreen { DrawColors = 0x4321 };
        screen.Framebuffer[0] = 0b11_01_10_01;
        SpriteDrawing.Draw(screen.Surface, screen.Surface.Memory + CartMemory.Framebuffer, CartMemory.FramebufferBytes, 8, 0, 4, 1, 0, 0, 160, 1);
        Assert.Equal([3, 1, 2, 1], [screen[8, 0], screen[9, 0], screen[10, 0], screen[11, 0]]);
    }
}
