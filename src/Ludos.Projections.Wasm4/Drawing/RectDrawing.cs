namespace Ludos.Projections.Wasm4.Drawing;

/// <summary>rect: a fill in colour 1 under a one-pixel outline in colour 2.</summary>
public static class RectDrawing
{
    /// <summary>
    /// Each edge is drawn only when that edge itself is on screen: clipping never invents one. A size that is zero or negative is not refused:
    /// its two edges that still have length are drawn where they fall.
    /// </summary>
    public static void Draw(in Surface surface, int x, int y, int width, int height)
    {
        int colors = surface.DrawColors;
        int fill = colors & 0xF;
        int stroke = colors >> 4 & 0xF;
        long right = (long)x + width;
        long bottom = (long)y + height;

        if (fill != 0)
        {
            long lastRow = Math.Min(bottom, CartMemory.ScreenHeight);
            for (long row = Math.Max(y, 0); row < lastRow; row++)
                surface.FillRow(Surface.PixelValue(fill), x, row, right);
        }

        if (stroke == 0)
            return;
        int value = Surface.PixelValue(stroke);
        surface.FillColumn(value, x, y, bottom);
        surface.FillColumn(value, right - 1, y, bottom);
        surface.FillRow(value, x, y, right);
        surface.FillRow(value, x, bottom - 1, right);
    }
}
