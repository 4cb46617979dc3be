using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ludos.State;

/// <summary>Lines added to lines, bit by bit without carry: what leads from one content to the next leads back as well, and in any order.</summary>
internal static unsafe class LineXor
{
    /// <summary>Runs fetched ahead of the one that is worked on.</summary>
    internal const int Ahead = 12;

    private const int LineBytes = LineSet.LineBytes;

    /// <summary><paramref name="to"/> becomes the difference of the two contents.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Between(byte* one, byte* other, byte* to, long bytes)
    {
        for (long at = 0; at < bytes; at += LineBytes)
        {
            (Vector512.Load(one + at) ^ Vector512.Load(other + at)).Store(to + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Into(byte* content, byte* difference, long bytes)
    {
        for (long at = 0; at < bytes; at += LineBytes)
        {
            (Vector512.Load(content + at) ^ Vector512.Load(difference + at)).Store(content + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsEqual(byte* one, byte* other) => Vector512.Load(one) == Vector512.Load(other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Fetch(byte* line)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(line);
        }
    }
}
