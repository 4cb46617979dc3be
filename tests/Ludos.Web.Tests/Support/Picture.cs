using System.Buffers.Binary;
using System.IO.Compression;

namespace Ludos.Web.Tests.Support;

/// <summary>The pixels of a PNG as browsers write it: eight bits a channel, RGB or RGBA, not interlaced.</summary>
internal sealed record Picture(int Width, int Height, int Channels, byte[] Pixels)
{
    private const int SignatureBytes = 8;

    public int Colours => Enumerable.Range(0, Width * Height).Select(Colour).Distinct().Count();

    public (byte R, byte G, byte B) At(int x, int y)
    {
        var at = ((y * Width) + x) * Channels;
        return (Pixels[at], Pixels[at + 1], Pixels[at + 2]);
    }

    public double ShareThatDiffers(Picture other)
    {
        Assert.Equal((Width, Height), (other.Width, other.Height));
        return Enumerable.Range(0, Width * Height).Count(i => Colour(i) != other.Colour(i)) / (double)(Width * Height);
    }

    public static Picture Decode(byte[] png)
    {
        using var packed = new MemoryStream();
        var (width, height, channels) = (0, 0, 0);
        for (var at = SignatureBytes; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var kind = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            var data = png.AsSpan(at + 8, length);
            if (kind == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                channels = data[9] == 6 ? 4 : 3;
            }
            else if (kind == "IDAT")
            {
                packed.Write(data);
            }

            at += 12 + length;
        }

        packed.Position = 0;
        using var inflate = new ZLibStream(packed, CompressionMode.Decompress);
        return new Picture(width, height, channels, Unfilter(inflate, width * channels, height, channels));
    }

    private int Colour(int pixel) => (Pixels[pixel * Channels] << 16) | (Pixels[(pixel * Channels) + 1] << 8) | Pixels[(pixel * Channels) + 2];

    private static byte[] Unfilter(Stream rows, int rowBytes, int height, int channels)
    {
        var pixels = new byte[rowBytes * height];
        var above = new byte[rowBytes];
        for (var y = 0; y < height; y++)
        {
            var filter = rows.ReadByte();
            var row = pixels.AsSpan(y * rowBytes, rowBytes);
            rows.ReadExactly(row);
            for (var i = 0; i < rowBytes; i++)
            {
                var left = i >= channels ? row[i - channels] : 0;
                var corner = i >= channels ? above[i - channels] : 0;
                row[i] += (byte)(filter switch { 1 => left, 2 => above[i], 3 => (left + above[i]) / 2, 4 => Paeth(left, above[i], corner), _ => 0 });
            }

            row.CopyTo(above);
        }

        return pixels;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var (toLeft, toAbove, toCorner) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - (2 * corner)));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
