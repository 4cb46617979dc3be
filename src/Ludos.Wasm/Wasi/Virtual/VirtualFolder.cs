namespace Ludos.Wasm.Wasi.Virtual;

/// <summary>An open folder in memory.</summary>
internal sealed class VirtualFolder(VirtualFolderNode node) : IWasiDirectory
{
    private VirtualFileSystem System => node.System;

    public WasiErrno Open(WasiPath path, in WasiOpen how, out IWasiNode? opened)
    {
        opened = null;
        var creates = (how.Flags & WasiOpenFlags.Create) != 0;
        var isExclusive = creates && (how.Flags & WasiOpenFlags.Exclusive) != 0;
        var error = VirtualWalk.Run(node, path.Text, how.Follow && !isExclusive, out var walk);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        if (walk.Node is null)
        {
            return !creates ? WasiErrno.Noent : path.MustBeDirectory ? WasiErrno.Isdir : Create(walk, out opened);
        }

        return isExclusive ? WasiErrno.Exist : OpenExisting(walk.Node, how, creates, out opened);
    }

    public WasiErrno Stat(WasiPath path, bool follow, out WasiFileStat stat)
    {
        var error = Find(path, follow, out var found);
        stat = error == WasiErrno.Success ? found.Stat() : default;
        return error;
    }

    public WasiErrno SetTimes(WasiPath path, bool follow, WasiTime accessed, WasiTime modified)
    {
        var error = Find(path, follow, out var found);
        if (error == WasiErrno.Success)
        {
            found.SetTimes(accessed, modified);
        }

        return error;
    }

    public WasiErrno CreateDirectory(WasiPath path)
    {
        var error = Vacant(path, out var walk);
        return error != WasiErrno.Success ? error : System.Put(walk.Folder, walk.Name!, new VirtualFolderNode(System, walk.Folder));
    }

    public WasiErrno RemoveDirectory(WasiPath path)
    {
        var error = Occupied(path, out var walk);
        return error != WasiErrno.Success ? error
            : walk.Node is not VirtualFolderNode folder ? WasiErrno.Notdir
            : folder.Entries.Count > 0 ? WasiErrno.Notempty
            : VirtualFileSystem.Remove(walk.Folder, walk.Name!);
    }

    public WasiErrno Unlink(WasiPath path)
    {
        var error = Occupied(path, out var walk);
        return error != WasiErrno.Success ? error
            : walk.Node is VirtualFolderNode ? WasiErrno.Isdir
            : VirtualFileSystem.Remove(walk.Folder, walk.Name!);
    }

    public WasiErrno Rename(WasiPath path, IWasiDirectory target, WasiPath targetPath)
    {
        if (target is not VirtualFolder { System: var system } other || system != System)
        {
            return WasiErrno.Xdev;
        }

        var error = Occupied(path, out var from);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        error = other.Last(targetPath, out var to);
        return error != WasiErrno.Success ? error : VirtualFileSystem.Move(from, to);
    }

    public WasiErrno Link(WasiPath path, IWasiDirectory target, WasiPath targetPath)
    {
        if (target is not VirtualFolder { System: var system } other || system != System)
        {
            return WasiErrno.Xdev;
        }

        var error = Occupied(path, out var from);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        error = other.Vacant(targetPath, out var to);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        if (from.Node is VirtualFolderNode)
        {
            return WasiErrno.Perm;
        }

        from.Node!.Links++;
        to.Folder.Entries.Add(to.Name!, from.Node);
        to.Folder.Touch();
        return WasiErrno.Success;
    }

    public WasiErrno Symlink(string content, WasiPath path)
    {
        var error = Vacant(path, out var walk);
        return error != WasiErrno.Success ? error : System.Put(walk.Folder, walk.Name!, new VirtualLinkNode(System, content));
    }

    public WasiErrno ReadLink(WasiPath path, out string content)
    {
        var error = Find(path, follow: false, out var found);
        content = found is VirtualLinkNode link ? link.Target : "";
        return error != WasiErrno.Success ? error : found is VirtualLinkNode ? WasiErrno.Success : WasiErrno.Inval;
    }

    public WasiErrno List(int most, out IReadOnlyList<WasiDirectoryEntry> entries)
    {
        var fits = node.Entries.Count <= most;
        entries = fits ? [.. node.Entries.Select(entry => new WasiDirectoryEntry(entry.Key, entry.Value.Inode, entry.Value.Type))] : [];
        return fits ? WasiErrno.Success : WasiErrno.Overflow;
    }

    public WasiErrno Stat(out WasiFileStat stat)
    {
        stat = node.Stat();
        return WasiErrno.Success;
    }

    public WasiErrno SetTimes(WasiTime accessed, WasiTime modified)
    {
        node.SetTimes(accessed, modified);
        return WasiErrno.Success;
    }

    public WasiErrno Sync(bool dataOnly) => WasiErrno.Success;

    public void Dispose()
    {
    }

    private static WasiErrno OpenExisting(VirtualNode found, in WasiOpen how, bool creates, out IWasiNode? opened)
    {
        opened = null;
        switch (found)
        {
            case VirtualFolderNode when how.Write || creates || (how.Flags & WasiOpenFlags.Truncate) != 0:
                return WasiErrno.Isdir;
            case VirtualFolderNode folder:
                opened = new VirtualFolder(folder);
                return WasiErrno.Success;
            case VirtualFileNode when (how.Flags & WasiOpenFlags.Directory) != 0:
                return WasiErrno.Notdir;
            case VirtualFileNode file:
                if ((how.Flags & WasiOpenFlags.Truncate) != 0)
                {
                    _ = file.Content.SetLength(0);
                    file.Touch();
                }

                opened = new VirtualFile(file);
                return WasiErrno.Success;
            default:
                return (how.Flags & WasiOpenFlags.Directory) != 0 ? WasiErrno.Notdir : WasiErrno.Loop;
        }
    }

    private WasiErrno Create(VirtualWalk walk, out IWasiNode? opened)
    {
        opened = null;
        var file = new VirtualFileNode(System, new VirtualContent(System.Budget));
        var error = System.Put(walk.Folder, walk.Name!, file);
        opened = error == WasiErrno.Success ? new VirtualFile(file) : null;
        return error;
    }

    private WasiErrno Find(WasiPath path, bool follow, out VirtualNode found)
    {
        var error = VirtualWalk.Run(node, path.Text, follow, out var walk);
        found = walk.Node!;
        return error != WasiErrno.Success ? error : found is null ? WasiErrno.Noent : WasiErrno.Success;
    }

    private WasiErrno Last(WasiPath path, out VirtualWalk walk) => VirtualWalk.Run(node, path.Text, follow: false, out walk);

    private WasiErrno Occupied(WasiPath path, out VirtualWalk walk) =>
        Last(path, out walk) is var error && error != WasiErrno.Success ? error : walk.Node is null ? WasiErrno.Noent : WasiErrno.Success;

    private WasiErrno Vacant(WasiPath path, out VirtualWalk walk) =>
        Last(path, out walk) is var error && error != WasiErrno.Success ? error : walk.Node is null ? WasiErrno.Success : WasiErrno.Exist;
}
