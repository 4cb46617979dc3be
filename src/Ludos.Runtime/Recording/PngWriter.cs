using System.Buffers.Binary;
using System.IO.Compression;

namespace Ludos.Runtime.Recording;

/// <summary>Writes 8-bit RGBA pixels as a PNG file (truecolour with alpha, no interlace, filter "up" on every row).</summary>
internal static class PngWriter
{
    private const int BytesPerPixel = 4;
    private const byte FilterUp = 2;
    private const byte ColourTypeRgba = 6;
    private const byte BitDepth = 8;
    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <param name="rgba">Rows from the top, <paramref name="width"/> * <paramref name="height"/> * 4 bytes.</param>
    public static void Write(Stream output, ReadOnlySpan<byte> rgba, int width, int height)
    {
        output.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = BitDepth;
        header[9] = ColourTypeRgba;
        header[10..].Clear();
        WriteChunk(output, "IHDR"u8, header);

        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            WriteRows(deflate, rgba, width * BytesPerPixel, height);
        }

        WriteChunk(output, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        WriteChunk(output, "IEND"u8, []);
    }

    private static void WriteRows(Stream deflate, ReadOnlySpan<byte> rgba, int rowBytes, int height)
    {
        var filtered = new byte[rowBytes + 1];
        filtered[0] = FilterUp;
        for (var row = 0; row < height; row++)
        {
            var current = rgba.Slice(row * rowBytes, rowBytes);
            for (var index = 0; index < rowBytes; index++)
            {
                var above = row == 0 ? 0 : rgba[((row - 1) * rowBytes) + index];
                filtered[index + 1] = (byte)(current[index] - above);
            }

            deflate.Write(filtered);
        }
    }

    private static void WriteChunk(Stream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        output.Write(word);
        output.Write(type);
        output.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, ~Crc(data, Crc(type, 0xFFFFFFFF)));
        output.Write(word);
    }

    private static uint Crc(ReadOnlySpan<byte> data, uint crc)
    {
        foreach (var value in data)
        {
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        const uint Polynomial = 0xEDB88320;
        var table = new uint[256];
        for (uint index = 0; index < table.Length; index++)
        {
            var value = index;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? Polynomial ^ (value >> 1) : value >> 1;
            }

            table[index] = value;
        }

        return table;
    }
}
