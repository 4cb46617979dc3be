namespace Ludos.Wasm.Wasi.Calls;

/// <summary>path_open.</summary>
internal sealed class OpenCalls(GuestMemory memory, DescriptorTable descriptors, WasiLimits limits)
{
    private const int SymlinkFollow = 1;

    public void AddTo(ImportSet imports) => imports
        .Function(WasiHost.ModuleName, "path_open", (Func<int, int, int, int, int, long, long, int, int, int>)((fd, lookup, path, length, flags, rights, inheriting, fdFlags, result) =>
            (int)Open(fd, lookup, path, length, flags, (WasiRights)rights, (WasiRights)inheriting, fdFlags, result)));

    private WasiErrno Open(int fd, int lookup, int pathPointer, int pathLength, int flags, WasiRights rights, WasiRights inheriting, int fdFlags, int result)
    {
        var openFlags = (WasiOpenFlags)(flags & (int)WasiOpenFlags.All);
        var needed = WasiRights.PathOpen
            | ((openFlags & WasiOpenFlags.Create) != 0 ? WasiRights.PathCreateFile : 0)
            | ((openFlags & WasiOpenFlags.Truncate) != 0 ? WasiRights.PathFilestatSetSize : 0);
        var error = descriptors.GetFolder(fd, needed, out var folder);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        _ = descriptors.TryGet(fd, out var parent);
        error = Check(parent!, openFlags, flags, rights, fdFlags, result);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        error = memory.ReadPath(pathPointer, pathLength, limits, out var path);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        if (!descriptors.HasRoom)
        {
            return WasiErrno.Mfile;
        }

        var how = new WasiOpen(openFlags, (rights & WasiRights.FdRead) != 0, Writes(rights), (lookup & SymlinkFollow) != 0);
        error = folder.Open(path!, how, out var node);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        var most = node is IWasiDirectory ? WasiRights.Directory : WasiRights.File;
        var opened = new Descriptor(node!, rights & parent!.Inheriting & most, inheriting & parent.Inheriting) { Flags = (WasiFdFlags)fdFlags };
        return memory.TryWrite(result, descriptors.Add(opened)) ? WasiErrno.Success : WasiErrno.Fault;
    }

    private static bool Writes(WasiRights rights) => (rights & (WasiRights.FdWrite | WasiRights.FdAllocate | WasiRights.FdFilestatSetSize)) != 0;

    /// <summary>
    /// Rights that the folder cannot hand on are left out, for programs ask for all there are; but who asks to read or to write is refused when it could not.
    /// </summary>
    private WasiErrno Check(Descriptor parent, WasiOpenFlags openFlags, int flags, WasiRights rights, int fdFlags, int result)
    {
        if ((flags & ~(int)WasiOpenFlags.All) != 0 || (fdFlags & ~(int)WasiFdFlags.All) != 0)
        {
            return WasiErrno.Inval;
        }

        if ((openFlags & WasiOpenFlags.Directory) != 0 && (openFlags & (WasiOpenFlags.Create | WasiOpenFlags.Exclusive | WasiOpenFlags.Truncate)) != 0)
        {
            return WasiErrno.Inval;
        }

        if ((rights & (WasiRights.FdRead | WasiRights.FdWrite) & ~parent.Inheriting) != 0)
        {
            return WasiErrno.Notcapable;
        }

        return memory.Holds(result, sizeof(uint)) ? WasiErrno.Success : WasiErrno.Fault;
    }
}
