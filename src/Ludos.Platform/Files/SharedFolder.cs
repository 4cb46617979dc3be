using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Files;

/// <summary>A folder of the file system that any number of processes and threads may use at once; who needs to be alone takes a <see cref="FileLock"/>.</summary>
public sealed partial class SharedFolder : IFolder
{
    private readonly SafeFileHandle? _folder;

    private SharedFolder(string path, SafeFileHandle? folder)
    {
        Path = path;
        _folder = folder;
    }

    public string Path { get; }

    /// <summary>Opens a folder; makes it, for its owner alone, where there is none.</summary>
    public static Result<SharedFolder, FileErrorCode> Open(string path)
    {
        try
        {
            var full = System.IO.Path.GetFullPath(path);
            if (OperatingSystem.IsWindows())
            {
                _ = Directory.CreateDirectory(full);
                return new SharedFolder(full, null);
            }

            _ = Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var raw = Libc.Open(full, OperatingSystem.IsLinux() ? Libc.ReadOnlyCloexec : 0);
            return raw < 0
                ? new Fault<FileErrorCode>(FileErrorCode.Denied, $"{full} cannot be opened: {Libc.LastErrorText()}.", "Check owner and mode.")
                : new SharedFolder(full, new SafeFileHandle(raw, ownsHandle: true));
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

    public void Dispose() => _folder?.Dispose();

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

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncHandle(SafeFileHandle file);
}
