using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ludos.Runtime.Timelines;

/// <summary>
/// What one tick changed: runs of (i32 offset in the world, i32 length, old XOR new). Applied to either side it gives the other, so one
/// record leads both back and forward. Nothing here allocates.
/// </summary>
internal static class WorldDelta
{
    /// <summary>Contents are compared in blocks of this many bytes; a region's last may be shorter.</summary>
    public const int BlockBytes = 32;

    public const int RunHeaderBytes = 8;

    /// <summary>The longest record of a world of so many bytes: runs stand at least a block apart, so at worst every other block has a header.</summary>
    public static long WorstBytes(long worldBytes, int regions) => worldBytes + (RunHeaderBytes * (worldBytes / (2 * BlockBytes))) + (RunHeaderBytes * (regions + 1L));

    /// <summary>Writes how <paramref name="kept"/> becomes <paramref name="now"/>, and makes it so.</summary>
    /// <param name="now">A region's content.</param>
    /// <param name="kept">The same bytes as they were; as long.</param>
    /// <param name="worldOffset">Where the region begins in the world.</param>
    /// <param name="destination">At least <see cref="WorstBytes"/> long.</param>
    /// <returns>Bytes written; 0 when nothing differs.</returns>
    public static int Encode(ReadOnlySpan<byte> now, Span<byte> kept, int worldOffset, Span<byte> destination)
    {
        var written = 0;
        var at = 0;
        while (true)
        {
            at = (at + now[at..].CommonPrefixLength(kept[at..])) / BlockBytes * BlockBytes;
            if (at >= now.Length || now.Length - at < BlockBytes && now[at..].SequenceEqual(kept[at..]))
            {
                return written;
            }

            var run = destination[written..];
            var length = EncodeRun(now[at..], kept[at..], run[RunHeaderBytes..]);
            BinaryPrimitives.WriteInt32LittleEndian(run, worldOffset + at);
            BinaryPrimitives.WriteInt32LittleEndian(run[sizeof(int)..], length);
            written += RunHeaderBytes + length;
            at += length;
            if (at >= now.Length)
            {
                return written;
            }
        }
    }

    /// <summary>Takes the world from one side of a record to the other.</summary>
    public static void Apply(ReadOnlySpan<byte> runs, Span<byte> world)
    {
        while (!runs.IsEmpty)
        {
            var offset = BinaryPrimitives.ReadInt32LittleEndian(runs);
            var length = BinaryPrimitives.ReadInt32LittleEndian(runs[sizeof(int)..]);
            Mix(runs.Slice(RunHeaderBytes, length), world.Slice(offset, length));
            runs = runs[(RunHeaderBytes + length)..];
        }
    }

    /// <summary>From the first byte on, while blocks differ.</summary>
    private static int EncodeRun(ReadOnlySpan<byte> now, Span<byte> kept, Span<byte> destination)
    {
        ref var source = ref MemoryMarshal.GetReference(now);
        ref var old = ref MemoryMarshal.GetReference(kept);
        ref var target = ref MemoryMarshal.GetReference(destination[..now.Length]);
        var at = 0;
        for (; at + BlockBytes <= now.Length; at += BlockBytes)
        {
            var block = Vector256.LoadUnsafe(ref source, (nuint)at);
            var difference = block ^ Vector256.LoadUnsafe(ref old, (nuint)at);
            if (difference == Vector256<byte>.Zero)
            {
                return at;
            }

            difference.StoreUnsafe(ref target, (nuint)at);
            block.StoreUnsafe(ref old, (nuint)at);
        }

        for (; at < now.Length; at++)
        {
            destination[at] = (byte)(now[at] ^ kept[at]);
            kept[at] = now[at];
        }

        return at;
    }

    private static void Mix(ReadOnlySpan<byte> difference, Span<byte> content)
    {
        ref var source = ref MemoryMarshal.GetReference(difference);
        ref var target = ref MemoryMarshal.GetReference(content);
        var at = 0;
        for (; at + BlockBytes <= content.Length; at += BlockBytes)
        {
            (Vector256.LoadUnsafe(ref source, (nuint)at) ^ Vector256.LoadUnsafe(ref target, (nuint)at)).StoreUnsafe(ref target, (nuint)at);
        }

        for (; at < content.Length; at++)
        {
            content[at] ^= difference[at];
        }
    }
}
