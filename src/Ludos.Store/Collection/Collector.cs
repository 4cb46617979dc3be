using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Store;

/// <summary>
/// One collection, while this process alone may put or hold: packs in which little is held are written anew without the rest. New packs are on the disk under
/// their names before old ones go, so that a crash at any point leaves every held object in at least one pack, and the next collection goes on.
/// </summary>
internal sealed class Collector(IFolder folder, PackIndex index, IReadOnlySet<Digest> held, CollectOptions options, DateTimeOffset now)
{
    /// <summary>A pack is written anew when this part of it, or more, is not needed: 1 in 4.</summary>
    private const int WasteShare = 4;

    /// <summary>Packs smaller than this are put together once there are this many of them.</summary>
    private const long SmallPackBytes = StoreLimits.PackBytes / 8;
    private const int MaxSmallPacks = 8;

    private readonly List<Pack> _emptied = [];
    private PackWriter? _open;
    private int _removed;
    private long _copiedBytes;
    private bool _isDone = true;

    internal Result<CollectReport, StoreErrorCode> Run(IReadOnlyList<string> endedHolders)
    {
        var before = index.StoredBytes;
        var old = index.Packs.Where(pack => now.ToUnixTimeSeconds() - pack.CreatedUnixSeconds >= (long)options.Grace.TotalSeconds).ToArray();
        var mergesSmall = old.Count(pack => pack.LengthBytes < SmallPackBytes) > MaxSmallPacks;
        try
        {
            foreach (var pack in old.Where(pack => IsWorthIt(pack, mergesSmall)))
            {
                if (_copiedBytes >= options.MaxCopiedBytes)
                {
                    _isDone = false;
                    break;
                }

                if (Empty(pack) is { } fault)
                {
                    return fault;
                }
            }

            return Close() is { } failed ? failed : new CollectReport(_removed, before - index.StoredBytes, _copiedBytes, endedHolders, _isDone);
        }
        finally
        {
            _open?.Dispose();
        }
    }

    /// <summary>The copy of an object that stays: held, the one that the index reads, and not known to be damaged.</summary>
    private bool Stays(Pack pack, PackEntry entry) =>
        held.Contains(entry.Digest) && index.TryFind(entry.Digest, out var place) && ReferenceEquals(place.Pack, pack) && place.Entry == entry;

    private bool IsWorthIt(Pack pack, bool mergesSmall)
    {
        var waste = pack.Entries.Where(entry => !Stays(pack, entry)).Sum(entry => (long)ObjectHead.Bytes + entry.StoredBytes);
        return !pack.IsTableWhole
            || waste * WasteShare >= pack.LengthBytes
            || waste + PackFormat.HeaderBytes + PackFormat.TrailerBytes + ((long)pack.Entries.Length * PackFormat.EntryBytes) >= pack.LengthBytes
            || (mergesSmall && pack.LengthBytes < SmallPackBytes);
    }

    /// <summary>Copies what stays. The pack itself goes once the copies are safe.</summary>
    private Fault<StoreErrorCode>? Empty(Pack pack)
    {
        foreach (var entry in pack.Entries.OrderBy(entry => entry.HeadOffset))
        {
            if (!Stays(pack, entry))
            {
                _removed++;
                continue;
            }

            var bytes = new byte[ObjectHead.Bytes + entry.StoredBytes];
            if (pack.Handle.Read(entry.HeadOffset, bytes) is { } failed)
            {
                return StoreFaults.Of(failed);
            }

            if (!ChunkStore.IsWhole(entry, bytes))
            {
                index.Condemn(entry.Digest, new Place(pack, entry));
                _removed++;
                continue;
            }

            if (Copy(entry, bytes.AsSpan(ObjectHead.Bytes)) is { } fault)
            {
                return fault;
            }
        }

        _emptied.Add(pack);
        return _open is { LengthBytes: >= StoreLimits.PackBytes } ? Close() : null;
    }

    private Fault<StoreErrorCode>? Copy(PackEntry entry, ReadOnlySpan<byte> stored)
    {
        if (_open is null && !PackWriter.Create(folder, now - options.Grace).TryGet(out _open, out var fault))
        {
            return fault;
        }

        _copiedBytes += stored.Length;
        return _open!.Append(entry.Digest, entry.Encoding, entry.PlainBytes, stored, Ludos.Base.Checksums.Crc32C.Of(stored));
    }

    private Fault<StoreErrorCode>? Close()
    {
        if (_open is { } written)
        {
            _open = null;
            using (written)
            {
                if ((written.Finish() ?? written.Publish()) is { } fault)
                {
                    return fault;
                }
            }

            if (folder.Sync() is { } unsynced)
            {
                return StoreFaults.Of(unsynced);
            }
        }

        foreach (var pack in _emptied)
        {
            if (folder.Delete(pack.Name) is { } fault)
            {
                return StoreFaults.Of(fault);
            }
        }

        _emptied.Clear();
        return folder.Sync() is { } last ? StoreFaults.Of(last) : index.Refresh();
    }
}
