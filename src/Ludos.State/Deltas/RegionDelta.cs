using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Base.Checksums;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// What changed in a region's content between two epochs: a head of 48 bytes, runs, and the runs' bytes; docs/reference/state-time.md has the layout.
/// Contents are compared in blocks of 32 bytes, so one content and one other always give the same delta, on every machine. Allocates nothing, except
/// to say what is wrong. Thread-safe, for memory that nobody writes meanwhile.
/// </summary>
public static partial class RegionDelta
{
    /// <summary>A changed block costs eight bytes more at most once in every two blocks, so one run over everything is the longest delta.</summary>
    private const int LongestFrame = DeltaHead.SizeBytes + DeltaRun.SizeBytes;

    /// <summary>Bytes of payload that are copied before their checksum is taken.</summary>
    private const int SumBytes = 12 * 1024;

    private static readonly Fault<DeltaErrorCode> TooSmall = new(DeltaErrorCode.TooSmall, "The delta does not fit into its destination.", "RegionDelta.MaxBytes is always enough.");

    /// <summary>Bytes that the delta of a content of that size never exceeds.</summary>
    public static long MaxBytes(long contentBytes) => LongestFrame + contentBytes;

    /// <summary>Bytes of the delta that begins with <paramref name="head"/> (48 bytes or more), for framing; nothing else of it has been checked.</summary>
    public static long LengthOf(ReadOnlySpan<byte> head) => MemoryMarshal.Read<DeltaHead>(head).TotalBytes();

    /// <summary>
    /// Finds what differs, in blocks of 32 bytes, neighbouring blocks as one run. Reads both contents once at the speed of memory, whatever they hold.
    /// False when <paramref name="runs"/> cannot hold them all; half as many as there are blocks, and one, always suffice.
    /// </summary>
    /// <exception cref="ArgumentException">The contents differ in length.</exception>
    public static bool TryFindRuns(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, Span<DeltaRun> runs, out int count)
    {
        ThrowUnlessEqual(before.Length, after.Length);
        count = 0;
        var edges = MemoryMarshal.Cast<DeltaRun, uint>(runs);
        if (!DeltaScan.TryFindEdges(before, after, edges, out var found))
        {
            return false;
        }

        ToRuns(edges[..found]);
        count = found / 2;
        return true;
    }

    /// <summary>Writes what leads from <paramref name="before"/> to <paramref name="after"/>. Returns its bytes, or <see cref="DeltaErrorCode.TooSmall"/>.</summary>
    /// <exception cref="ArgumentException">The contents differ in length, or the stamp's epoch is not above its base.</exception>
    public static Result<int, DeltaErrorCode> Encode(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, in DeltaStamp stamp, Span<byte> destination)
    {
        ThrowUnlessEqual(before.Length, after.Length);
        ThrowUnlessForward(stamp);
        if (destination.Length < DeltaHead.SizeBytes)
        {
            return TooSmall;
        }

        var edges = MemoryMarshal.Cast<byte, uint>(destination[DeltaHead.SizeBytes..]);
        return DeltaScan.TryFindEdges(before, after, edges, out var count) ? Finish(after, stamp, destination, count / 2) : TooSmall;
    }

    /// <summary>Writes the whole content, which can be applied to any. Returns its bytes, or <see cref="DeltaErrorCode.TooSmall"/>.</summary>
    public static Result<int, DeltaErrorCode> EncodeKey(ReadOnlySpan<byte> content, in DeltaStamp stamp, Span<byte> destination)
    {
        if (destination.Length < MaxBytes(content.Length))
        {
            return TooSmall;
        }

        var runs = content.IsEmpty ? 0 : 1;
        var body = destination[DeltaHead.SizeBytes..];
        MemoryMarshal.Write(body, new DeltaRun(0, (uint)content.Length));
        content.CopyTo(body[(runs * DeltaRun.SizeBytes)..]);
        var checksum = Crc32C.Of(body[..((runs * DeltaRun.SizeBytes) + content.Length)]);
        return Seal(stamp with { BaseEpoch = 0 }, destination, content.Length, runs, content.Length, ArenaLayout.DeltaKeyFlag, checksum);
    }

