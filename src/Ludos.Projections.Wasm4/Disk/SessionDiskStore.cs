using Ludos.Base;

namespace Ludos.Projections.Wasm4.Disk;

/// <summary>Keeps one disk for as long as the process runs, so that a restart finds it again. For headless runs. One thread at a time.</summary>
public sealed class SessionDiskStore : IDiskStore
{
    private string? _owner;
    private CartDisk _disk;

    public Result<bool, CartErrorCode> Load(string cartDigest, ref CartDisk disk)
    {
        if (_owner != cartDigest)
            return false;
        disk = _disk;
        return true;
    }

    public bool TrySave(string cartDigest, in CartDisk disk)
    {
        _owner = cartDigest;
        _disk = disk;
        return true;
    }
}
