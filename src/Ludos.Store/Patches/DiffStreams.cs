using System.Buffers.Binary;
using Ludos.Base;

namespace Ludos.Store;

/// <summary>A difference as bytes: steps, deltas, new bytes, and the moves of a rewritten base, each compressed in the way that makes it smallest.</summary>
internal static class DiffStreams
{
    private const int StreamHeadBytes = 9;

    /// <summary>Bytes that the three numbers of a step take at most.</summary>
    private const int MaxStepBytes = 15;

    /// <summary>Bytes of the moves, more than any assembly needs.</summary>
    private const int MaxMoveBytes = 16 * 1024 * 1024;

    private const int Streams = 4;

    internal static byte[] Write(Diff diff, byte[] moves)
    {
        var steps = new NumberWriter();
        foreach (var step in diff.Steps)
        {
            steps.Add((uint)step.DeltaBytes);
            steps.Add((uint)step.ExtraBytes);
            steps.AddSigned(step.Jump);
        }

        var streams = new[] { steps.ToArray(), diff.Delta, diff.Extra, moves }.Select(Smallest).ToArray();
        var bytes = new byte[(Streams * StreamHeadBytes) + streams.Sum(stream => stream.Stored.Length)];
        var at = bytes.AsSpan();
        foreach (var (encoding, plainBytes, stored) in streams)
        {
            at[0] = (byte)encoding;
            BinaryPrimitives.WriteUInt32LittleEndian(at[1..], (uint)plainBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(at[5..], (uint)stored.Length);
            at = at[StreamHeadBytes..];
        }

        foreach (var (_, _, stored) in streams)
        {
            stored.CopyTo(at);
            at = at[stored.Length..];
        }

        return bytes;
    }

    /// <summary>Rebuilds the target: every place and length is checked before it is used.</summary>
    /// <param name="rewrite">What the first base becomes before; gets the moves, returns all bases joined.</param>
    internal static Fault<StoreErrorCode>? Apply(ReadOnlySpan<byte> bytes, Func<byte[], Result<ReadOnlyMemory<byte>, StoreErrorCode>> rewrite, Span<byte> after)
    {
        if (bytes.Length < Streams * StreamHeadBytes)
        {
            return StoreFaults.Malformed("The patch ends before its streams.");
        }

        var stored = bytes[(Streams * StreamHeadBytes)..];
        var plain = new byte[Streams][];
        long[] most = [(long)MaxStepBytes * (after.Length + 1), after.Length, after.Length, MaxMoveBytes];
        for (var stream = 0; stream < Streams; stream++)
        {
            var head = bytes.Slice(stream * StreamHeadBytes, StreamHeadBytes);
            var plainBytes = BinaryPrimitives.ReadUInt32LittleEndian(head[1..]);
            var storedBytes = BinaryPrimitives.ReadUInt32LittleEndian(head[5..]);
            if (plainBytes > Math.Min(most[stream], StoreLimits.MaxObjectBytes) || storedBytes > stored.Length)
            {
                return StoreFaults.Malformed($"Stream {stream} of the patch says {plainBytes} bytes in {storedBytes}; so many there cannot be.");
            }

            plain[stream] = new byte[plainBytes];
            if (Expand((ObjectEncoding)head[0], stored[..(int)storedBytes], plain[stream]) is { } fault)
            {
                return fault;
            }

            stored = stored[(int)storedBytes..];
        }

        return !stored.IsEmpty || plain[1].Length + plain[2].Length != after.Length ? StoreFaults.Malformed("The patch's streams do not add up to the target.")
            : rewrite(plain[3]).TryGet(out var before, out var refused) ? Follow(plain[0], plain[1], plain[2], before.Span, after)
            : refused;
    }

    private static Fault<StoreErrorCode>? Follow(ReadOnlySpan<byte> steps, ReadOnlySpan<byte> delta, ReadOnlySpan<byte> extra, ReadOnlySpan<byte> before, Span<byte> after)
    {
        long place = 0;
        for (var isFirst = true; !steps.IsEmpty; isFirst = false)
        {
            if (!NumberReader.TryRead(ref steps, out var deltaBytes) || !NumberReader.TryRead(ref steps, out var extraBytes) || !NumberReader.TryReadSigned(ref steps, out var jump))
            {
                return StoreFaults.Malformed("A step of the patch is cut off.");
            }

            if (deltaBytes > delta.Length || extraBytes > extra.Length || place < 0 || place > before.Length || deltaBytes > before.Length - place || (!isFirst && (deltaBytes | extraBytes) == 0))
            {
                return StoreFaults.Malformed("A step of the patch reaches beyond its files.");
            }

            Add(before.Slice((int)place, (int)deltaBytes), delta[..(int)deltaBytes], after);
            after = after[(int)deltaBytes..];
            delta = delta[(int)deltaBytes..];
            extra[..(int)extraBytes].CopyTo(after);
            after = after[(int)extraBytes..];
            extra = extra[(int)extraBytes..];
            place += deltaBytes + jump;
        }

        return after.IsEmpty ? null : StoreFaults.Malformed($"The patch leaves {after.Length} bytes open.");
    }

    private static void Add(ReadOnlySpan<byte> before, ReadOnlySpan<byte> delta, Span<byte> after)
    {
        for (var at = 0; at < delta.Length; at++)
        {
            after[at] = (byte)(before[at] + delta[at]);
        }
    }

    private static (ObjectEncoding Encoding, int PlainBytes, byte[] Stored) Smallest(byte[] plain)
    {
        var best = (Encoding: ObjectEncoding.Identity, PlainBytes: plain.Length, Stored: plain);
        var scratch = new byte[Math.Max(Compression.MaxBytes(plain.Length), System.IO.Compression.BrotliEncoder.GetMaxCompressedLength(plain.Length))];
        var length = Compression.TryCompress(plain, scratch, CompressionEffort.Small, out var encoding);
        if (length > 0)
        {
            best = (encoding, plain.Length, scratch[..length]);
        }

        length = Compression.ByBrotli(plain, scratch, CompressionEffort.Small);
        return length > 0 && length < best.Stored.Length ? (ObjectEncoding.Brotli, plain.Length, scratch[..length]) : best;
    }

    private static Fault<StoreErrorCode>? Expand(ObjectEncoding encoding, ReadOnlySpan<byte> stored, Span<byte> plain)
    {
        if (encoding == ObjectEncoding.Identity && stored.Length == plain.Length)
        {
            stored.CopyTo(plain);
            return null;
        }

        if (encoding == ObjectEncoding.Zstd && !Platform.Engines.Zstd.IsPresent)
        {
            return new Fault<StoreErrorCode>(StoreErrorCode.Unsupported, "The patch is compressed with zstd, which this machine lacks.", "Install libzstd1 (apt-get install libzstd1).");
        }

        return Compression.TryDecompress(encoding, stored, plain) ? null : StoreFaults.Malformed($"A stream of the patch does not decode to {plain.Length} bytes.");
    }
}
