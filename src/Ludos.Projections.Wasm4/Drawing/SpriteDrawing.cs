namespace Ludos.Projections.Wasm4.Drawing;

/// <summary>blit and blitSub: one continuous stream of 1 or 2 bit pixels, most significant bits first, rows not byte aligned.</summary>
public static unsafe class SpriteDrawing
{
    private const int TwoBits = 1;
    private const int FlipX = 2;
    private const int FlipY = 4;
    private const int Rotate = 8;

    /// <summary>2^32: pixel indices are taken modulo this before the sprite is read.</summary>
    private const double IndexModulus = 4294967296.0;

    /// <summary>Products of these magnitudes stay exact in 64 bits and in a double alike.</summary>
    private const long ExactIndexLimit = 1L << 22;

    /// <summary>
    /// Draws a width x height piece, clipped to the screen. Pixels are taken one by one in row order, because a cart may blit out of its own
    /// framebuffer. Reads past the sprite's bytes give source value 0.
    /// </summary>
    /// <param name="pixels">First byte of the sprite.</param>
    /// <param name="pixelBytes">Bytes that may be read from there.</param>
    public static void Draw(in Surface surface, byte* pixels, long pixelBytes, long x, long y, int width, int height, int sourceX, int sourceY, int stride, int flags)
    {
        bool rotated = (flags & Rotate) != 0;
        long along = rotated ? y : x;
        long across = rotated ? x : y;
        long iFrom = Math.Max(0, along) - along;
        long jFrom = Math.Max(0, across) - across;
        long iTo = Math.Min(width, CartMemory.ScreenWidth - along);
        long jTo = Math.Min(height, CartMemory.ScreenHeight - across);
        if (iFrom >= iTo || jFrom >= jTo)
            return;

        int colors = surface.DrawColors;
        bool twoBits = (flags & TwoBits) != 0;
        bool flipX = (flags & FlipX) != 0 != rotated;
        bool flipY = (flags & FlipY) != 0;
        bool small = Math.Abs((long)sourceX) + Math.Abs((long)width) < ExactIndexLimit
            && Math.Abs((long)sourceY) + Math.Abs((long)height) < ExactIndexLimit && Math.Abs((long)stride) < ExactIndexLimit;

        for (long j = jFrom; j < jTo; j++)
        {
            long row = sourceY + (flipY ? height - 1L - j : j);
            for (long i = iFrom; i < iTo; i++)
            {
                long column = sourceX + (flipX ? width - 1L - i : i);
                uint index = small ? (uint)(row * stride + column) : WrappedIndex(row, stride, column);
                int source = twoBits ? TwoBitPixel(pixels, pixelBytes, index) : OneBitPixel(pixels, pixelBytes, index);
                int nibble = colors >> (source << 2) & 0xF;
                if (nibble != 0)
                    surface.Set(Surface.PixelValue(nibble), (int)(along + i), (int)(across + j), rotated);
            }
        }
    }

    private static int TwoBitPixel(byte* pixels, long pixelBytes, uint index)
        => index >> 2 < pixelBytes ? pixels[index >> 2] >> (6 - (int)(index & 3) * 2) & 3 : 0;

    private static int OneBitPixel(byte* pixels, long pixelBytes, uint index)
        => index >> 3 < pixelBytes ? pixels[index >> 3] >> (7 - (int)(index & 7)) & 1 : 0;

    private static uint WrappedIndex(double row, double stride, double column)
    {
        double index = (row * stride + column) % IndexModulus;
        return (uint)(index < 0 ? index + IndexModulus : index);
    }
}
