using System.Buffers;
using System.IO.Compression;
using Ludos.Platform.Engines;

namespace Ludos.Store;

/// <summary>How hard plain bytes are compressed before they are kept.</summary>
public enum CompressionEffort
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Fast: what this machine stores for itself.</summary>
    Fast,

    /// <summary>As small as it gets: what a publisher makes once and many fetch.</summary>
    Small,
}

/// <summary>Compresses with zstd, or with brotli where there is no libzstd. Content that does not shrink stays as it is.</summary>
internal static class Compression
{
    private const int FastLevel = 1;
    private const int BrotliFastQuality = 1;
    private const int BrotliSmallQuality = 11;
    private const int BrotliWindow = 22;
    private const int SmallestWorthwhileBytes = 64;

    /// <summary>Content must shrink by this part to be worth decoding at every read.</summary>
    private const int WorthwhileShare = 32;

    /// <summary>Bytes that <see cref="TryCompress"/> may need.</summary>
    internal static int MaxBytes(int plainBytes) =>
        Zstd.IsPresent ? Zstd.MaxCompressedBytes(plainBytes) : BrotliEncoder.GetMaxCompressedLength(plainBytes);

    /// <returns>Bytes written, or 0 when the content is better kept plain.</returns>
    internal static int TryCompress(ReadOnlySpan<byte> plain, Span<byte> destination, CompressionEffort effort, out ObjectEncoding encoding)
    {
        encoding = ObjectEncoding.Identity;
        if (effort == CompressionEffort.None || plain.Length < SmallestWorthwhileBytes || (effort == CompressionEffort.Fast && Entropy.LooksIncompressible(plain)))
        {
            return 0;
        }

        var written = Zstd.IsPresent ? ByZstd(plain, destination, effort) : ByBrotli(plain, destination, effort);
        if (written <= 0 || written > plain.Length - (plain.Length / WorthwhileShare))
        {
            return 0;
        }

        encoding = Zstd.IsPresent ? ObjectEncoding.Zstd : ObjectEncoding.Brotli;
        return written;
    }

    /// <summary>A brotli stream, whether or not zstd is there.</summary>
    internal static int ByBrotli(ReadOnlySpan<byte> plain, Span<byte> destination, CompressionEffort effort) =>
        BrotliEncoder.TryCompress(plain, destination, out var written, effort == CompressionEffort.Small ? BrotliSmallQuality : BrotliFastQuality, BrotliWindow) ? written : -1;

    /// <summary>Decodes exactly as many bytes as the destination has.</summary>
    internal static bool TryDecompress(ObjectEncoding encoding, ReadOnlySpan<byte> bytes, Span<byte> destination) => encoding switch
    {
        ObjectEncoding.Zstd => Zstd.IsPresent && ZstdPool.Decompress(bytes, default, destination) == destination.Length,
        ObjectEncoding.Brotli => IsExactBrotli(bytes, destination),
        _ => false,
    };

    private static int ByZstd(ReadOnlySpan<byte> plain, Span<byte> destination, CompressionEffort effort) =>
        ZstdPool.Compress(plain, default, destination, effort == CompressionEffort.Small ? Zstd.MaxLevel : FastLevel);

    private static bool IsExactBrotli(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        using var decoder = new BrotliDecoder();
        return decoder.Decompress(bytes, destination, out var consumed, out var written) == OperationStatus.Done
            && consumed == bytes.Length
            && written == destination.Length;
    }
}
