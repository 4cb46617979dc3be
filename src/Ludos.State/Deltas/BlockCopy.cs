using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ludos.State;

/// <summary>Copies short stretches without a call: most runs are a block or two.</summary>
internal static class BlockCopy
{
    /// <summary>From here on the library's copy is faster than its call is slow.</summary>
    private const int LongBytes = 512;

    /// <exception cref="ArgumentException">The target is shorter than what is to be copied.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        if (from.Length >= LongBytes || from.Length % Vector256<byte>.Count != 0 || from.Length > to.Length)
        {
            from.CopyTo(to);
            return;
        }

        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        for (nuint at = 0; at < (nuint)from.Length; at += (nuint)Vector256<byte>.Count)
        {
            Vector256.LoadUnsafe(ref source, at).StoreUnsafe(ref target, at);
        }
    }
}
