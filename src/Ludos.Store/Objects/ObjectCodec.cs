using System.Buffers;
using Ludos.Base;
using Ludos.Platform.Engines;

namespace Ludos.Store;

/// <summary>Encodes objects, and decodes them: never beyond the expected size, and never without comparing the digest. Thread-safe.</summary>
public static class ObjectCodec
{
    private const int FirstGuessBytes = 64 * 1024;

    /// <summary>Encodes plain bytes in whatever way is smallest within the effort.</summary>
    /// <param name="plain">Kept, not copied, where it is best left as it is.</param>
    public static EncodedObject Encode(ReadOnlyMemory<byte> plain, CompressionEffort effort) => Encode(Digest.Of(plain.Span), plain, effort);

    /// <param name="digest">Of <paramref name="plain"/>; trusted.</param>
    public static EncodedObject Encode(Digest digest, ReadOnlyMemory<byte> plain, CompressionEffort effort)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(Compression.MaxBytes(plain.Length));
        try
        {
            var written = Compression.TryCompress(plain.Span, scratch, effort, out var encoding);
            return written == 0
                ? new EncodedObject(digest, ObjectEncoding.Identity, plain.Length, plain)
                : new EncodedObject(digest, encoding, plain.Length, scratch.AsSpan(0, written).ToArray());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    /// <summary>Decodes into a buffer of exactly the content's size and compares the digest. After a fault the buffer's content means nothing.</summary>
    /// <param name="sealer">Needed for sealed objects only.</param>
    public static Fault<StoreErrorCode>? Decode(Digest digest, ObjectEncoding encoding, ReadOnlySpan<byte> bytes, Span<byte> destination, Sealer? sealer = null)
    {
        var fault = Expand(digest, encoding, bytes, destination, sealer);
        return fault is not null ? fault
            : Digest.Of(destination) == digest ? null
            : StoreFaults.Damaged(digest, "the content has another digest");
    }

    /// <summary>Decodes an object of which only an upper bound is known.</summary>
    /// <param name="maxBytes">More plain bytes than this are <see cref="StoreErrorCode.TooLarge"/>, found before they are written.</param>
    public static Result<byte[], StoreErrorCode> Decode(Digest digest, ObjectEncoding encoding, ReadOnlySpan<byte> bytes, int maxBytes, Sealer? sealer = null)
    {
        if (encoding == ObjectEncoding.Sealed)
        {
            return OpenAndDecode(digest, bytes, maxBytes, sealer);
        }

        if (!ExpandBounded(digest, encoding, bytes, maxBytes).TryGet(out var plain, out var fault))
        {
            return fault;
        }

        return Digest.Of(plain) == digest ? plain : StoreFaults.Damaged(digest, "the content has another digest");
    }

    /// <summary>Undoes the encoding without looking at the digest.</summary>
    internal static Fault<StoreErrorCode>? Expand(Digest digest, ObjectEncoding encoding, ReadOnlySpan<byte> bytes, Span<byte> destination, Sealer? sealer)
    {
        switch (encoding)
        {
            case ObjectEncoding.Identity when bytes.Length == destination.Length:
                bytes.CopyTo(destination);
                return null;
            case ObjectEncoding.Zstd when !Zstd.IsPresent:
                return NoZstd(digest);
            case ObjectEncoding.Zstd or ObjectEncoding.Brotli:
                return Compression.TryDecompress(encoding, bytes, destination) ? null : StoreFaults.Damaged(digest, $"it does not decode to {destination.Length} bytes");
            case ObjectEncoding.Sealed:
                return OpenInto(digest, bytes, destination, sealer);
            default:
                return StoreFaults.Damaged(digest, encoding == ObjectEncoding.Identity ? $"{bytes.Length} bytes stand for {destination.Length}" : $"there is no encoding {(byte)encoding}");
        }
    }

    private static Fault<StoreErrorCode>? OpenInto(Digest digest, ReadOnlySpan<byte> bytes, Span<byte> destination, Sealer? sealer)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(Math.Max(1, bytes.Length));
        try
        {
            return Open(digest, bytes, scratch, sealer, out var inner, out var encoding) ?? Expand(digest, encoding, inner, destination, null);
        }
        finally
        {
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(scratch.AsSpan(0, bytes.Length));
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    private static Result<byte[], StoreErrorCode> OpenAndDecode(Digest digest, ReadOnlySpan<byte> bytes, int maxBytes, Sealer? sealer)
    {
        var scratch = new byte[bytes.Length];
        return Open(digest, bytes, scratch, sealer, out var inner, out var encoding) is { } fault ? fault : Decode(digest, encoding, inner, maxBytes);
    }

    private static Fault<StoreErrorCode>? Open(Digest digest, ReadOnlySpan<byte> bytes, Span<byte> scratch, Sealer? sealer, out ReadOnlySpan<byte> inner, out ObjectEncoding encoding)
    {
        inner = default;
        encoding = default;
        if (sealer is null)
        {
            return new Fault<StoreErrorCode>(StoreErrorCode.KeyNeeded, $"Object {digest} is sealed.", "It opens with its module's key only.");
        }

        var innerBytes = Sealer.InnerBytes(bytes.Length);
        if (innerBytes < 1)
        {
            return StoreFaults.Damaged(digest, "it is too short to be a seal");
        }

        if (!sealer.TryOpen(digest, bytes, scratch[..innerBytes], out encoding))
        {
            return new Fault<StoreErrorCode>(StoreErrorCode.Damaged, $"Object {digest} does not open: its bytes are damaged, or the key is another's.", "Fetch it again, or get the right key.");
        }

        inner = scratch[1..innerBytes];
        return null;
    }

    private static Result<byte[], StoreErrorCode> ExpandBounded(Digest digest, ObjectEncoding encoding, ReadOnlySpan<byte> bytes, int maxBytes)
    {
        switch (encoding)
        {
            case ObjectEncoding.Identity:
                return bytes.Length <= maxBytes ? bytes.ToArray() : TooLarge(digest, maxBytes);
            case ObjectEncoding.Zstd when !Zstd.IsPresent:
                return NoZstd(digest);
            case ObjectEncoding.Zstd:
                var said = Zstd.ContentSize(bytes);
                if (said == Zstd.UnknownSize)
                {
                    return StoreFaults.Damaged(digest, "it is no zstd frame that tells its size");
                }

                if (said > maxBytes)
                {
                    return TooLarge(digest, maxBytes);
                }

                var plain = new byte[said];
                return Compression.TryDecompress(encoding, bytes, plain) ? plain : StoreFaults.Damaged(digest, $"it does not decode to the {said} bytes it says");
            case ObjectEncoding.Brotli:
                return ExpandBrotli(digest, bytes, maxBytes);
            default:
                return StoreFaults.Damaged(digest, $"there is no encoding {(byte)encoding}");
        }
    }

    /// <summary>A brotli stream does not tell its size: the buffer grows as it decodes, up to the bound.</summary>
    private static Result<byte[], StoreErrorCode> ExpandBrotli(Digest digest, ReadOnlySpan<byte> bytes, int maxBytes)
    {
        using var decoder = new System.IO.Compression.BrotliDecoder();
        var plain = new byte[Math.Min(maxBytes, FirstGuessBytes)];
        var filled = 0;
        while (true)
        {
            var status = decoder.Decompress(bytes, plain.AsSpan(filled), out var consumed, out var written);
            bytes = bytes[consumed..];
            filled += written;
            switch (status)
            {
                case OperationStatus.Done:
                    return bytes.IsEmpty ? plain[..filled] : StoreFaults.Damaged(digest, "bytes follow its end");
                case OperationStatus.DestinationTooSmall when plain.Length == maxBytes:
                    return TooLarge(digest, maxBytes);
                case OperationStatus.DestinationTooSmall:
                    Array.Resize(ref plain, (int)Math.Min(maxBytes, 2L * plain.Length));
                    break;
                default:
                    return StoreFaults.Damaged(digest, "it is no whole brotli stream");
            }
        }
    }

    private static Fault<StoreErrorCode> TooLarge(Digest digest, int maxBytes) =>
        new(StoreErrorCode.TooLarge, $"Object {digest} has more than the {maxBytes} bytes it may have.");

    private static Fault<StoreErrorCode> NoZstd(Digest digest) =>
        new(StoreErrorCode.Unsupported, $"Object {digest} is compressed with zstd, which this machine lacks.", "Install libzstd1 (apt-get install libzstd1).");
}
