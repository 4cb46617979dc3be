using System.Numerics;
using System.Runtime.InteropServices;

namespace Ludos.Bench.State.HandOver;

/// <summary>What is handed over and how the consumer sums it up; bench/state/handover.c does the same.</summary>
internal static class BlockDigest
{
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = 0x9E37_79B9_7F4A_7C15UL;
        foreach (var lane in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            hash = BitOperations.RotateLeft((hash ^ lane) * 0xFF51_AFD7_ED55_8CCDUL, 31);
        }

        return hash;
    }

    public static void Fill(Span<byte> bytes, ulong round)
    {
        var lanes = MemoryMarshal.Cast<byte, ulong>(bytes);
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = (((ulong)lane * sizeof(ulong)) + round) * 0x9E37_79B9_7F4A_7C15UL;
        }
    }
}
