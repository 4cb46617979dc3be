using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Bench.Wasm;
using Ludos.Platform;
using Ludos.Store;

namespace Ludos.Bench.Distribution.Store;

/// <summary>One content, put into a fresh store on the disk at every turn, got from the last, and hashed. Times are nanoseconds.</summary>
internal sealed class StoreTimings : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private readonly DistributionBenchContext _context;
    private readonly StoreCase _case;
    private readonly MonotonicClock _clock;
    private readonly Digest _digest;
    private readonly FileChunks _file;
    private readonly EncodedObject[] _encoded;
    private readonly byte[] _back;
    private readonly List<string> _folders = [];
    private ChunkStore? _store;

    internal StoreTimings(DistributionBenchContext context, StoreCase content, MonotonicClock clock)
    {
        _context = context;
        _case = content;
        _clock = clock;
        _digest = Digest.Of(content.Content);
        _file = FileCutter.Cut(content.Content);
        _back = new byte[content.Content.Length];
        _encoded = content.IsEncoded ? Encode() : [];
    }

    internal int SizeBytes => _case.Content.Length;

    internal int Chunks => _file.Chunks.Count;

    internal long StoredBytes => _store?.StoredBytes ?? 0;

    internal bool IsExact => _back.AsSpan().SequenceEqual(_case.Content);

    internal double Hash()
    {
        Span<byte> digest = stackalloc byte[Digest.SizeBytes];
        var from = _clock.NowNs;
        _ = SHA256.HashData(_case.Content, digest);
        var took = _clock.NowNs - from;
        return new Digest(digest) == _digest ? took : throw new BenchmarkException("The reference hashed something else.");
    }

    internal double Put(int workers)
    {
        // The folders of earlier turns go at the end: what removing them costs the disk is not this turn's.
        _store?.Dispose();
        _folders.Add(_context.NewFolder("store"));
        _store = ChunkStore.Open(_folders[^1]).Value;
        var from = _clock.NowNs;
        using (var batch = _store.Begin(Now).Value)
        {
            Fault<StoreErrorCode>? fault;
            if (_case.IsEncoded)
            {
                fault = PutEncoded(batch, workers);
            }
            else
            {
                _ = FileCutter.Put(batch, _digest, _case.Content, _case.Sealer, workers).TryGet(out _, out fault);
            }

            if ((fault ?? batch.Commit()) is { } failed)
            {
                throw new BenchmarkException(failed.ToString());
            }
        }

        return _clock.NowNs - from;
    }

    internal double Get(int workers)
    {
        _back.AsSpan().Clear();
        var from = _clock.NowNs;
        var fault = new Assembler(_store!, _case.Sealer).Assemble(_file, _back, workers);
        var took = _clock.NowNs - from;
        return fault is null ? took : throw new BenchmarkException(fault.ToString());
    }

    public void Dispose()
    {
        _store?.Dispose();
        foreach (var folder in _folders)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Fault<StoreErrorCode>? PutEncoded(WriteBatch batch, int workers)
    {
        Fault<StoreErrorCode>? fault = null;
        _ = Parallel.ForEach(_encoded, new ParallelOptions { MaxDegreeOfParallelism = workers }, encoded =>
        {
            if (batch.PutEncoded(encoded) is { } failed)
            {
                fault = failed;
            }
        });
        return fault;
    }

    private EncodedObject[] Encode()
    {
        var offsets = new int[_file.Chunks.Count];
        for (var index = 1; index < offsets.Length; index++)
        {
            offsets[index] = offsets[index - 1] + _file.Chunks[index - 1].SizeBytes;
        }

        return [.. _file.Chunks.Select((chunk, index) => ObjectCodec.Encode(chunk.Digest, _case.Content.AsMemory(offsets[index], chunk.SizeBytes), CompressionEffort.Fast))];
    }
}
