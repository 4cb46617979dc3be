using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ludos.State;

/// <summary>Finds where changed stretches begin and end: even places begin one, odd places end it.</summary>
internal static class DeltaScan
{
    /// <returns>False when there are more edges than places.</returns>
    internal static bool TryFindEdges(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, Span<uint> places, out int count)
    {
        count = 0;
        var carry = 0UL;
        var at = 0;
        for (; at <= after.Length - BlockCompare.ChunkBytes; at += BlockCompare.ChunkBytes)
        {
            ref var older = ref Unsafe.Add(ref MemoryMarshal.GetReference(before), at);
            ref var newer = ref Unsafe.Add(ref MemoryMarshal.GetReference(after), at);
            if (!TryAdd(BlockCompare.Chunk(ref older, ref newer), ref carry, at, places, ref count))
            {
                return false;
            }
        }

        if (!TryAdd(BlockCompare.Tail(before[at..], after[at..]), ref carry, at, places, ref count))
        {
            return false;
        }

        // A run that reaches the end is closed there, or a little behind it when the last block is cut short.
        if ((count & 1) != 0)
        {
            if (count == places.Length)
            {
                return false;
            }

            places[count++] = (uint)after.Length;
        }
        else if (count > 0)
        {
            places[count - 1] = Math.Min(places[count - 1], (uint)after.Length);
        }

        return true;
    }

    private static bool TryAdd(ulong changed, ref ulong carry, int chunkStart, Span<uint> places, ref int count)
    {
        var edges = BlockCompare.Edges(changed, carry);
        carry = changed >> (BlockCompare.BlocksPerChunk - 1);
        if (edges == 0)
        {
            return true;
        }

        if (BitOperations.PopCount(edges) > places.Length - count)
        {
            return false;
        }

        count += BlockCompare.Write(edges, (uint)chunkStart, places[count..]);
        return true;
    }
}
