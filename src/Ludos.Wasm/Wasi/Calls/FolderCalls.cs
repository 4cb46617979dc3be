using System.Buffers.Binary;
using System.Text;

namespace Ludos.Wasm.Wasi.Calls;

/// <summary>fd_readdir, and what is asked of a path: filestat, times, a link's content.</summary>
internal sealed class FolderCalls(GuestMemory memory, DescriptorTable descriptors, WasiLimits limits)
{
    private const int EntryBytes = 24;
    private const int SymlinkFollow = 1;

    public void AddTo(ImportSet imports) => imports
        .Function(WasiHost.ModuleName, "fd_readdir", (Func<int, int, int, long, int, int>)((fd, buffer, length, cookie, result) => (int)ReadDirectory(fd, buffer, length, cookie, result)))
        .Function(WasiHost.ModuleName, "path_filestat_get", (Func<int, int, int, int, int, int>)((fd, flags, path, length, result) => (int)Stat(fd, flags, path, length, result)))
        .Function(WasiHost.ModuleName, "path_filestat_set_times", (Func<int, int, int, int, long, long, int, int>)((fd, flags, path, length, accessed, modified, timeFlags) => (int)SetTimes(fd, flags, path, length, accessed, modified, timeFlags)))
        .Function(WasiHost.ModuleName, "path_readlink", (Func<int, int, int, int, int, int, int>)((fd, path, length, buffer, bufferLength, result) => (int)ReadLink(fd, path, length, buffer, bufferLength, result)));

    private WasiErrno ReadDirectory(int fd, int buffer, int length, long cookie, int result)
    {
        var error = descriptors.GetFolder(fd, WasiRights.FdReaddir, out var folder);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        if (!memory.Holds(result, sizeof(uint)) || !memory.TrySpan(buffer, (uint)length, out var room))
        {
            return WasiErrno.Fault;
        }

        _ = descriptors.TryGet(fd, out var descriptor);
        if (cookie == 0 || descriptor!.Listing is null)
        {
            error = List(folder, out var listing);
            if (error != WasiErrno.Success)
            {
                return error;
            }

            descriptor!.Listing = listing;
        }

        var entries = descriptor.Listing;
        var used = 0;
        for (var next = (ulong)cookie; next < (ulong)entries.Count && used < room.Length; next++)
        {
            used += WriteEntry(room[used..], entries[(int)next], next + 1);
        }

        return memory.TryWrite(result, used) ? WasiErrno.Success : WasiErrno.Fault;
    }

    /// <summary>"." and "..", then the names in ordinal order, so that a program sees the same order everywhere. ".." tells nothing of what is above.</summary>
    private WasiErrno List(IWasiDirectory folder, out IReadOnlyList<WasiDirectoryEntry> listing)
    {
        listing = [];
        var error = folder.Stat(out var self);
        if (error == WasiErrno.Success)
        {
            error = folder.List(limits.MaxDirectoryEntries, out var names);
            listing = [new(".", self.Inode, WasiFileType.Directory), new("..", self.Inode, WasiFileType.Directory), .. names.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }

        return error;
    }

    /// <summary>As much of the entry as there is room for: a full buffer tells the program that there is more.</summary>
    private static int WriteEntry(Span<byte> room, in WasiDirectoryEntry entry, ulong nextCookie)
    {
        const int inodeAt = 8;
        const int nameLengthAt = 16;
        const int typeAt = 20;
        Span<byte> head = stackalloc byte[EntryBytes];
        head.Clear();
        var name = Encoding.UTF8.GetBytes(entry.Name);
        BinaryPrimitives.WriteUInt64LittleEndian(head, nextCookie);
        BinaryPrimitives.WriteUInt64LittleEndian(head[inodeAt..], entry.Inode);
        BinaryPrimitives.WriteInt32LittleEndian(head[nameLengthAt..], name.Length);
        head[typeAt] = (byte)entry.Type;
        var headCount = Math.Min(head.Length, room.Length);
        head[..headCount].CopyTo(room);
        var nameCount = Math.Min(name.Length, room.Length - headCount);
        name.AsSpan(0, nameCount).CopyTo(room[headCount..]);
        return headCount + nameCount;
    }

    private WasiErrno Stat(int fd, int flags, int pathPointer, int pathLength, int result)
    {
        var error = descriptors.GetFolder(fd, WasiRights.PathFilestatGet, out var folder);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        error = memory.ReadPath(pathPointer, pathLength, limits, out var path);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        if (!memory.TrySpan(result, StatWriter.Bytes, out var room))
        {
            return WasiErrno.Fault;
        }

        error = folder.Stat(path!, (flags & SymlinkFollow) != 0, out var stat);
        if (error == WasiErrno.Success)
        {
            StatWriter.Write(room, stat);
        }

        return error;
    }

    private WasiErrno SetTimes(int fd, int flags, int pathPointer, int pathLength, long accessedNs, long modifiedNs, int timeFlags)
    {
        var error = descriptors.GetFolder(fd, WasiRights.PathFilestatSetTimes, out var folder);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        error = memory.ReadPath(pathPointer, pathLength, limits, out var path);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        error = StatWriter.Times(accessedNs, modifiedNs, timeFlags, out var accessed, out var modified);
        return error != WasiErrno.Success ? error : folder.SetTimes(path!, (flags & SymlinkFollow) != 0, accessed, modified);
    }

    /// <summary>Cut to the buffer, as readlink does.</summary>
    private WasiErrno ReadLink(int fd, int pathPointer, int pathLength, int buffer, int bufferLength, int result)
    {
        var error = descriptors.GetFolder(fd, WasiRights.PathReadlink, out var folder);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        error = memory.ReadPath(pathPointer, pathLength, limits, out var path);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        if (!memory.Holds(result, sizeof(uint)) || !memory.TrySpan(buffer, (uint)bufferLength, out var room))
        {
            return WasiErrno.Fault;
        }

        if (path!.MustBeDirectory)
        {
            error = folder.Stat(path, follow: true, out _);
            return error == WasiErrno.Success ? WasiErrno.Inval : error;
        }

        error = folder.ReadLink(path, out var content);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        var bytes = Encoding.UTF8.GetBytes(content);
        var count = Math.Min(bytes.Length, room.Length);
        bytes.AsSpan(0, count).CopyTo(room);
        return memory.TryWrite(result, count) ? WasiErrno.Success : WasiErrno.Fault;
    }
}
