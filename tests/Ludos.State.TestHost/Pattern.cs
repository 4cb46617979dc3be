using System.Runtime.InteropServices;

namespace Ludos.State.TestHost;

/// <summary>Content that depends on the epoch in every word, so that a mixture of two epochs cannot pass.</summary>
internal static class Pattern
{
    internal static void Fill(Span<byte> bytes, ulong epoch)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = Word(epoch, index);
        }
    }

    internal static bool Holds(ReadOnlySpan<byte> bytes, ulong epoch)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        for (var index = 0; index < words.Length; index++)
        {
            if (words[index] != Word(epoch, index))
            {
                return false;
            }
        }

        return true;
    }

    private static ulong Word(ulong epoch, int index) => (epoch * 0x9E37_79B9_7F4A_7C15) ^ (uint)index;
}
