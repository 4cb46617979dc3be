using System.Text;

namespace Ludos.Wasm.Wasi.Virtual;

/// <summary>One thing in a file system in memory, whatever names it has.</summary>
internal abstract class VirtualNode(VirtualFileSystem system)
{
    public VirtualFileSystem System { get; } = system;

    public ulong Inode { get; } = system.NextInode();

    public ulong Links { get; set; } = 1;

    public ulong AccessedNs { get; private set; } = system.NowNs;

    public ulong ModifiedNs { get; private set; } = system.NowNs;

    public ulong ChangedNs { get; private set; } = system.NowNs;

    public abstract WasiFileType Type { get; }

    public abstract ulong SizeBytes { get; }

    public WasiFileStat Stat() => new(System.Device, Inode, Type, Links, SizeBytes, AccessedNs, ModifiedNs, ChangedNs);

    public void SetTimes(WasiTime accessed, WasiTime modified)
    {
        AccessedNs = accessed.Way switch { WasiTimeWay.Now => System.NowNs, WasiTimeWay.At => accessed.AtNs, _ => AccessedNs };
        ModifiedNs = modified.Way switch { WasiTimeWay.Now => System.NowNs, WasiTimeWay.At => modified.AtNs, _ => ModifiedNs };
        ChangedNs = System.NowNs;
    }

    public void Touch() => ModifiedNs = ChangedNs = System.NowNs;

    /// <summary>A name of it is gone.</summary>
    public virtual void Unlink()
    {
        ChangedNs = System.NowNs;
        if (--Links == 0)
        {
            System.Budget.GiveBackNode();
        }
    }
}

/// <summary>A plain file; its bytes live as long as a name or a descriptor refers to it.</summary>
internal sealed class VirtualFileNode(VirtualFileSystem system, VirtualContent content) : VirtualNode(system)
{
    private int _open;

    public VirtualContent Content { get; } = content;

    public override WasiFileType Type => WasiFileType.RegularFile;

    public override ulong SizeBytes => Content.Length;

    public void Opened() => _open++;

    public void Closed()
    {
        _open--;
        ReleaseIfUnused();
    }

    public override void Unlink()
    {
        base.Unlink();
        ReleaseIfUnused();
    }

    private void ReleaseIfUnused()
    {
        if (Links == 0 && _open == 0)
        {
            Content.Release();
        }
    }
}

internal sealed class VirtualLinkNode(VirtualFileSystem system, string target) : VirtualNode(system)
{
    public string Target { get; } = target;

    public override WasiFileType Type => WasiFileType.SymbolicLink;

    public override ulong SizeBytes => (ulong)Encoding.UTF8.GetByteCount(Target);
}

internal sealed class VirtualFolderNode(VirtualFileSystem system, VirtualFolderNode? parent) : VirtualNode(system)
{
    public Dictionary<string, VirtualNode> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>Null for the root, and for one that was removed.</summary>
    public VirtualFolderNode? Parent { get; set; } = parent;

    /// <summary>It has no name any more: nothing can be made in it.</summary>
    public bool IsRemoved => Links == 0;

    public override WasiFileType Type => WasiFileType.Directory;

    public override ulong SizeBytes => (ulong)Entries.Count;

    public bool IsWithin(VirtualFolderNode other)
    {
        for (var node = this; node is not null; node = node.Parent)
        {
            if (node == other)
            {
                return true;
            }
        }

        return false;
    }
}
