using System.Runtime.InteropServices;
using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Ipc;

/// <summary>Holds a folder to oneself against other starters. The lock is on the folder's own descriptor: no lock file, and the kernel drops it with the process.</summary>
internal sealed partial class FolderLock : IDisposable
{
    private const int Exclusive = 2;
    private const int Release = 8;

    private readonly SafeFileHandle? _folder;

    private FolderLock(SafeFileHandle? folder) => _folder = folder;

    /// <summary>Waits for the lock. Where folders cannot be locked, or the folder cannot be opened, holds nothing: the bind that follows says why.</summary>
    internal static FolderLock Take(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return new FolderLock(null);
        }

        var raw = Libc.Open(folder, OperatingSystem.IsLinux() ? Libc.ReadOnlyCloexec : 0);
        if (raw < 0)
        {
            return new FolderLock(null);
        }

        var handle = new SafeFileHandle(raw, ownsHandle: true);
        while (Lock(handle, Exclusive) != 0 && Marshal.GetLastPInvokeError() == Libc.EINTR)
        {
        }

        return new FolderLock(handle);
    }

    public void Dispose()
    {
        if (_folder is { IsClosed: false })
        {
            // A child that another thread has forked and that has not come to its exec yet shares this lock: closing alone would leave it held.
            _ = Lock(_folder, Release);
            _folder.Dispose();
        }
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);
}
