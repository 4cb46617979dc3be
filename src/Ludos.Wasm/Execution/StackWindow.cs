using System.Runtime.CompilerServices;
using Ludos.Platform.Threading;

namespace Ludos.Wasm.Execution;

/// <summary>How far down the stack wasm code may go on the present thread.</summary>
internal static unsafe class StackWindow
{
    /// <summary>Kept below the limit for the frame that is being entered, a host function, the just-in-time compiler and the unwinding of a trap.</summary>
    public const int ReserveBytes = 256 * 1024;

    /// <summary>Lowest address a compiled function's frame may reach.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nuint LimitFor(int maxStackBytes)
    {
        byte here;
        var address = (nuint)(&here);
        var byOption = address > (nuint)maxStackBytes ? address - (nuint)maxStackBytes : 0;
        return Math.Max(byOption, ThreadStack.LowestAddress + ReserveBytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsBelow(nuint limit)
    {
        byte here;
        return (nuint)(&here) < limit;
    }
}
