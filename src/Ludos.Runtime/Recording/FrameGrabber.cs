using System.Buffers.Binary;
using Ludos.State;

namespace Ludos.Runtime.Recording;

/// <summary>Turns what a screen region shows into RGBA pixels. Runs between ticks on the thread that ticks; its buffer is reused.</summary>
internal sealed class FrameGrabber
{
    private const int BytesPerPixel = 4;
    private const int PaletteColours = 4;
    private const int PixelsPerByte = 4;
    private const byte Opaque = 0xFF;

    private readonly ScreenSource _screen;
    private readonly Region _pixels;
    private readonly Region? _palette;
    private readonly byte[] _rgba;

    /// <exception cref="ArgumentException">The arena lacks the screen's regions: misuse, since opening a game checks them.</exception>
    public FrameGrabber(ScreenSource screen, Arena arena)
    {
        _screen = screen;
        _pixels = Find(arena, screen.PixelRegion);
        _palette = screen.PaletteRegion is null ? null : Find(arena, screen.PaletteRegion);
        _rgba = new byte[screen.Width * screen.Height * BytesPerPixel];
    }

    public int Width => _screen.Width;

    public int Height => _screen.Height;

    /// <summary>The present front; valid until the next call.</summary>
    public ReadOnlySpan<byte> Grab()
    {
        var source = _pixels.Front.Slice(_screen.PixelOffset, _screen.PixelBytes);
        if (_screen.Format == ScreenFormat.Rgba8)
        {
            source[.._rgba.Length].CopyTo(_rgba);
            for (var alpha = BytesPerPixel - 1; alpha < _rgba.Length; alpha += BytesPerPixel)
            {
                _rgba[alpha] = Opaque;
            }

            return _rgba;
        }

        Unpack(source);
        return _rgba;
    }

    private void Unpack(ReadOnlySpan<byte> source)
    {
        var palette = _palette!.Front.Slice(_screen.PaletteOffset, _screen.PaletteBytes);
        Span<uint> colours = stackalloc uint[PaletteColours];
        for (var index = 0; index < colours.Length; index++)
        {
            colours[index] = BinaryPrimitives.ReadUInt32LittleEndian(palette[(index * sizeof(uint))..]);
        }

        for (var pixel = 0; pixel < _screen.Width * _screen.Height; pixel++)
        {
            var value = (source[pixel / PixelsPerByte] >> (2 * (pixel % PixelsPerByte))) & 3;
            var colour = colours[value];
            var at = pixel * BytesPerPixel;
            _rgba[at] = (byte)(colour >> 16);
            _rgba[at + 1] = (byte)(colour >> 8);
            _rgba[at + 2] = (byte)colour;
            _rgba[at + 3] = Opaque;
        }
    }

    private static Region Find(Arena arena, string name) =>
        arena.TryFind(name, out var region) ? region : throw new ArgumentException($"The arena has no region '{name}'.", nameof(arena));
}
