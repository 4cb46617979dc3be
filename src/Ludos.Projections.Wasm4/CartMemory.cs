namespace Ludos.Projections.Wasm4;

/// <summary>Where things lie in a cart's single 64 KiB page. All offsets and sizes are in bytes; every field is little-endian.</summary>
public static class CartMemory
{
    public const int SizeBytes = 65536;

    /// <summary>Four u32 of 0x00RRGGBB.</summary>
    public const int Palette = 0x04;
    public const int PaletteBytes = 16;

    /// <summary>u16: four nibbles, the first in the lowest bits.</summary>
    public const int DrawColors = 0x14;

    /// <summary>Four bytes, one a player.</summary>
    public const int Gamepads = 0x16;
    public const int GamepadCount = 4;

    public const int MouseX = 0x1A;
    public const int MouseY = 0x1C;
    public const int MouseButtons = 0x1E;
    public const int SystemFlags = 0x1F;

    /// <summary>160 rows of 40 bytes, two bits a pixel, leftmost pixel in the lowest bits.</summary>
    public const int Framebuffer = 0xA0;
    public const int FramebufferBytes = ScreenWidth * ScreenHeight / 4;

    public const int ScreenWidth = 160;
    public const int ScreenHeight = 160;
    public const int RowBytes = ScreenWidth / 4;

    /// <summary>Bit of <see cref="SystemFlags"/>: the host does not clear the framebuffer before an update.</summary>
    public const byte PreserveFramebuffer = 1;

    public const ushort InitialDrawColors = 0x1203;

    /// <summary>Mouse position before the pointer was ever seen.</summary>
    public const short MouseOffScreen = 0x7FFF;

    public static ReadOnlySpan<uint> InitialPalette => [0xE0F8CF, 0x86C06C, 0x306850, 0x071821];
}
