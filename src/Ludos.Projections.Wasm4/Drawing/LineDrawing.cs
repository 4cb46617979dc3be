namespace Ludos.Projections.Wasm4.Drawing;

/// <summary>hline, vline and line. Cost is bounded by the screen, however far the coordinates reach.</summary>
public static class LineDrawing
{
    public static void Horizontal(in Surface surface, int x, int y, int length)
    {
        int nibble = surface.DrawColors & 0xF;
        if (nibble != 0)
            surface.FillRow(Surface.PixelValue(nibble), x, y, (long)x + length);
    }

    public static void Vertical(in Surface surface, int x, int y, int length)
    {
        int nibble = surface.DrawColors & 0xF;
        if (nibble != 0)
            surface.FillColumn(Surface.PixelValue(nibble), x, y, (long)y + length);
    }

    /// <summary>
    /// Both end points included. The pixels are those of the error-term walk that starts at half the long side; the walk steps its long
    /// side every time, so the short side after k steps has a closed form and only the steps on screen are taken.
    /// </summary>
    public static void Between(in Surface surface, int x1, int y1, int x2, int y2)
    {
        int nibble = surface.DrawColors & 0xF;
        if (nibble == 0)
            return;
        if (y1 > y2)
            (x1, y1, x2, y2) = (x2, y2, x1, y1);

        int value = Surface.PixelValue(nibble);
        long width = Math.Abs((long)x2 - x1);
        long height = (long)y2 - y1;
        int stepX = x1 < x2 ? 1 : -1;
        if (width > height)
            WalkColumns(surface, value, x1, y1, width, height, stepX);
        else
            WalkRows(surface, value, x1, y1, width, height, stepX);
    }

    private static void WalkColumns(in Surface surface, int value, long x, long y, long width, long height, int stepX)
    {
        (long first, long last) = VisibleSteps(x, stepX, width, CartMemory.ScreenWidth);
        for (long k = first; k <= last; k++)
            surface.SetClipped(value, x + stepX * k, y + ShortSide(k, width, height));
    }

    private static void WalkRows(in Surface surface, int value, long x, long y, long width, long height, int stepX)
    {
        (long first, long last) = VisibleSteps(y, 1, height, CartMemory.ScreenHeight);
        for (long k = first; k <= last; k++)
            surface.SetClipped(value, x + stepX * ShortSide(k, height, width), y + k);
    }

    private static (long First, long Last) VisibleSteps(long start, int step, long count, int extent)
    {
        long enter = step > 0 ? -start : start - (extent - 1);
        long leave = step > 0 ? extent - 1 - start : start;
        return (Math.Max(0, enter), Math.Min(count, leave));
    }

    /// <summary>Steps of the short side after k of the long side: ceil((2k·shortLength − longLength) / (2·longLength)).</summary>
    private static long ShortSide(long k, long longLength, long shortLength)
    {
        if (longLength == 0)
            return 0;
        Int128 numerator = (Int128)2 * k * shortLength - longLength;
        Int128 denominator = (Int128)2 * longLength;
        Int128 quotient = numerator / denominator;
        return (long)(numerator > quotient * denominator ? quotient + 1 : quotient);
    }
}
