using System.Buffers.Binary;
using Ludos.Protocols.View.V1;

namespace Ludos.Web.Tests.Support;

/// <summary>Applies a screen message the plain way; throws on anything that a page would refuse.</summary>
internal static class ScreenDecoder
{
    public static void Apply(ReadOnlySpan<byte> message, Span<byte> pixels, Span<byte> palette)
    {
        Assert.Equal(StreamLayout.ViewScreenKind, message[0]);
        Assert.Equal(palette.Length, BinaryPrimitives.ReadUInt16LittleEndian(message[2..]));
        Assert.Equal(pixels.Length, BinaryPrimitives.ReadInt32LittleEndian(message[20..]));
        message.Slice(ViewScreenHead.SizeBytes, palette.Length).CopyTo(palette);
        ApplyRuns(message[(ViewScreenHead.SizeBytes + palette.Length)..], pixels);
    }

    public static void ApplyRuns(ReadOnlySpan<byte> runs, Span<byte> pixels)
    {
        var pixel = 0;
        while (!runs.IsEmpty)
        {
            pixel += BinaryPrimitives.ReadUInt16LittleEndian(runs) * StreamLayout.ViewUnitBytes;
            var length = BinaryPrimitives.ReadUInt16LittleEndian(runs[2..]) * StreamLayout.ViewUnitBytes;
            runs = runs[StreamLayout.ViewRunBytes..];
            length = Math.Min(length, pixels.Length - pixel);
            runs[..length].CopyTo(pixels[pixel..]);
            runs = runs[length..];
            pixel += length;
        }
    }
}
