namespace Ludos.Runtime;

/// <summary>How pixels lie in a screen region.</summary>
public enum ScreenFormat
{
    /// <summary>Four bytes a pixel: red, green, blue, alpha; rows from the top, no padding.</summary>
    Rgba8,

    /// <summary>Two bits a pixel, leftmost in the lowest bits, and a palette of four little-endian 0x00RRGGBB words.</summary>
    Wasm4,
}

/// <summary>Where a game's picture lies in its arena. Offsets and sizes in bytes.</summary>
public sealed record ScreenSource(
    ScreenFormat Format,
    int Width,
    int Height,
    string PixelRegion,
    int PixelOffset,
    int PixelBytes,
    string? PaletteRegion,
    int PaletteOffset,
    int PaletteBytes);

/// <summary>Where a game's sound lies: signed 16-bit little-endian stereo, interleaved, one epoch a tick.</summary>
public sealed record AudioSource(string Region, int SampleRateHz, int FramesPerTick)
{
    public const int BytesPerFrame = 4;

    public int BytesPerTick => FramesPerTick * BytesPerFrame;
}
