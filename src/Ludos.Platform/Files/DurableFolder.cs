using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Files;

/// <summary>A folder of the file system, held to this process alone until it is disposed or the process dies.</summary>
public sealed partial class DurableFolder : IFolder
{
    private const int ExclusiveNow = 2 | 4;
    private const int Release = 8;

    private readonly SafeFileHandle? _folder;

    private DurableFolder(string path, SafeFileHandle? folder)
    {
        Path = path;
        _folder = folder;
    }

    public string Path { get; }

    /// <summary>Opens a folder; makes it, for its owner alone, where there is none.</summary>
    public static Result<DurableFolder, FileErrorCode> Open(string path)
    {
        try
        {
            var full = System.IO.Path.GetFullPath(path);
            if (OperatingSystem.IsWindows())
            {
                _ = Directory.CreateDirectory(full);
                return new DurableFolder(full, null);
            }

            _ = Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return Hold(full);
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            return FileFaults.Of(error, path);
        }
    }

    public Result<IReadOnlyList<string>, FileErrorCode> Names()
    {
        try
        {
            return Directory.EnumerateFiles(Path).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal).ToArray();
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            return FileFaults.Of(error, Path);
        }
    }

    public Result<IAppendFile, FileErrorCode> Create(string name) => AppendFile.Create(PathOf(name), replace: false);

    public Result<IReadFile, FileErrorCode> OpenFile(string name) => ReadFile.Open(PathOf(name));

    public Fault<FileErrorCode>? Rename(string from, string to) => Try(() => File.Move(PathOf(from), PathOf(to), overwrite: true));

    public Fault<FileErrorCode>? Delete(string name) => Try(() => File.Delete(PathOf(name)));

    public Fault<FileErrorCode>? Sync() => _folder is null || SyncHandle(_folder) == 0
        ? null
        : new Fault<FileErrorCode>(FileErrorCode.Failed, $"{Path} cannot be brought to the disk: {Libc.LastErrorText()}.");

    public void Dispose()
    {
        if (_folder is { IsClosed: false })
        {
            // A child that another thread has forked and that has not come to its exec yet shares this lock: closing alone would leave it held.
            _ = LockHandle(_folder, Release);
            _folder.Dispose();
        }
    }

    private static Result<DurableFolder, FileErrorCode> Hold(string full)
    {
        var raw = Libc.Open(full, OperatingSystem.IsLinux() ? Libc.ReadOnlyCloexec : 0);
        if (raw < 0)
        {
            return new Fault<FileErrorCode>(FileErrorCode.Denied, $"{full} cannot be opened: {Libc.LastErrorText()}.", "Check owner and mode.");
        }

        var handle = new SafeFileHandle(raw, ownsHandle: true);
        if (LockHandle(handle, ExclusiveNow) != 0)
        {
            handle.Dispose();
            return new Fault<FileErrorCode>(FileErrorCode.Busy, $"Another process uses {full}.", "Stop that game, or name another folder.");
        }

        return new DurableFolder(full, handle);
    }

    private string PathOf(string name) => System.IO.Path.Combine(Path, name);

    private Fault<FileErrorCode>? Try(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            return FileFaults.Of(error, Path);
        }
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int LockHandle(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncHandle(SafeFileHandle file);
}
