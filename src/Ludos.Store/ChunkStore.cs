using System.Buffers;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Store;

/// <summary>
/// A folder of objects, each named by the SHA-256 of its plain bytes. What a batch has committed outlives any crash; what is read is compared with its digest
/// every time. Any number of processes may use one folder, and any number of threads one instance.
/// </summary>
public sealed partial class ChunkStore : IDisposable
{
    private const string PacksName = "packs";
    private const string HoldersName = "holders";
    private const string LockName = "lock";
    private const string HoldersLockName = "holders.lock";

    private readonly IFolder _packFolder;
    private readonly IFolder _holderFolder;
    private readonly PackIndex _index;
    private readonly HolderFolder _holders;
    private readonly string _lockPath;

    private ChunkStore(IFolder packFolder, IFolder holderFolder, string root, StoreOptions options)
    {
        _packFolder = packFolder;
        _holderFolder = holderFolder;
        _index = new PackIndex(packFolder);
        _holders = new HolderFolder(holderFolder, Path.Combine(root, HoldersLockName));
        _lockPath = Path.Combine(root, LockName);
        Options = options;
    }

    public StoreOptions Options { get; }

    /// <summary>Objects that can be read, as of the last look.</summary>
    public int Count => _index.Count;

    /// <summary>Bytes of all packs, as of the last look.</summary>
    public long StoredBytes => _index.StoredBytes;

    /// <summary>Opens a store; makes the folder, for its owner alone, where there is none.</summary>
    public static Result<ChunkStore, StoreErrorCode> Open(string folder, StoreOptions? options = null)
    {
        if (!SharedFolder.Open(folder).TryGet(out var root, out var fault))
        {
            return StoreFaults.Of(fault);
        }

        using (root)
        {
            if (!SharedFolder.Open(Path.Combine(root.Path, PacksName)).TryGet(out var packs, out fault))
            {
                return StoreFaults.Of(fault);
            }

            if (!SharedFolder.Open(Path.Combine(root.Path, HoldersName)).TryGet(out var holders, out fault))
            {
                packs.Dispose();
                return StoreFaults.Of(fault);
            }

            return root.Sync() is { } unsynced ? StoreFaults.Of(unsynced) : Open(packs, holders, root.Path, options ?? new StoreOptions());
        }
    }

    /// <summary>Over folders of any kind: for tests that make the disk fail.</summary>
    internal static Result<ChunkStore, StoreErrorCode> Open(IFolder packs, IFolder holders, string root, StoreOptions options)
    {
        var store = new ChunkStore(packs, holders, root, options);
        if (store._index.Refresh() is not { } fault)
        {
            return store;
        }

        store.Dispose();
        return fault;
    }

    /// <summary>Whether the store had the object at its last look. What other processes have put since then shows after <see cref="Refresh"/>.</summary>
    public bool Has(Digest digest) => _index.TryFind(digest, out _);

    /// <summary>What is known of an object; null when there was none at the last look.</summary>
    public StoredObject? Find(Digest digest) => _index.TryFind(digest, out var place) ? Describe(place.Entry) : null;

    /// <summary>Looks which packs there are now: what other processes have put or collected.</summary>
    public Fault<StoreErrorCode>? Refresh() => _index.Refresh();

    /// <summary>Reads an object into a buffer of exactly its size. After a fault the buffer's content means nothing.</summary>
    /// <param name="sealer">Needed for sealed objects only.</param>
    public Fault<StoreErrorCode>? Get(Digest digest, Span<byte> destination, Sealer? sealer = null)
    {
        while (true)
        {
            if (Look(digest) is not { } place)
            {
                return StoreFaults.Missing(digest);
            }

            if (place.Entry.PlainBytes != destination.Length)
            {
                return new Fault<StoreErrorCode>(StoreErrorCode.TooLarge, $"Object {digest} has {place.Entry.PlainBytes} bytes, not {destination.Length}.");
            }

            var fault = Read(place, destination, sealer, out var isGone);
            if (fault?.Code == StoreErrorCode.Damaged && !isGone && (place.Entry.Encoding != ObjectEncoding.Sealed || !IsIntact(place)))
            {
                // Another pack may have a whole copy, and a new one may be put from now on.
                _index.Condemn(digest, place);
                if (Has(digest))
                {
                    continue;
                }
            }

            if (!isGone)
            {
                return fault;
            }
        }
    }

    /// <summary>Reads an object.</summary>
    /// <param name="maxBytes">A larger one is <see cref="StoreErrorCode.TooLarge"/> and not read.</param>
    /// <param name="sealer">Needed for sealed objects only.</param>
    public Result<byte[], StoreErrorCode> Get(Digest digest, int maxBytes, Sealer? sealer = null)
    {
        if (Look(digest) is not { } place)
        {
            return StoreFaults.Missing(digest);
        }

        if (place.Entry.PlainBytes > maxBytes)
        {
            return new Fault<StoreErrorCode>(StoreErrorCode.TooLarge, $"Object {digest} has {place.Entry.PlainBytes} bytes; at most {maxBytes} are wanted.");
        }

        var bytes = new byte[place.Entry.PlainBytes];
        return Get(digest, bytes, sealer) is { } fault ? fault : bytes;
    }

