using Ludos.Base;

namespace Ludos.Store;

/// <summary>One file's way through the cutter: whoever is free finds the next cut, leaves the rest to the others, and works on the piece that it cut off.</summary>
internal sealed class CutWork(ReadOnlyMemory<byte> content, int workers)
{
    private readonly Lock _gate = new();
    private readonly List<Chunk> _chunks = [];
    private int _cutTo;
    private Fault<StoreErrorCode>? _fault;

    internal Fault<StoreErrorCode>? Run(Func<Digest, ReadOnlyMemory<byte>, Fault<StoreErrorCode>?> put, Digest whole)
    {
        if (workers == 1 || content.Length <= Chunker.MaxBytes)
        {
            Work(put, whole);
        }
        else
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => Work(put, whole));
        }

        return _fault;
    }

    internal IReadOnlyList<Chunk> Chunks() => _chunks;

    private void Work(Func<Digest, ReadOnlyMemory<byte>, Fault<StoreErrorCode>?> put, Digest whole)
    {
        while (Next() is { } piece)
        {
            var plain = content.Slice(piece.Offset, piece.Length);
            var digest = plain.Length == content.Length ? whole : Digest.Of(plain.Span);
            var fault = put(digest, plain);
            lock (_gate)
            {
                _chunks[piece.Index] = new Chunk(digest, plain.Length);
                _fault ??= fault;
            }
        }
    }

    private (int Index, int Offset, int Length)? Next()
    {
        lock (_gate)
        {
            if (_fault is not null || _cutTo == content.Length)
            {
                return null;
            }

            var rest = content.Span[_cutTo..];
            var length = content.Length <= Chunker.AverageBytes ? rest.Length : Chunker.NextCut(rest);
            var piece = (_chunks.Count, _cutTo, length);
            _chunks.Add(default);
            _cutTo += length;
            return piece;
        }
    }
}
