using System.Text;
using Ludos.Projections.Wasm4.Drawing;
using Ludos.Projections.Wasm4.Lettering;

namespace Ludos.Projections.Wasm4.Cart;

/// <summary>What a stopped cart shows: its palette and DRAW_COLORS are overwritten, its picture replaced. All else in its memory stays.</summary>
internal static unsafe class CrashScreen
{
    private const int TitleX = 32;
    private const int TitleY = 20;
    private const int BarX = 20;
    private const int BarWidth = CartMemory.ScreenWidth - 2 * BarX;
    private const int BarMargin = 3;
    private const int MessageX = 8;
    private const int MessageY = 52;

    private const ushort BarColors = 0x0004;

    /// <summary>Title: letters of the background's colour on the bar.</summary>
    private const ushort TitleColors = 0x0001;

    /// <summary>Message: white letters on the background.</summary>
    private const ushort MessageColors = 0x0004;

    private static ReadOnlySpan<uint> Palette => [0x1111EE, 0x86C06C, 0xAAAAAA, 0xFFFFFF];

    public static void Show(in Surface surface, Font font, CrashKind kind)
    {
        Registers.WritePalette(surface.Memory, Palette);
        surface.Framebuffer.Clear();
        Registers.WriteDrawColors(surface.Memory, BarColors);
        RectDrawing.Draw(surface, BarX, TitleY - BarMargin, BarWidth, Font.GlyphSize + 2 * BarMargin);
        Write(surface, font, "CART STOPPED", TitleX, TitleY, TitleColors);
        Write(surface, font, Words(kind) + "\n\n\nRestart to play\nagain.", MessageX, MessageY, MessageColors);
        Registers.WriteDrawColors(surface.Memory, CartMemory.InitialDrawColors);
    }

    private static string Words(CrashKind kind) => kind switch
    {
        CrashKind.Unreachable => "Its code gave up:\nit ran into an\n\"unreachable\"\ninstruction.",
        CrashKind.OutOfBounds => "Its code reached\noutside its own\nmemory.",
        CrashKind.BadArgument => "It gave the console\na pointer outside\nits memory.",
        CrashKind.StackExhausted => "Its calls nested\ntoo deep.",
        CrashKind.TooSlow => "One frame took\nfar too long.",
        _ => "Its code did what\nno code may do.",
    };

    private static void Write(in Surface surface, Font font, string text, int x, int y, ushort colors)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        Registers.WriteDrawColors(surface.Memory, colors);
        fixed (byte* first = bytes)
            TextDrawing.DrawBytes(surface, font, first, bytes.Length, x, y);
    }
}
