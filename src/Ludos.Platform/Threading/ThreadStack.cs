using System.Runtime.InteropServices;

namespace Ludos.Platform.Threading;

/// <summary>Where the calling thread's stack ends.</summary>
public static unsafe partial class ThreadStack
{
    // What a thread has at the least when the system will not say; .NET starts none with less.
    private const ulong AssumedBytes = 256 * 1024;

    // Room for an opaque pthread_attr_t: 56 bytes with glibc and musl on 64-bit systems.
    private const int PosixAttributeBytes = 256;

    [ThreadStatic]
    private static nuint t_lowest;

    /// <summary>The lowest usable address of the calling thread's stack; asked of the system once a thread.</summary>
    public static nuint LowestAddress => t_lowest != 0 ? t_lowest : t_lowest = Ask();

    private static nuint Ask()
    {
        if (OperatingSystem.IsWindows())
        {
            GetCurrentThreadStackLimits(out var low, out _);
            return low;
        }

        byte here;
        var assumed = (nuint)(&here) - (nuint)AssumedBytes;
        if (OperatingSystem.IsMacOS())
        {
            var self = Self();
            return MacStackAddress(self) - MacStackSize(self);
        }

        var attributes = stackalloc byte[PosixAttributeBytes];
        if (GetAttributes(Self(), attributes) != 0)
        {
            return assumed;
        }

        var known = GetStack(attributes, out var address, out _) == 0 && GetGuardSize(attributes, out var guardBytes) == 0
            ? address + guardBytes
            : assumed;
        _ = DestroyAttributes(attributes);
        return known;
    }

    [LibraryImport("kernel32")]
    private static partial void GetCurrentThreadStackLimits(out nuint low, out nuint high);

    [LibraryImport("libc", EntryPoint = "pthread_self")]
    private static partial nint Self();

    [LibraryImport("libc", EntryPoint = "pthread_getattr_np")]
    private static partial int GetAttributes(nint thread, byte* attributes);

    [LibraryImport("libc", EntryPoint = "pthread_attr_getstack")]
    private static partial int GetStack(byte* attributes, out nuint address, out nuint sizeBytes);

    [LibraryImport("libc", EntryPoint = "pthread_attr_getguardsize")]
    private static partial int GetGuardSize(byte* attributes, out nuint sizeBytes);

    [LibraryImport("libc", EntryPoint = "pthread_attr_destroy")]
    private static partial int DestroyAttributes(byte* attributes);


    [LibraryImport("libc", EntryPoint = "pthread_get_stackaddr_np")]
    private static partial nuint MacStackAddress(nint thread);

    [LibraryImport("libc", EntryPoint = "pthread_get_stacksize_np")]
    private static partial nuint MacStackSize(nint thread);
}
