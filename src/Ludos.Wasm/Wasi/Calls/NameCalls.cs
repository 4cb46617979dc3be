using System.Text;

namespace Ludos.Wasm.Wasi.Calls;

/// <summary>
/// What makes, moves and removes names. What POSIX says of "." and ".." and of a slash at the end is decided here, once for all folders;
/// they see one plain name.
/// </summary>
internal sealed class NameCalls(GuestMemory memory, DescriptorTable descriptors, WasiLimits limits)
{
    private const int SymlinkFollow = 1;

    public void AddTo(ImportSet imports) => imports
        .Function(WasiHost.ModuleName, "path_create_directory", (Func<int, int, int, int>)((fd, path, length) => (int)CreateDirectory(fd, path, length)))
        .Function(WasiHost.ModuleName, "path_remove_directory", (Func<int, int, int, int>)((fd, path, length) => (int)RemoveDirectory(fd, path, length)))
        .Function(WasiHost.ModuleName, "path_unlink_file", (Func<int, int, int, int>)((fd, path, length) => (int)Unlink(fd, path, length)))
        .Function(WasiHost.ModuleName, "path_rename", (Func<int, int, int, int, int, int, int>)((fd, path, length, toFd, toPath, toLength) => (int)Rename(fd, path, length, toFd, toPath, toLength)))
        .Function(WasiHost.ModuleName, "path_link", (Func<int, int, int, int, int, int, int, int>)((fd, flags, path, length, toFd, toPath, toLength) => (int)Link(fd, flags, path, length, toFd, toPath, toLength)))
        .Function(WasiHost.ModuleName, "path_symlink", (Func<int, int, int, int, int, int>)((content, contentLength, fd, path, length) => (int)Symlink(content, contentLength, fd, path, length)));

    private WasiErrno CreateDirectory(int fd, int pathPointer, int pathLength)
    {
        var error = Find(fd, WasiRights.PathCreateDirectory, pathPointer, pathLength, out var folder, out var path);
        return error != WasiErrno.Success ? error
            : path.Name is null ? Existing(folder, path, WasiErrno.Exist)
            : folder.CreateDirectory(path.Trimmed);
    }

    private WasiErrno RemoveDirectory(int fd, int pathPointer, int pathLength)
    {
        var error = Find(fd, WasiRights.PathRemoveDirectory, pathPointer, pathLength, out var folder, out var path);
        return error != WasiErrno.Success ? error
            : path.Name is null ? Existing(folder, path, EndsUpwards(path) ? WasiErrno.Notempty : WasiErrno.Inval)
            : folder.RemoveDirectory(path.Trimmed);
    }

    private WasiErrno Unlink(int fd, int pathPointer, int pathLength)
    {
        var error = Find(fd, WasiRights.PathUnlinkFile, pathPointer, pathLength, out var folder, out var path);
        return error != WasiErrno.Success ? error
            : path.Name is null ? Existing(folder, path, WasiErrno.Isdir)
            : path.MustBeDirectory ? ByType(folder, path, WasiErrno.Isdir, WasiErrno.Notdir)
            : folder.Unlink(path);
    }

    private WasiErrno Rename(int fd, int pathPointer, int pathLength, int toFd, int toPointer, int toLength)
    {
        var error = Find(fd, WasiRights.PathRenameSource, pathPointer, pathLength, out var folder, out var path);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        error = Find(toFd, WasiRights.PathRenameTarget, toPointer, toLength, out var target, out var targetPath);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        if (path.Name is null)
        {
            return Existing(folder, path, WasiErrno.Busy);
        }

        if (targetPath.Name is null)
        {
            return Existing(target, targetPath, WasiErrno.Busy);
        }

        if (path.MustBeDirectory || targetPath.MustBeDirectory)
        {
            error = ByType(folder, path, WasiErrno.Success, WasiErrno.Notdir);
            if (error != WasiErrno.Success)
            {
                return error;
            }
        }

        return folder.Rename(path.Trimmed, target, targetPath.Trimmed);
    }

    private WasiErrno Link(int fd, int flags, int pathPointer, int pathLength, int toFd, int toPointer, int toLength)
    {
        var error = Find(fd, WasiRights.PathLinkSource, pathPointer, pathLength, out var folder, out var path);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        error = Find(toFd, WasiRights.PathLinkTarget, toPointer, toLength, out var target, out var targetPath);
        return error != WasiErrno.Success ? error
            : (flags & SymlinkFollow) != 0 ? WasiErrno.Inval
            : path.Name is null ? Existing(folder, path, WasiErrno.Perm)
            : path.MustBeDirectory ? ByType(folder, path, WasiErrno.Perm, WasiErrno.Notdir)
            : targetPath.Name is null ? Existing(target, targetPath, WasiErrno.Exist)
            : targetPath.MustBeDirectory ? Occupied(target, targetPath)
            : folder.Link(path, target, targetPath);
    }

    /// <summary>An absolute link would be of no use to the program, and a trap for programs of the host: refused.</summary>
    private WasiErrno Symlink(int contentPointer, int contentLength, int fd, int pathPointer, int pathLength)
    {
        var error = Find(fd, WasiRights.PathSymlink, pathPointer, pathLength, out var folder, out var path);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        error = memory.ReadPath(contentPointer, contentLength, limits, out var content);
        return error != WasiErrno.Success ? error
            : path.Name is null ? Existing(folder, path, WasiErrno.Exist)
            : path.MustBeDirectory ? Occupied(folder, path)
            : folder.Symlink(content!.Text, path);
    }

    private WasiErrno Find(int fd, WasiRights right, int pathPointer, int pathLength, out IWasiDirectory folder, out WasiPath path)
    {
        path = null!;
        var error = descriptors.GetFolder(fd, right, out folder);
        if (error == WasiErrno.Success)
        {
            error = memory.ReadPath(pathPointer, pathLength, limits, out var parsed);
            path = parsed!;
        }

        return error;
    }

    private static bool EndsUpwards(WasiPath path) => path.Text.TrimEnd('/').EndsWith("..", StringComparison.Ordinal);

    /// <summary>What is said of a folder that is there; a path that leads nowhere, or out, says so itself.</summary>
    private static WasiErrno Existing(IWasiDirectory folder, WasiPath path, WasiErrno whenThere) =>
        folder.Stat(path, follow: true, out _) is var error && error != WasiErrno.Success ? error : whenThere;

    private static WasiErrno ByType(IWasiDirectory folder, WasiPath path, WasiErrno whenDirectory, WasiErrno whenOther) =>
        folder.Stat(path.Trimmed, follow: false, out var stat) is var error && error != WasiErrno.Success ? error
        : stat.Type == WasiFileType.Directory ? whenDirectory
        : whenOther;

    private static WasiErrno Occupied(IWasiDirectory folder, WasiPath path) =>
        folder.Stat(path.Trimmed, follow: false, out _) is var error && error != WasiErrno.Success ? error : WasiErrno.Exist;
}
