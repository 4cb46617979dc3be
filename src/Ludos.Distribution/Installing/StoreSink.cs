using Ludos.Base;
using Ludos.Store;

namespace Ludos.Distribution;

/// <summary>
/// Puts fetched objects into the store, in batches: what was fetched is safe after every few megabytes, and the disk is not asked to wait for
/// each chunk. Thread-safe.
/// </summary>
internal sealed class StoreSink : IObjectSink, IDisposable
{
    private const long BatchBytes = 8 * 1024 * 1024;

    private readonly ChunkStore _store;
    private readonly Func<DateTimeOffset> _now;
    private readonly ReaderWriterLockSlim _gate = new();
    private WriteBatch? _batch;
    private long _batchBytes;

    public StoreSink(ChunkStore store, Func<DateTimeOffset> now)
    {
        _store = store;
        _now = now;
    }

    public bool Has(Digest digest) => _store.Has(digest);

    public Fault<DownloadErrorCode>? Keep(EncodedObject encoded, ReadOnlyMemory<byte> plain)
    {
        while (!TryPut(encoded, out var fault))
        {
            if ((fault ?? Begin()) is { } failed)
            {
                return failed;
            }
        }

        return Interlocked.Add(ref _batchBytes, encoded.Bytes.Length) < BatchBytes ? null : Commit();
    }

    /// <summary>Makes all that was kept so far safe.</summary>
    public Fault<DownloadErrorCode>? Commit()
    {
        _gate.EnterWriteLock();
        try
        {
            var batch = _batch;
            _batch = null;
            _batchBytes = 0;
            using (batch)
            {
                return batch?.Commit() is { } fault ? Of(fault) : null;
            }
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    public void Dispose()
    {
        _batch?.Dispose();
        _gate.Dispose();
    }

    /// <summary>False without a fault where a batch must be begun first.</summary>
    private bool TryPut(EncodedObject encoded, out Fault<DownloadErrorCode>? fault)
    {
        fault = null;
        _gate.EnterReadLock();
        try
        {
            if (_batch is null)
            {
                return false;
            }

            fault = (encoded.Encoding == ObjectEncoding.Sealed ? _batch.PutSealed(encoded) : _batch.PutEncoded(encoded)) is { } failed ? Of(failed) : null;
            return fault is null;
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    private Fault<DownloadErrorCode>? Begin()
    {
        _gate.EnterWriteLock();
        try
        {
            if (_batch is not null)
            {
                return null;
            }

            return _store.Begin(_now()).TryGet(out _batch, out var fault) ? null : Of(fault);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    private static Fault<DownloadErrorCode> Of(Fault<StoreErrorCode> fault) => new(
        fault.Code is StoreErrorCode.DiskFull or StoreErrorCode.QuotaUsedUp ? DownloadErrorCode.DiskFull : DownloadErrorCode.NotKept,
        fault.Message,
        fault.Mend);
}
