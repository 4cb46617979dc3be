using System.Numerics;
using System.Runtime.InteropServices;

namespace Ludos.Bench.Torn;

/// <summary>A frame that proves itself: its epoch, a checksum over the rest, and content that differs in every word from epoch to epoch.</summary>
internal static class Frame
{
    internal const int SizeBytes = 64 * 1024;

    private const int EpochWord = 0;
    private const int ChecksumWord = 1;
    private const int FirstContentWord = 2;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    internal static void Fill(Span<byte> bytes, ulong epoch)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var content = words[FirstContentWord..];
        var value = epoch * Multiplier;
        for (var index = 0; index < content.Length; index++)
        {
            content[index] = value;
            value += Multiplier | 1;
        }

        words[EpochWord] = epoch;
        words[ChecksumWord] = Checksum(content, epoch);
    }

    /// <summary>The two halves may be read at different moments: that is what a slow reader does.</summary>
    internal static bool Verify(ReadOnlySpan<byte> bytes, ulong epoch, Action betweenHalves)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var content = words[FirstContentWord..];
        var half = content.Length / 2;
        var (writtenEpoch, writtenSum) = (words[EpochWord], words[ChecksumWord]);
        var sum = Checksum(content[..half], epoch);
        betweenHalves();
        return Checksum(content[half..], sum) == writtenSum && writtenEpoch == epoch;
    }

    private static ulong Checksum(ReadOnlySpan<ulong> words, ulong seed)
    {
        var sum = seed;
        foreach (var word in words)
        {
            sum = (BitOperations.RotateLeft(sum, 5) ^ word) * Multiplier;
        }

        return sum;
    }
}
