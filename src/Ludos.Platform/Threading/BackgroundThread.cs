using System.Runtime.InteropServices;

namespace Ludos.Platform.Threading;

/// <summary>Makes a thread one that yields to others: for work that may take longer, beside work that may not come late.</summary>
public static partial class BackgroundThread
{
    /// <summary>
    /// The weight that the calling thread gives itself: about a tenth of an ordinary thread's where both want the same core. Not the least there is: while it holds something that others wait for, such as
    /// the end of its slice at a garbage collection, it must still come to run.
    /// </summary>
    public const int Nice = 10;

    private const int WhichProcess = 0;
    private const int ThisThread = 0;
    private const int SetIoPriorityX64 = 251;
    private const int SetIoPriorityArm64 = 30;
    private const int IoOfThread = 1;
    private const int IoIdleClass = 3 << 13;

    /// <summary>From now on the calling thread yields the processor and, where the kernel's scheduler honours it, the disk. It cannot be undone: use a thread of one's own.</summary>
    /// <returns>False where the platform has no such thing or refuses (Linux only).</returns>
    public static bool Enter()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        // On Linux "process 0" is the calling thread alone.
        var isLight = SetPriority(WhichProcess, ThisThread, Nice) == 0;
        var number = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => SetIoPriorityX64,
            Architecture.Arm64 => SetIoPriorityArm64,
            _ => 0,
        };
        if (number != 0)
        {
            _ = Call(number, IoOfThread, ThisThread, IoIdleClass);
        }

        return isLight;
    }

    /// <summary>The calling thread's nice value, -20 to 19; null off Linux.</summary>
    public static int? Current => OperatingSystem.IsLinux() ? GetPriority(WhichProcess, ThisThread) : null;

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int nice);

    [LibraryImport("libc", EntryPoint = "getpriority")]
    private static partial int GetPriority(int which, uint who);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, nint which, nint who, nint priority);
}
