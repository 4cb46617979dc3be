using System.Text;
using Ludos.Wasm.Wasi.Virtual;

namespace Ludos.Wasm.Wasi;

/// <summary>
/// A file system in memory, empty or filled with assets, to grant to programs instead of a real folder. For one thread at a time; programs that
/// run at the same time need one each.
/// </summary>
public sealed class VirtualFileSystem
{
    private readonly VirtualOptions _options;
    private readonly VirtualFolderNode _root;
    private ulong _lastInode;

    public VirtualFileSystem(VirtualOptions? options = null)
    {
        _options = options ?? new VirtualOptions();
        Budget = new VirtualBudget(_options);
        _root = new VirtualFolderNode(this, null);
        Root = new VirtualFolder(_root);
    }

    /// <summary>To be granted, as often as one likes. It stays usable after a host that held it is disposed.</summary>
    public IWasiDirectory Root { get; }

    /// <summary>Bytes of content that was written and is still referred to, in whole blocks.</summary>
    public long BytesUsed => Budget.BytesUsed;

    internal VirtualBudget Budget { get; }

    internal ulong Device => _options.Device;

    internal ulong NowNs => _options.Clock is { } clock && clock.TryNow(WasiClockId.Realtime, out var nowNs) ? nowNs : 0;

    /// <summary>A file system that holds assets: "maps/one.bin" lies in a folder "maps". Their bytes are shared, not copied, until a program changes them.</summary>
    public static WasiErrno FromAssets(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> assets, out VirtualFileSystem files, VirtualOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(assets);
        files = new VirtualFileSystem(options);
        foreach (var (name, bytes) in assets)
        {
            var error = files.Add(name, bytes);
            if (error != WasiErrno.Success)
            {
                return error;
            }
        }

        return WasiErrno.Success;
    }

    /// <summary>Puts a file in, with the folders that its path names; Exist when it is there, and what the path itself deserves.</summary>
    public WasiErrno Add(string path, ReadOnlyMemory<byte> bytes)
    {
        var error = WasiPath.Parse(Encoding.UTF8.GetBytes(path), WasiLimits.Default, out var parsed);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        if (parsed!.MustBeDirectory)
        {
            return WasiErrno.Isdir;
        }

        error = Folders(parsed.Parent);
        if (error != WasiErrno.Success)
        {
            return error;
        }

        error = VirtualWalk.Run(_root, parsed.Text, follow: false, out var walk);
        return error != WasiErrno.Success ? error
            : walk.Node is not null ? WasiErrno.Exist
            : Put(walk.Folder, walk.Name!, new VirtualFileNode(this, VirtualContent.Of(bytes, Budget)));
    }

    /// <summary>The bytes of a file, copied; null when the path leads to none.</summary>
    public byte[]? Read(string path)
    {
        if (WasiPath.Parse(Encoding.UTF8.GetBytes(path), WasiLimits.Default, out var parsed) != WasiErrno.Success
            || VirtualWalk.Run(_root, parsed!.Text, follow: true, out var walk) != WasiErrno.Success
            || walk.Node is not VirtualFileNode file)
        {
            return null;
        }

        var bytes = new byte[file.Content.Length];
        _ = file.Content.Read(0, bytes);
        return bytes;
    }

    internal ulong NextInode() => ++_lastInode;

    internal static WasiErrno Remove(VirtualFolderNode folder, string name)
    {
        _ = folder.Entries.Remove(name, out var removed);
        if (removed is VirtualFolderNode gone)
        {
            gone.Parent = null;
        }

        removed!.Unlink();
        folder.Touch();
        return WasiErrno.Success;
    }

    /// <summary>What rename does: checks first, then takes the target's place.</summary>
    internal static WasiErrno Move(VirtualWalk from, VirtualWalk to)
    {
        var moved = from.Node!;
        if (to.Node == moved)
        {
            return WasiErrno.Success;
        }

        if (to.Folder.IsRemoved)
        {
            return WasiErrno.Noent;
        }

        if (moved is VirtualFolderNode folder)
        {
            var error = to.Folder.IsWithin(folder) ? WasiErrno.Inval
                : to.Node is null ? WasiErrno.Success
                : to.Node is not VirtualFolderNode replaced ? WasiErrno.Notdir
                : replaced.Entries.Count > 0 ? WasiErrno.Notempty
                : WasiErrno.Success;
            if (error != WasiErrno.Success)
            {
                return error;
            }

            folder.Parent = to.Folder;
        }
        else if (to.Node is VirtualFolderNode)
        {
            return WasiErrno.Isdir;
        }

        _ = from.Folder.Entries.Remove(from.Name!);
        if (to.Node is not null)
        {
            _ = Remove(to.Folder, to.Name!);
        }

        to.Folder.Entries.Add(to.Name!, moved);
        from.Folder.Touch();
        to.Folder.Touch();
        return WasiErrno.Success;
    }

    /// <summary>Gives a new thing its name, if there is room for one more.</summary>
    internal WasiErrno Put(VirtualFolderNode folder, string name, VirtualNode made)
    {
        if (folder.IsRemoved)
        {
            return WasiErrno.Noent;
        }

        if (!Budget.TryTakeNode())
        {
            return WasiErrno.Nospc;
        }

        folder.Entries.Add(name, made);
        folder.Touch();
        return WasiErrno.Success;
    }

    private WasiErrno Folders(string path)
    {
        var folder = _root;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name is "." or "..")
            {
                return WasiErrno.Inval;
            }

            if (!folder.Entries.ContainsKey(name))
            {
                var parent = folder;
                var error = Put(parent, name, new VirtualFolderNode(this, parent));
                if (error != WasiErrno.Success)
                {
                    return error;
                }
            }

            if (folder.Entries[name] is not VirtualFolderNode below)
            {
                return WasiErrno.Notdir;
            }

            folder = below;
        }

        return WasiErrno.Success;
    }
}
