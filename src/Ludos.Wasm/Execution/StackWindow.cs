using Ludos.Platform.Threading;

namespace Ludos.Wasm.Execution;

/// <summary>How far down the stack wasm code may go on the present thread.</summary>
internal static class StackWindow
{
    /// <summary>Kept below the limit for the frame that is being entered, a host function, the just-in-time compiler and the unwinding of a trap.</summary>
    public const int ReserveBytes = 256 * 1024;

    /// <summary>Lowest address a compiled function's frame may reach on the present thread.</summary>
    /// <param name="here">An address in the caller's frame.</param>
    public static nuint LimitFrom(nuint here, int maxStackBytes)
    {
        var byOption = here > (nuint)maxStackBytes ? here - (nuint)maxStackBytes : 0;
        return Math.Max(byOption, ThreadStack.LowestAddress + ReserveBytes);
    }
}
