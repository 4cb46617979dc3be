namespace Ludos.Wasm.Wasi;

/// <summary>
/// A folder. Paths are resolved below it and must not leave it, whatever links and ".." they lead over; one that would is Notcapable.
/// Where names are made, moved or removed the path has a <see cref="WasiPath.Name"/> and no slash behind it.
/// </summary>
public interface IWasiDirectory : IWasiNode
{
    /// <summary>Opens, or makes, a file; or opens a folder.</summary>
    WasiErrno Open(WasiPath path, in WasiOpen how, out IWasiNode? node);

    WasiErrno Stat(WasiPath path, bool follow, out WasiFileStat stat);

    WasiErrno SetTimes(WasiPath path, bool follow, WasiTime accessed, WasiTime modified);

    WasiErrno CreateDirectory(WasiPath path);

    /// <summary>An empty one.</summary>
    WasiErrno RemoveDirectory(WasiPath path);

    /// <summary>Anything but a folder; a link itself.</summary>
    WasiErrno Unlink(WasiPath path);

    /// <param name="path">What gets another name; a link itself.</param>
    /// <param name="target">Where the new name is resolved; Xdev when it lies in another file system.</param>
    /// <param name="targetPath">The new name; what has it is replaced.</param>
    WasiErrno Rename(WasiPath path, IWasiDirectory target, WasiPath targetPath);

    /// <summary>A second name for what is no folder; a link itself is linked.</summary>
    WasiErrno Link(WasiPath path, IWasiDirectory target, WasiPath targetPath);

    /// <param name="content">A relative path; looked at only when the link is followed.</param>
    /// <param name="path">The link's name.</param>
    WasiErrno Symlink(string content, WasiPath path);

    WasiErrno ReadLink(WasiPath path, out string content);

    /// <summary>All names, without "." and "..", in any order.</summary>
    /// <param name="most">More than so many: Overflow.</param>
    /// <param name="entries">The names.</param>
    WasiErrno List(int most, out IReadOnlyList<WasiDirectoryEntry> entries);
}

/// <summary>How a path is opened.</summary>
/// <param name="Flags">What is made, emptied or refused.</param>
/// <param name="Read">It will be read.</param>
/// <param name="Write">It will be written.</param>
/// <param name="Follow">A link at the end is followed; else it is Loop.</param>
public readonly record struct WasiOpen(WasiOpenFlags Flags, bool Read, bool Write, bool Follow);
