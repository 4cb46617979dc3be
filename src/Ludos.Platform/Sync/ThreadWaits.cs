using System.Runtime.InteropServices;

namespace Ludos.Platform.Sync;

/// <summary>How often the calling thread gave up its core to wait for something, as the kernel counts it.</summary>
public static unsafe partial class ThreadWaits
{
    private const int ThisThread = 1;
    private const int UsageBytes = 144;
    private const int VoluntarySwitchesOffset = 128;

    /// <summary>Waits since the thread began; null where the platform does not tell. One system call; allocates nothing.</summary>
    public static long? Count()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var usage = stackalloc byte[UsageBytes];
        return GetUsage(ThisThread, usage) == 0 ? *(long*)(usage + VoluntarySwitchesOffset) : null;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, byte* usage);
}
