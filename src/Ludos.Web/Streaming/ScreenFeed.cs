using Ludos.Runtime;
using Ludos.State;

namespace Ludos.Web.Streaming;

/// <summary>
/// The game's screen for all pages: reads it when one asks, and only then. The latest frame wins; frames that nobody asked
/// for in time are never read. Thread-safe.
/// </summary>
internal sealed class ScreenFeed : IDisposable
{
    private readonly Lock _lock = new();
    private readonly RegionCopy _pixels;
    private readonly RegionCopy? _palette;

    private ScreenFeed(ScreenSource source, RegionCopy pixels, RegionCopy? palette)
    {
        Source = source;
        _pixels = pixels;
        _palette = palette;
    }

    public ScreenSource Source { get; }

    public Region Region => _pixels.Region;

    /// <summary>Null when the game has no screen, or its regions are not there.</summary>
    public static ScreenFeed? Open(Arena arena, ScreenSource? source)
    {
        if (source is null || !arena.TryFind(source.PixelRegion, out var pixels))
        {
            return null;
        }

        RegionCopy? palette = null;
        if (source.PaletteBytes > 0 && arena.TryFind(source.PaletteRegion ?? source.PixelRegion, out var region))
        {
            palette = new RegionCopy(region, source.PaletteOffset, source.PaletteBytes);
        }

        return new ScreenFeed(source, new RegionCopy(pixels, source.PixelOffset, source.PixelBytes), palette);
    }

    public ScreenStream OpenStream() => new(Source.PixelBytes, _palette?.Bytes.Length ?? 0);

    /// <summary>Writes the newest frame into the stream's message, if it is newer than what the stream has.</summary>
    /// <returns>The message's length; 0 when there is nothing new.</returns>
    public int Encode(ScreenStream stream)
    {
        lock (_lock)
        {
            _pixels.Refresh();
            _palette?.Refresh();
            return stream.Encode(_pixels.Bytes, _palette is null ? default : _palette.Bytes, _pixels.Epoch);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _pixels.Dispose();
            _palette?.Dispose();
        }
    }
}
