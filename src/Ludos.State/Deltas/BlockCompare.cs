using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// Which blocks of two equally long contents differ. Both are read once, in order, and nothing is branched on, so that many scattered changes cost little
/// more than none. The vectors become two halves, or plain words, on processors without them.
/// </summary>
internal static class BlockCompare
{
    internal const int BlockBytes = ArenaLayout.DeltaBlockBytes;
    internal const int BlocksPerChunk = 64;
    internal const int ChunkBytes = BlockBytes * BlocksPerChunk;

    /// <summary>A word of 64 bits says of 64 words of 64 bits whether they are equal: four to a block, sixteen blocks.</summary>
    private const int BlocksPerStretch = 16;

    /// <summary>From here on it is quicker to look at all blocks of a chunk than at its edges one by one.</summary>
    private const int ManyEdges = 6;

    private const int WordsPerBlock = BlockBytes / sizeof(ulong);
    private const int StretchBytes = BlockBytes * BlocksPerStretch;
    private const ulong LowestOfEachBlock = 0x1111_1111_1111_1111;

    /// <summary>One bit for each of the 64 blocks of a chunk, set where they differ.</summary>
    internal static ulong Chunk(ref byte before, ref byte after)
    {
        var changed = 0UL;
        for (var stretch = 0; stretch < BlocksPerChunk; stretch += BlocksPerStretch)
        {
            changed |= (ulong)Stretch(ref before, ref after) << stretch;
            before = ref Unsafe.Add(ref before, StretchBytes);
            after = ref Unsafe.Add(ref after, StretchBytes);
        }

        return changed;
    }

    /// <summary>The same for what is left at the end: fewer than <see cref="ChunkBytes"/>, the last block perhaps cut short.</summary>
    internal static ulong Tail(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var changed = 0UL;
        for (var block = 0; block * BlockBytes < after.Length; block++)
        {
            var at = block * BlockBytes;
            var length = Math.Min(BlockBytes, after.Length - at);
            changed |= before.Slice(at, length).SequenceEqual(after.Slice(at, length)) ? 0UL : 1UL << block;
        }

        return changed;
    }

    /// <summary>Lines of two blocks: one bit for each of the 32, set where either block differs.</summary>
    internal static uint Pairs(ulong changed)
    {
        const ulong lowestOfEachPair = 0x5555_5555_5555_5555;
        changed = (changed | (changed >> 1)) & lowestOfEachPair;
        if (Bmi2.X64.IsSupported)
        {
            return (uint)Bmi2.X64.ParallelBitExtract(changed, lowestOfEachPair);
        }

        changed = (changed | (changed >> 1)) & 0x3333_3333_3333_3333;
        changed = (changed | (changed >> 2)) & 0x0F0F_0F0F_0F0F_0F0F;
        changed = (changed | (changed >> 4)) & 0x00FF_00FF_00FF_00FF;
        changed = (changed | (changed >> 8)) & 0x0000_FFFF_0000_FFFF;
        return (uint)(changed | (changed >> 16));
    }

    /// <summary>Where runs of changed blocks begin and end: a bit set where a block differs from the one before it in having changed.</summary>
    /// <param name="carry">1 when the block before this chunk had changed.</param>
    internal static ulong Edges(ulong changed, ulong carry) => changed ^ ((changed << 1) | carry);

    /// <summary>Writes the place of every edge, in bytes; returns how many. <paramref name="places"/> must have room for all.</summary>
    /// <param name="edges">Not zero.</param>
    internal static int Write(ulong edges, uint chunkStart, Span<uint> places)
    {
        var edgeCount = BitOperations.PopCount(edges);
        if (Avx512F.IsSupported && edgeCount >= ManyEdges && places.Length >= BlocksPerChunk + Vector512<uint>.Count)
        {
            WriteMany(edges, chunkStart, ref places[0]);
            return edgeCount;
        }

        ref var place = ref places[..edgeCount][0];
        var count = 0;
        for (; edges != 0; edges &= edges - 1)
        {
            Unsafe.Add(ref place, count++) = chunkStart + ((uint)BitOperations.TrailingZeroCount(edges) * BlockBytes);
        }

        return count;
    }

    /// <summary>Sixteen blocks at a time, their edges moved together and stored with what lies behind them, which the next store covers.</summary>
    private static void WriteMany(ulong edges, uint chunkStart, ref uint places)
    {
        var lanes = Vector512.Create(1U, 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5, 1 << 6, 1 << 7, 1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15);
        var at = Vector512.Create(chunkStart) + (Vector512<uint>.Indices * (uint)BlockBytes);
        for (var part = 0; part < BlocksPerChunk; part += Vector512<uint>.Count)
        {
            var bits = (uint)(edges >> part) & ushort.MaxValue;
            var isEdge = Vector512.Equals(Vector512.Create(bits) & lanes, lanes);
            Avx512F.Compress(Vector512<uint>.Zero, isEdge, at).StoreUnsafe(ref places);
            places = ref Unsafe.Add(ref places, BitOperations.PopCount(bits));
            at += Vector512.Create((uint)(Vector512<uint>.Count * BlockBytes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Stretch(ref byte before, ref byte after)
    {
        var words = ~EqualWords(ref before, ref after);
        if (words == 0)
        {
            return 0;
        }

        words |= words >> 1;
        words |= words >> 2;
        return Gather(words & LowestOfEachBlock);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EqualWords(ref byte before, ref byte after)
    {
        var equal = 0UL;
        if (Vector512.IsHardwareAccelerated)
        {
            for (nuint at = 0; at < StretchBytes; at += (nuint)Vector512<byte>.Count)
            {
                var isEqual = Vector512.Equals(Vector512.LoadUnsafe(ref before, at).AsUInt64(), Vector512.LoadUnsafe(ref after, at).AsUInt64());
                equal |= isEqual.ExtractMostSignificantBits() << (int)(at / sizeof(ulong));
            }

            return equal;
        }

        for (nuint at = 0; at < StretchBytes; at += (nuint)Vector256<byte>.Count)
        {
            var isEqual = Vector256.Equals(Vector256.LoadUnsafe(ref before, at).AsUInt64(), Vector256.LoadUnsafe(ref after, at).AsUInt64());
            equal |= (ulong)isEqual.ExtractMostSignificantBits() << (int)(at / sizeof(ulong));
        }

        return equal;
    }

    /// <summary>Every fourth bit, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Gather(ulong bits)
    {
        if (Bmi2.X64.IsSupported)
        {
            return (uint)Bmi2.X64.ParallelBitExtract(bits, LowestOfEachBlock);
        }

        bits = (bits | (bits >> (WordsPerBlock - 1))) & 0x0303_0303_0303_0303;
        bits = (bits | (bits >> (2 * (WordsPerBlock - 1)))) & 0x000F_000F_000F_000F;
        bits = (bits | (bits >> (4 * (WordsPerBlock - 1)))) & 0x0000_00FF_0000_00FF;
        return (uint)((bits | (bits >> (8 * (WordsPerBlock - 1)))) & 0xFFFF);
    }
}