    /// <summary>
    /// Brings <paramref name="content"/> from the delta's base epoch to its epoch. Everything is checked first: a refused delta changes no byte. Content that
    /// is already at the delta's epoch is left as it is.
    /// </summary>
    /// <param name="contentEpoch">The epoch that the content is at.</param>
    /// <param name="schema">The content's; the delta must be of the same stride, and of the same size as the content.</param>
    /// <returns>The epoch that the content is now at.</returns>
    public static Result<ulong, DeltaErrorCode> Apply(ReadOnlySpan<byte> delta, Span<byte> content, ulong contentEpoch, RegionSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (!DeltaReader.TryOpen(delta, out var reader, out var fault))
        {
            return fault;
        }

        if (reader.StrideBytes != schema.StrideBytes || reader.ContentBytes != content.Length)
        {
            return new Fault<DeltaErrorCode>(DeltaErrorCode.SchemaMismatch,
                $"The delta is of {reader.ContentBytes} bytes in elements of {reader.StrideBytes}; region '{schema.Name}' has {content.Length} in elements of {schema.StrideBytes}.");
        }

        if (contentEpoch == reader.Epoch)
        {
            return contentEpoch;
        }

        if (!reader.IsKey && contentEpoch != reader.BaseEpoch)
        {
            return new Fault<DeltaErrorCode>(DeltaErrorCode.WrongBase, $"The delta leads from epoch {reader.BaseEpoch} to {reader.Epoch}, but region '{schema.Name}' is at {contentEpoch}.",
                "Apply the deltas in order, or begin with a key.");
        }

        reader.CopyTo(content);
        return reader.Epoch;
    }

    /// <summary>Turns edges into runs in place, then lets their bytes follow. The checksum is taken while they are still in the nearest cache.</summary>
    internal static Result<int, DeltaErrorCode> Finish(ReadOnlySpan<byte> after, in DeltaStamp stamp, Span<byte> destination, int runs)
    {
        var frame = destination.Slice(DeltaHead.SizeBytes, runs * DeltaRun.SizeBytes);
        var payload = destination[(DeltaHead.SizeBytes + frame.Length)..];
        var edges = MemoryMarshal.Cast<byte, uint>(frame);
        ToRuns(edges);
        var checksum = Crc32C.Of(frame);
        var (written, summed) = (0, 0);
        for (var run = 0; run < edges.Length; run += 2)
        {
            var (start, length) = ((int)edges[run], (int)edges[run + 1]);
            if (length > payload.Length - written)
            {
                return TooSmall;
            }

            BlockCopy.Copy(after.Slice(start, length), payload[written..]);
            written += length;
            if (written - summed >= SumBytes)
            {
                checksum = Crc32C.Append(checksum, payload[summed..written]);
                summed = written;
            }
        }

        checksum = Crc32C.Append(checksum, payload[summed..written]);
        return Seal(stamp, destination, after.Length, runs, written, flags: 0, checksum);
    }

    internal static void ThrowUnlessForward(in DeltaStamp stamp)
    {
        if (stamp.Epoch <= stamp.BaseEpoch)
        {
            throw new ArgumentException($"A delta from epoch {stamp.BaseEpoch} cannot lead to {stamp.Epoch}.", nameof(stamp));
        }
    }

    private static void ToRuns(Span<uint> edges)
    {
        for (var run = 0; run < edges.Length; run += 2)
        {
            edges[run + 1] -= edges[run];
        }
    }

    private static void ThrowUnlessEqual(int before, int after)
    {
        if (before != after)
        {
            throw new ArgumentException($"Contents of {before} and {after} bytes have no delta; use a key.", nameof(after));
        }
    }

    private static int Seal(in DeltaStamp stamp, Span<byte> destination, int contentBytes, int runs, int payloadBytes, ushort flags, uint checksum)
    {
        var head = new DeltaHead
        {
            Magic = ArenaLayout.DeltaMagic,
            Version = ArenaLayout.DeltaVersion,
            Flags = flags,
            Region = stamp.Region,
            StrideBytes = (uint)stamp.StrideBytes,
            BaseEpoch = stamp.BaseEpoch,
            Epoch = stamp.Epoch,
            ContentBytes = (uint)contentBytes,
            RunCount = (uint)runs,
            PayloadBytes = (uint)payloadBytes,
            Checksum = checksum,
        };
        MemoryMarshal.Write(destination, head);
        return (int)head.TotalBytes();
    }
}
