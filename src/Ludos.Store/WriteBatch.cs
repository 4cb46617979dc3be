using System.Buffers;
using Ludos.Base;
using Ludos.Base.Checksums;
using Ludos.Platform.Files;

namespace Ludos.Store;

/// <summary>
/// Objects that become safe together: nothing is acknowledged before <see cref="Commit"/> returns without a fault, and then all of it is. A batch that is
/// disposed without that leaves nothing. Putting is thread-safe; committing is for one thread, when the others are done.
/// </summary>
public sealed class WriteBatch : IDisposable
{
    private readonly ChunkStore _store;
    private readonly IFolder _folder;
    private readonly PackIndex _index;
    private readonly HolderFolder _holders;
    private readonly FileLock _lock;
    private readonly DateTimeOffset _now;
    private readonly Lock _gate = new();
    private readonly HashSet<Digest> _written = [];
    private readonly HashSet<Digest> _all = [];
    private readonly List<PackWriter> _full = [];
    private readonly List<Task<Fault<StoreErrorCode>?>> _finishing = [];
    private PackWriter? _open;
    private Fault<StoreErrorCode>? _failed;
    private long _writtenBytes;
    private bool _isDone;

    internal WriteBatch(ChunkStore store, IFolder folder, PackIndex index, HolderFolder holders, FileLock held, DateTimeOffset now)
    {
        _store = store;
        _folder = folder;
        _index = index;
        _holders = holders;
        _lock = held;
        _now = now;
    }

    /// <summary>Objects put, those that were there already too.</summary>
    public IReadOnlyCollection<Digest> Objects => _all;

    /// <summary>Whether an object is in the store or in this batch.</summary>
    public bool Has(Digest digest)
    {
        lock (_gate)
        {
            return _written.Contains(digest) || _index.TryFind(digest, out _);
        }
    }

    /// <summary>Hashes, compresses as the store's options say, and writes; what is there already is only noted.</summary>
    /// <param name="plain">At most <see cref="StoreLimits.MaxObjectBytes"/> bytes.</param>
    /// <param name="sealer">Seals the content when given.</param>
    public Result<Digest, StoreErrorCode> Put(ReadOnlySpan<byte> plain, Sealer? sealer = null)
    {
        var digest = Digest.Of(plain);
        return PutTrusted(digest, plain, sealer) is { } fault ? fault : digest;
    }

