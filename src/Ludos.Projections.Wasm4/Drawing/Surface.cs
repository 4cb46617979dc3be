using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Ludos.Projections.Wasm4.Drawing;

/// <summary>
/// The framebuffer and DRAW_COLORS inside a cart's memory. Coordinates are 64-bit, so that sums of two 32-bit arguments never wrap.
/// Holds no state of its own; one thread at a time.
/// </summary>
/// <param name="memory">First byte of the cart's 64 KiB; stays valid while the surface is used.</param>
public readonly unsafe struct Surface(byte* memory)
{
    private const int Width = CartMemory.ScreenWidth;
    private const int Height = CartMemory.ScreenHeight;

    public byte* Memory => memory;

    /// <summary>The register as the cart left it; read anew for each call.</summary>
    public int DrawColors => BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(memory + CartMemory.DrawColors, 2));

    public Span<byte> Framebuffer => new(memory + CartMemory.Framebuffer, CartMemory.FramebufferBytes);

    /// <summary>The pixel value that a nibble of DRAW_COLORS stands for. 0 wraps to 3; callers that treat 0 as transparent test first.</summary>
    public static int PixelValue(int nibble) => (nibble - 1) & 3;

    public static bool IsOnScreen(long x, long y) => (ulong)x < Width && (ulong)y < Height;

    /// <summary>Sets one pixel that is known to be on screen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int value, int x, int y)
    {
        byte* at = memory + CartMemory.Framebuffer + (Width * y + x >> 2);
        int shift = (x & 3) << 1;
        *at = (byte)(value << shift | *at & ~(3 << shift));
    }

    /// <summary>As <see cref="Set(int, int, int)"/>, with the two coordinates exchanged when <paramref name="swapped"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int value, int x, int y, bool swapped) => Set(value, swapped ? y : x, swapped ? x : y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetClipped(int value, long x, long y)
    {
        if (IsOnScreen(x, y))
            Set(value, (int)x, (int)y);
    }

    /// <summary>Fills columns <paramref name="left"/> up to but without <paramref name="right"/> of one row, clipped.</summary>
    public void FillRow(int value, long left, long y, long right)
    {
        if ((ulong)y >= Height)
            return;

        int from = (int)Math.Max(left, 0);
        int to = (int)Math.Clamp(right, 0, Width);
        if (left >= Width || from >= to)
            return;

        int row = (int)y;
        for (; from < to && (from & 3) != 0; from++)
            Set(value, from, row);
        int wholeBytes = to - from >> 2;
        if (wholeBytes > 0)
            new Span<byte>(memory + CartMemory.Framebuffer + (Width * row + from >> 2), wholeBytes).Fill((byte)(value * 0b01010101));
        for (from += wholeBytes << 2; from < to; from++)
            Set(value, from, row);
    }

    /// <summary>Fills rows <paramref name="top"/> up to but without <paramref name="bottom"/> of one column, clipped.</summary>
    public void FillColumn(int value, long x, long top, long bottom)
    {
        if ((ulong)x >= Width)
            return;

        long to = Math.Min(bottom, Height);
        for (long y = Math.Max(top, 0); y < to; y++)
            Set(value, (int)x, (int)y);
    }
}
