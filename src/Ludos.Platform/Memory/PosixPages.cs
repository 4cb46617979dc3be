using System.Runtime.InteropServices;

namespace Ludos.Platform.Memory;

internal static unsafe partial class PosixPages
{
    public const int None = 0;
    public const int ReadWrite = 3;

    private const int MapPrivate = 0x02;
    private const int MapAnonymousLinux = 0x20;
    private const int MapAnonymousMac = 0x1000;
    private const int MapNoReserveLinux = 0x4000;
    private const int AdviseDontNeed = 4;

    /// <summary>Null when refused.</summary>
    public static byte* Reserve(nuint sizeBytes)
    {
        var flags = OperatingSystem.IsLinux() ? MapPrivate | MapAnonymousLinux | MapNoReserveLinux : MapPrivate | MapAnonymousMac;
        var address = Map(null, sizeBytes, None, flags, -1, 0);
        return (nint)address == -1 ? null : address;
    }

    public static int Discard(byte* address, nuint lengthBytes) => Advise(address, lengthBytes, AdviseDontNeed);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    public static partial int Protect(byte* address, nuint lengthBytes, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    public static partial int Unmap(byte* address, nuint lengthBytes);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* Map(byte* address, nuint lengthBytes, int protection, int flags, int fileDescriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* address, nuint lengthBytes, int advice);
}
