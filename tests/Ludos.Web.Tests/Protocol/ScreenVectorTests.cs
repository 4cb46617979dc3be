using System.Text.Json;
using Ludos.Web.Streaming;
using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests.Protocol;

/// <summary>Holds the encoder to the bytes that the page's decoder is tested with. Set LUDOS_UPDATE_VECTORS=1 to write the file anew.</summary>
public sealed class ScreenVectorTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private sealed record Frame(string Message, string Pixels, string Palette, ulong Epoch);

    private sealed record Vector(int PixelBytes, int PaletteBytes, IReadOnlyList<Frame> Frames);

    [Fact]
    public void The_encoder_writes_what_the_page_is_tested_with()
    {
        var path = Repository.PathOf("web", "test", "vectors", "screen.json");
        var json = JsonSerializer.Serialize(new[] { Build(100, 0, 11), Build(64, 16, 12), Build(7, 16, 13) }, Readable) + "\n";
        if (Environment.GetEnvironmentVariable("LUDOS_UPDATE_VECTORS") == "1")
        {
            File.WriteAllText(path, json);
        }

        Assert.Equal(File.ReadAllText(path), json);
    }

    private static Vector Build(int pixelBytes, int paletteBytes, ulong seed)
    {
        var random = new SeededBytes(seed);
        var stream = new ScreenStream(pixelBytes, paletteBytes);
        var pixels = random.Take(pixelBytes);
        var palette = random.Take(paletteBytes);
        var frames = new List<Frame>();
        for (ulong epoch = 1; epoch <= 6; epoch++)
        {
            if (epoch == 5)
            {
                stream.WantKey();
            }

            var length = stream.Encode(pixels, palette, epoch);
            frames.Add(new Frame(Hex(stream.Message.Span[..length]), Hex(pixels), Hex(palette), epoch));
            random.Take(1 + random.Below(5)).CopyTo(pixels, random.Below(Math.Max(1, pixelBytes - 5)));
            if (paletteBytes > 0 && epoch % 2 == 0)
            {
                palette[random.Below(paletteBytes)] ^= 0xFF;
            }
        }

        return new Vector(pixelBytes, paletteBytes, frames);
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
