using System.Text.Json;
using Ludos.Projections.Wasm4.Drawing;
using Xunit;

namespace Ludos.Projections.Wasm4.Tests.Drawing;

public sealed class DrawingVectorTests
{
    private const int SpriteAddress = 0x2000;
    private const int SpriteBytes = 1024;

    [ConformanceFact]
    public void EveryVectorGivesItsFramebuffer()
    {
        string path = Path.Combine(ConformanceFactAttribute.Folder!, "wasm4", "drawing.json");
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(path));
        using var screen = new CartScreen();
        var wrong = new List<string>();
        int run = 0;
        foreach (JsonElement vector in vectors.RootElement.EnumerateArray())
        {
            Prepare(screen, (ushort)vector.GetProperty("dc").GetInt32());
            Draw(screen, vector.GetProperty("op").GetString()!, [.. vector.GetProperty("args").EnumerateArray().Select(a => a.GetInt32())]);
            run++;
            if (screen.Hash() != vector.GetProperty("fb").GetString())
                wrong.Add(vector.GetRawText());
        }
        Assert.Equal(420, run);
        Assert.Empty(wrong);
    }

    private static void Prepare(CartScreen screen, ushort drawColors)
    {
        for (int i = 0; i < screen.Framebuffer.Length; i++)
            screen.Framebuffer[i] = (byte)(i * 37 + 11);
        for (int j = 0; j < SpriteBytes; j++)
            screen.Memory[SpriteAddress + j] = (byte)(j * 73 + (j >> 3) * 29 + 17);
        screen.DrawColors = drawColors;
    }

    private static unsafe void Draw(CartScreen screen, string op, int[] a)
    {
        Surface surface = screen.Surface;
        switch (op)
        {
            case "hline": LineDrawing.Horizontal(surface, a[0], a[1], a[2]); break;
            case "vline": LineDrawing.Vertical(surface, a[0], a[1], a[2]); break;
            case "line": LineDrawing.Between(surface, a[0], a[1], a[2], a[3]); break;
            case "rect": RectDrawing.Draw(surface, a[0], a[1], a[2], a[3]); break;
            case "oval": OvalDrawing.Draw(surface, a[0], a[1], a[2], a[3], new StopSignal()); break;
            case "blit": SpriteDrawing.Draw(surface, screen.Pointer + a[0], CartMemory.SizeBytes - a[0], a[1], a[2], a[3], a[4], 0, 0, a[3], a[5]); break;
            case "blitSub": SpriteDrawing.Draw(surface, screen.Pointer + a[0], CartMemory.SizeBytes - a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8]); break;
            default: throw new InvalidOperationException($"The vectors call {op}, which no cart can.");
        }
    }
}
