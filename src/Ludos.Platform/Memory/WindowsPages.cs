using System.Runtime.InteropServices;

namespace Ludos.Platform.Memory;

internal static unsafe partial class WindowsPages
{
    public const uint Commit = 0x1000;
    public const uint Reserve = 0x2000;
    public const uint DecommitOnly = 0x4000;
    public const uint ReleaseAll = 0x8000;
    public const uint NoAccess = 0x01;
    public const uint ReadWrite = 0x04;

    [LibraryImport("kernel32")]
    public static partial byte* VirtualAlloc(byte* address, nuint sizeBytes, uint type, uint protection);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool VirtualFree(byte* address, nuint sizeBytes, uint type);
}
