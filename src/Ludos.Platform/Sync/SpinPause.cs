using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Ludos.Platform.Sync;

/// <summary>
/// One pause between two looks at a word that another core will change soon. Shorter than <see cref="Thread.SpinWait"/>, which makes its pauses equally long on all
/// processors: here the next look matters, not the time between.
/// </summary>
public static class SpinPause
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Once()
    {
        if (X86Base.IsSupported)
        {
            X86Base.Pause();
        }
        else if (ArmBase.IsSupported)
        {
            ArmBase.Yield();
        }
        else
        {
            Thread.SpinWait(1);
        }
    }
}
