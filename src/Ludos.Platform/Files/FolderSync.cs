using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Files;

/// <summary>Brings the names in a folder that others use too to the disk. Thread-safe.</summary>
public static partial class FolderSync
{
    /// <summary>Returns once every name that the folder had at the call is on the disk. Windows does that by itself.</summary>
    public static Fault<FileErrorCode>? Bring(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var descriptor = Libc.Open(path, OperatingSystem.IsLinux() ? Libc.ReadOnlyCloexec : 0);
        if (descriptor < 0)
        {
            return new Fault<FileErrorCode>(FileErrorCode.Denied, $"{path} cannot be opened: {Libc.LastErrorText()}.", "Check owner and mode.");
        }

        using var folder = new SafeFileHandle(descriptor, ownsHandle: true);
        return SyncHandle(folder) == 0 ? null : new Fault<FileErrorCode>(FileErrorCode.Failed, $"{path} cannot be brought to the disk: {Libc.LastErrorText()}.");
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncHandle(SafeFileHandle file);
}