    /// <summary>Puts an object that came from elsewhere: decodes it, within the size it says, and compares its digest; keeps it in the encoding it came in.</summary>
    /// <param name="encoded">What a stranger sent.</param>
    /// <param name="sealer">Needed to compare a sealed object; without it <see cref="PutSealed"/> is the only way.</param>
    public Fault<StoreErrorCode>? PutEncoded(EncodedObject encoded, Sealer? sealer = null)
    {
        if (Reject(encoded) is { } rejected)
        {
            return rejected;
        }

        if (Note(encoded.Digest))
        {
            return null;
        }

        if (encoded.Encoding == ObjectEncoding.Identity)
        {
            return Digest.Of(encoded.Bytes.Span) != encoded.Digest
                ? StoreFaults.Damaged(encoded.Digest, "the content has another digest")
                : Write(encoded);
        }

        var plain = ArrayPool<byte>.Shared.Rent(Math.Max(1, encoded.PlainBytes));
        try
        {
            return ObjectCodec.Decode(encoded.Digest, encoded.Encoding, encoded.Bytes.Span, plain.AsSpan(0, encoded.PlainBytes), sealer) ?? Write(encoded);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: encoded.Encoding == ObjectEncoding.Sealed);
        }
    }

    /// <summary>Puts a sealed object whose key this process does not have: it is kept as it came, and compared when it is opened.</summary>
    public Fault<StoreErrorCode>? PutSealed(EncodedObject encoded)
    {
        if (encoded.Encoding != ObjectEncoding.Sealed)
        {
            throw new ArgumentException("Only a sealed object is kept without a look inside.", nameof(encoded));
        }

        return Reject(encoded) ?? (Note(encoded.Digest) ? null : Write(encoded));
    }

    /// <summary>Brings all to the disk with a few waits, and only then to the eyes of others.</summary>
    /// <param name="holder">Also holds the batch's objects, in the same acknowledgement.</param>
    public Fault<StoreErrorCode>? Commit(string? holder = null)
    {
        ObjectDisposedException.ThrowIf(_isDone, this);
        if (holder is not null)
        {
            HolderFolder.RequireName(holder);
        }

        _isDone = true;
        try
        {
            return _failed ?? FinishPacks() ?? PublishPacks() ?? (holder is null ? null : _holders.Extend(holder, new HolderRecord(_all, 0)));
        }
        finally
        {
            Abandon();
        }
    }

    public void Dispose()
    {
        _isDone = true;
        Abandon();
    }

    /// <param name="digest">Of <paramref name="plain"/>; trusted.</param>
    internal Fault<StoreErrorCode>? PutTrusted(Digest digest, ReadOnlySpan<byte> plain, Sealer? sealer)
    {
        if (plain.Length > StoreLimits.MaxObjectBytes)
        {
            return TooLarge(digest, plain.Length);
        }

        if (Note(digest))
        {
            return null;
        }

        var scratch = ArrayPool<byte>.Shared.Rent(Sealer.MaxSealedBytes(plain.Length));
        try
        {
            if (sealer is not null)
            {
                return Write(digest, ObjectEncoding.Sealed, plain.Length, scratch.AsSpan(0, sealer.Seal(digest, plain, _store.Options.Effort, scratch)));
            }

            var compressed = Compression.TryCompress(plain, scratch, _store.Options.Effort, out var encoding);
            return Write(digest, encoding, plain.Length, compressed == 0 ? plain : scratch.AsSpan(0, compressed));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    private static Fault<StoreErrorCode>? Reject(EncodedObject encoded)
    {
        if (encoded.PlainBytes is < 0 or > StoreLimits.MaxObjectBytes || encoded.Bytes.Length > StoreLimits.MaxStoredBytes)
        {
            return TooLarge(encoded.Digest, Math.Max(encoded.PlainBytes, encoded.Bytes.Length));
        }

        return !ObjectHead.AreSizes(encoded.Encoding, (uint)encoded.PlainBytes, (uint)encoded.Bytes.Length) || encoded.Encoding > ObjectEncoding.Sealed
            ? StoreFaults.Damaged(encoded.Digest, "its sizes and its encoding do not go together")
            : null;
    }

    private static Fault<StoreErrorCode> TooLarge(Digest digest, int bytes) =>
        new(StoreErrorCode.TooLarge, $"Object {digest} has {bytes} bytes; {StoreLimits.MaxObjectBytes} are the most.", "Cut it into chunks.");

    /// <returns>True when there is nothing left to do: the object is here already.</returns>
    private bool Note(Digest digest)
    {
        ObjectDisposedException.ThrowIf(_isDone, this);
        lock (_gate)
        {
            _ = _all.Add(digest);
            return _written.Contains(digest) || _index.TryFind(digest, out _);
        }
    }

    private Fault<StoreErrorCode>? Write(EncodedObject encoded) => Write(encoded.Digest, encoded.Encoding, encoded.PlainBytes, encoded.Bytes.Span);

    private Fault<StoreErrorCode>? Write(Digest digest, ObjectEncoding encoding, int plainBytes, ReadOnlySpan<byte> stored)
    {
        var checksum = Crc32C.Of(stored);
        lock (_gate)
        {
            if (_failed is not null)
            {
                return _failed;
            }

            if (!_written.Add(digest))
            {
                return null;
            }

            _writtenBytes += ObjectHead.Bytes + stored.Length;
            if (_index.StoredBytes + _writtenBytes > _store.Options.QuotaBytes)
            {
                return _failed = new Fault<StoreErrorCode>(StoreErrorCode.QuotaUsedUp, $"{_writtenBytes} bytes more do not fit in the store's quota of {_store.Options.QuotaBytes} bytes.", "Remove what is not needed and collect, or raise the quota.");
            }

            return _failed = Append(digest, encoding, plainBytes, stored, checksum);
        }
    }

    private Fault<StoreErrorCode>? Append(Digest digest, ObjectEncoding encoding, int plainBytes, ReadOnlySpan<byte> stored, uint checksum)
    {
        if (_open is null)
        {
            if (!PackWriter.Create(_folder, _now).TryGet(out _open, out var fault))
            {
                return fault;
            }
        }

        if (_open.Append(digest, encoding, plainBytes, stored, checksum) is { } failed)
        {
            return failed;
        }

        if (_open.LengthBytes >= StoreLimits.PackBytes || _open.Count == StoreLimits.MaxPackObjects)
        {
            // The disk works on a full pack while the next one fills.
            var full = _open;
            _open = null;
            _full.Add(full);
            _finishing.Add(Task.Run(full.Finish));
        }

        return null;
    }

    private Fault<StoreErrorCode>? FinishPacks()
    {
        Fault<StoreErrorCode>? fault = null;
        if (_open is { } last)
        {
            _open = null;
            _full.Add(last);
            fault = last.Finish();
        }

        foreach (var finishing in _finishing)
        {
            fault ??= finishing.GetAwaiter().GetResult();
        }

        return fault;
    }

    private Fault<StoreErrorCode>? PublishPacks()
    {
        if (_full.Count == 0)
        {
            return null;
        }

        foreach (var pack in _full)
        {
            if (pack.Publish() is { } fault)
            {
                return fault;
            }
        }

        return _folder.Sync() is { } unsynced ? StoreFaults.Of(unsynced) : _index.Refresh();
    }

    private void Abandon()
    {
        _ = Task.WhenAll(_finishing).ContinueWith(_ => { }, TaskScheduler.Default).Wait(Timeout.Infinite);
        _open?.Dispose();
        _open = null;
        foreach (var pack in _full)
        {
            pack.Dispose();
        }

        _full.Clear();
        _finishing.Clear();
        _lock.Dispose();
    }
}