    /// <summary>Reads an object as it is kept, to be sent on; its checksum is compared, its digest is for the receiver to compare.</summary>
    public Result<EncodedObject, StoreErrorCode> GetEncoded(Digest digest)
    {
        while (true)
        {
            if (Look(digest) is not { } place)
            {
                return StoreFaults.Missing(digest);
            }

            var bytes = new byte[ObjectHead.Bytes + place.Entry.StoredBytes];
            if (place.Pack.Handle.Read(place.Entry.HeadOffset, bytes) is { } failed)
            {
                if (failed.Code == FileErrorCode.NotFound && _index.Refresh() is null)
                {
                    continue;
                }

                return StoreFaults.Of(failed);
            }

            if (IsWhole(place.Entry, bytes))
            {
                return new EncodedObject(digest, place.Entry.Encoding, place.Entry.PlainBytes, bytes.AsMemory(ObjectHead.Bytes));
            }

            _index.Condemn(digest, place);
            if (!Has(digest))
            {
                return StoreFaults.Damaged(digest, "its stored bytes have another checksum");
            }
        }
    }

    /// <summary>
    /// No longer hands out the copy of an object that it now would, so that another can be put: for a sealed object that does not open with the right key. Whether a
    /// key is the right one only the caller knows.
    /// </summary>
    public void Distrust(Digest digest)
    {
        if (_index.TryFind(digest, out var place))
        {
            _index.Condemn(digest, place);
        }
    }

    /// <summary>Where an object's stored bytes lie; nothing is compared.</summary>
    public StoredPlace? Locate(Digest digest) => Look(digest) is { } place
        ? new StoredPlace(Describe(place.Entry), Path.Combine(_packFolder.Path, place.Pack.Name), place.Entry.ContentOffset)
        : null;

    /// <summary>Puts one object and waits until it is safe. For more than one use a batch.</summary>
    /// <param name="now">Calendar time.</param>
    public Result<Digest, StoreErrorCode> Put(ReadOnlyMemory<byte> plain, DateTimeOffset now)
    {
        if (!Begin(now).TryGet(out var batch, out var fault))
        {
            return fault;
        }

        using (batch)
        {
            return !batch.Put(plain.Span).TryGet(out var digest, out fault) ? fault
                : batch.Commit() is { } failed ? failed
                : digest;
        }
    }

    /// <summary>
    /// Begins to put objects. While a batch is open nothing is collected, in any process; waits while a collection runs.
    /// </summary>
    /// <param name="now">Calendar time: what is put is safe from collection for a grace from here on.</param>
    public Result<WriteBatch, StoreErrorCode> Begin(DateTimeOffset now)
    {
        if (!FileLock.Share(_lockPath).TryGet(out var held, out var fault))
        {
            return StoreFaults.Of(fault);
        }

        if (_index.Refresh() is not { } failed)
        {
            return new WriteBatch(this, _packFolder, _index, _holders, held, now);
        }

        held.Dispose();
        return failed;
    }

    public void Dispose()
    {
        _index.Close();
        _packFolder.Dispose();
        _holderFolder.Dispose();
    }

    internal static StoredObject Describe(PackEntry entry) => new(entry.Digest, entry.Encoding, entry.PlainBytes, entry.StoredBytes);

    /// <summary>Whether head and stored bytes are those of the entry.</summary>
    internal static bool IsWhole(PackEntry entry, ReadOnlySpan<byte> headAndStored) =>
        ObjectHead.TryRead(headAndStored, out var head)
        && head.Digest == entry.Digest
        && head.Encoding == entry.Encoding
        && head.PlainBytes == entry.PlainBytes
        && head.StoredBytes == entry.StoredBytes
        && head.ContentChecksum == Ludos.Base.Checksums.Crc32C.Of(headAndStored[ObjectHead.Bytes..]);

    private static bool IsIntact(Place place)
    {
        var bytes = new byte[ObjectHead.Bytes + place.Entry.StoredBytes];
        return place.Pack.Handle.Read(place.Entry.HeadOffset, bytes) is null && IsWhole(place.Entry, bytes);
    }

    private Place? Look(Digest digest) =>
        _index.TryFind(digest, out var place) || (_index.Refresh() is null && _index.TryFind(digest, out place)) ? place : null;

    /// <param name="isGone">A collection replaced the pack meanwhile; the index has been refreshed.</param>
    private Fault<StoreErrorCode>? Read(Place place, Span<byte> destination, Sealer? sealer, out bool isGone)
    {
        var entry = place.Entry;
        if (entry.Encoding == ObjectEncoding.Identity)
        {
            return Fetch(place, destination, out isGone)
                ?? (Digest.Of(destination) == entry.Digest ? null : StoreFaults.Damaged(entry.Digest, "the content has another digest"));
        }

        var stored = ArrayPool<byte>.Shared.Rent(Math.Max(1, entry.StoredBytes));
        try
        {
            var bytes = stored.AsSpan(0, entry.StoredBytes);
            return Fetch(place, bytes, out isGone) ?? ObjectCodec.Decode(entry.Digest, entry.Encoding, bytes, destination, sealer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
        }
    }

    private Fault<StoreErrorCode>? Fetch(Place place, Span<byte> bytes, out bool isGone)
    {
        var fault = place.Pack.Handle.Read(place.Entry.ContentOffset, bytes);
        isGone = fault?.Code == FileErrorCode.NotFound && _index.Refresh() is null;
        return fault is null ? null : StoreFaults.Of(fault);
    }
}
