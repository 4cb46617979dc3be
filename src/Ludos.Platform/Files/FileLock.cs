using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Files;

/// <summary>
/// A lock that processes, and holders within one, share by naming a file. Many may hold it shared, or one alone. It ends with its holder's process.
/// On Windows nobody waits: a lock that is taken is <see cref="FileErrorCode.Busy"/> at once.
/// </summary>
public sealed partial class FileLock : IDisposable
{
    private const int SharedOperation = 1;
    private const int ExclusiveOperation = 2;
    private const int AtOnce = 4;
    private const int Release = 8;

    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file) => _file = file;

    /// <summary>Takes it together with other shared holders; waits while one holds it alone.</summary>
    public static Result<FileLock, FileErrorCode> Share(string path) => Take(path, SharedOperation);

    /// <summary>Takes it alone; waits while others hold it.</summary>
    public static Result<FileLock, FileErrorCode> Alone(string path) => Take(path, ExclusiveOperation);

    /// <summary>Takes it alone, or is <see cref="FileErrorCode.Busy"/>.</summary>
    public static Result<FileLock, FileErrorCode> TryAlone(string path) => Take(path, ExclusiveOperation | AtOnce);

    public void Dispose()
    {
        if (_file.IsClosed)
        {
            return;
        }

        // A child that another thread has forked and that has not come to its exec yet shares this lock: closing alone would leave it held.
        if (!OperatingSystem.IsWindows())
        {
            _ = LockHandle(_file, Release);
        }

        _file.Dispose();
    }

    private static Result<FileLock, FileErrorCode> Take(string path, int operation)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                var share = (operation & SharedOperation) != 0 ? FileShare.ReadWrite : FileShare.None;
                return new FileLock(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Read, share));
            }

            Make(path);

            // Not through the framework, which takes a lock of its own at opening and fails where another holds this one.
            var raw = Libc.Open(path, OperatingSystem.IsLinux() ? Libc.ReadOnlyCloexec : 0);
            if (raw < 0)
            {
                return new Fault<FileErrorCode>(FileErrorCode.Denied, $"{path} cannot be opened: {Libc.LastErrorText()}.", "Check owner and mode.");
            }

            var file = new SafeFileHandle(raw, ownsHandle: true);
            if (Lock(file, operation))
            {
                return new FileLock(file);
            }

            file.Dispose();
            return Taken(path);
        }
        catch (IOException) when (OperatingSystem.IsWindows() && File.Exists(path))
        {
            return Taken(path);
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            return FileFaults.Of(error, path);
        }
    }

    private static Fault<FileErrorCode> Taken(string path) => new(FileErrorCode.Busy, $"{path} is held by another.", "Try again when it is done.");

    private static void Make(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        try
        {
            File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another made it between the question and the call.
        }
    }

    private static bool Lock(SafeFileHandle file, int operation)
    {
        int outcome;
        do
        {
            outcome = LockHandle(file, operation);
        }
        while (outcome != 0 && Marshal.GetLastPInvokeError() == Libc.EINTR);
        return outcome == 0;
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int LockHandle(SafeFileHandle file, int operation);
}
