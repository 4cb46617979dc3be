using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.Platform.Files.Beneath;

namespace Ludos.Wasm.Wasi;

/// <summary>
/// A folder of the machine, to grant to a program. Nothing outside it can be reached, not by "..", absolute paths, links, or renames meanwhile.
/// Pipes, devices and sockets in it cannot be opened. Linux only.
/// </summary>
public sealed class RealFolder : IWasiDirectory
{
    private readonly BeneathFolder _folder;

    private RealFolder(BeneathFolder folder) => _folder = folder;

    /// <param name="path">A path of the host's, links in it followed.</param>
    public static Result<RealFolder, FileErrorCode> Open(string path) => Open(path, walk: false);

    /// <param name="path">A path of the host's, links in it followed.</param>
    /// <param name="walk">True: resolved name by name, as where the kernel cannot do it.</param>
    internal static Result<RealFolder, FileErrorCode> Open(string path, bool walk) =>
        BeneathFolder.Open(path, walk).TryGet(out var folder, out var fault) ? new RealFolder(folder) : fault;

    public WasiErrno Open(WasiPath path, in WasiOpen how, out IWasiNode? node)
    {
        ArgumentNullException.ThrowIfNull(path);
        var error = _folder.OpenPath(path.Text, Ways(how), out var file, out var folder);
        node = file is not null ? new RealFile(file) : folder is not null ? new RealFolder(folder) : null;
        return LinuxErrno.OfPath(error);
    }

    public WasiErrno Stat(WasiPath path, bool follow, out WasiFileStat stat)
    {
        ArgumentNullException.ThrowIfNull(path);
        var error = _folder.Facts(path.Text, follow, out var facts);
        stat = StatOf(facts);
        return LinuxErrno.OfPath(error);
    }

    public WasiErrno SetTimes(WasiPath path, bool follow, WasiTime accessed, WasiTime modified)
    {
        ArgumentNullException.ThrowIfNull(path);
        return LinuxErrno.OfPath(_folder.SetTimes(path.Text, follow, ChangeOf(accessed), ChangeOf(modified)));
    }

    public WasiErrno CreateDirectory(WasiPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return LinuxErrno.OfPath(_folder.CreateFolder(path.Parent, path.Name!));
    }

    public WasiErrno RemoveDirectory(WasiPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return LinuxErrno.OfPath(_folder.RemoveFolder(path.Parent, path.Name!));
    }

    public WasiErrno Unlink(WasiPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return LinuxErrno.OfPath(_folder.Unlink(path.Parent, path.Name!));
    }

    public WasiErrno Rename(WasiPath path, IWasiDirectory target, WasiPath targetPath)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(targetPath);
        return target is RealFolder other
            ? OfTwo(path, other, targetPath, _folder.Rename(path.Parent, path.Name!, other._folder, targetPath.Parent, targetPath.Name!))
            : WasiErrno.Xdev;
    }

    public WasiErrno Link(WasiPath path, IWasiDirectory target, WasiPath targetPath)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(targetPath);
        return target is RealFolder other
            ? OfTwo(path, other, targetPath, _folder.HardLink(path.Parent, path.Name!, other._folder, targetPath.Parent, targetPath.Name!))
            : WasiErrno.Xdev;
    }

    public WasiErrno Symlink(string content, WasiPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return LinuxErrno.OfPath(_folder.CreateLink(content, path.Parent, path.Name!));
    }

    public WasiErrno ReadLink(WasiPath path, out string content)
    {
        ArgumentNullException.ThrowIfNull(path);
        return LinuxErrno.OfPath(_folder.ReadLink(path.Text, out content));
    }

    public WasiErrno List(int most, out IReadOnlyList<WasiDirectoryEntry> entries)
    {
        var error = LinuxErrno.Of(_folder.List(most, out var names));
        entries = [.. names.Select(entry => new WasiDirectoryEntry(entry.Name, entry.Number, TypeOf(entry.Kind)))];
        return error;
    }

    public WasiErrno Stat(out WasiFileStat stat)
    {
        var error = LinuxErrno.Of(_folder.Facts(out var facts));
        stat = StatOf(facts);
        return error;
    }

    public WasiErrno SetTimes(WasiTime accessed, WasiTime modified) => LinuxErrno.Of(_folder.SetTimes(ChangeOf(accessed), ChangeOf(modified)));

    public WasiErrno Sync(bool dataOnly) => LinuxErrno.Of(_folder.Sync(dataOnly));

    public void Dispose() => _folder.Dispose();

    internal static WasiFileStat StatOf(in FileFacts facts) =>
        new(facts.Device, facts.Number, TypeOf(facts.Kind), facts.Links, facts.SizeBytes, facts.AccessedNs, facts.ModifiedNs, facts.ChangedNs);

    internal static TimeChange ChangeOf(WasiTime time) => time.Way switch
    {
        WasiTimeWay.Now => new TimeChange(TimeChangeWay.Now),
        WasiTimeWay.At => new TimeChange(TimeChangeWay.At, time.AtNs),
        _ => new TimeChange(TimeChangeWay.Keep),
    };

    private static BeneathOpen Ways(in WasiOpen how) =>
        (how.Read || !how.Write ? BeneathOpen.Read : 0)
        | (how.Write || (how.Flags & WasiOpenFlags.Truncate) != 0 ? BeneathOpen.Write : 0)
        | ((how.Flags & WasiOpenFlags.Create) != 0 ? BeneathOpen.Create : 0)
        | ((how.Flags & WasiOpenFlags.Exclusive) != 0 ? BeneathOpen.Exclusive : 0)
        | ((how.Flags & WasiOpenFlags.Truncate) != 0 ? BeneathOpen.Truncate : 0)
        | ((how.Flags & WasiOpenFlags.Directory) != 0 ? BeneathOpen.Folder : 0)
        | (how.Follow ? 0 : BeneathOpen.NoFollow);

    private static WasiFileType TypeOf(FileKind kind) => kind switch
    {
        FileKind.Plain => WasiFileType.RegularFile,
        FileKind.Folder => WasiFileType.Directory,
        FileKind.Link => WasiFileType.SymbolicLink,
        FileKind.BlockDevice => WasiFileType.BlockDevice,
        FileKind.CharacterDevice => WasiFileType.CharacterDevice,
        FileKind.Socket => WasiFileType.SocketStream,
        _ => WasiFileType.Unknown,
    };

    /// <summary>Of two paths, EXDEV may also mean two file systems: then both parents are there and within.</summary>
    private WasiErrno OfTwo(WasiPath path, RealFolder other, WasiPath targetPath, int error)
    {
        const int EXDEV = 18;
        var bothWithin = error == EXDEV && IsWithin(path.Parent) && other.IsWithin(targetPath.Parent);
        return bothWithin ? WasiErrno.Xdev : LinuxErrno.OfPath(error);
    }

    private bool IsWithin(string parent) => parent.Length == 0 || _folder.Facts(parent, follow: true, out _) == 0;
}
