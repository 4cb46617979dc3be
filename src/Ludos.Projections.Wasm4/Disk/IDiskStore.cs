using Ludos.Base;

namespace Ludos.Projections.Wasm4.Disk;

/// <summary>Keeps carts' disks when no world holds them. One a host; carts are told apart by the SHA-256 of their bytes.</summary>
public interface IDiskStore
{
    /// <summary>Reads a cart's disk; not on the tick path.</summary>
    /// <param name="cartDigest">64 lower-case hex digits.</param>
    /// <param name="disk">Receives what was kept; left alone when nothing was.</param>
    /// <returns>Whether there was one, or why it could not be read.</returns>
    Result<bool, CartErrorCode> Load(string cartDigest, ref CartDisk disk);

    /// <summary>Takes a cart's disk as it is now. Called on the tick thread: neither waits nor allocates.</summary>
    /// <returns>False when the store is busy: ask again on the next tick.</returns>
    bool TrySave(string cartDigest, in CartDisk disk);
}
