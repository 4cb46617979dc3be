using System.Collections.Concurrent;
using Ludos.Platform.Engines;

namespace Ludos.Store;

/// <summary>Compressors and decompressors between two uses: their tables are dear to make and belong to one thread at a time.</summary>
internal static class ZstdPool
{
    private static readonly ConcurrentBag<ZstdCompressor> Compressors = [];
    private static readonly ConcurrentBag<ZstdDecompressor> Decompressors = [];

    /// <returns>Bytes written, or -1 when the destination is too small.</returns>
    internal static int Compress(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> prefix, Span<byte> destination, int level)
    {
        var compressor = Compressors.TryTake(out var idle) ? idle : new ZstdCompressor();
        var written = compressor.Compress(plain, prefix, destination, level);

        // One that followed a long prefix has grown tables to match: it is let go.
        if (prefix.IsEmpty)
        {
            Compressors.Add(compressor);
        }
        else
        {
            compressor.Dispose();
        }

        return written;
    }

    /// <returns>Bytes written; -1 when the frame is damaged or does not fit.</returns>
    internal static int Decompress(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> prefix, Span<byte> destination)
    {
        var decompressor = Decompressors.TryTake(out var idle) ? idle : new ZstdDecompressor();
        var written = decompressor.Decompress(frame, prefix, destination);
        Decompressors.Add(decompressor);
        return written;
    }
}
