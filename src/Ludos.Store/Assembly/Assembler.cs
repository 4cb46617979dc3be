using Ludos.Base;

namespace Ludos.Store;

/// <summary>Rebuilds a module's bytes from its chunks in one buffer, each chunk compared with its digest on its way. Thread-safe.</summary>
/// <param name="store">Where the chunks are.</param>
/// <param name="sealer">Opens the sealed ones; null when there are none.</param>
public sealed class Assembler(ChunkStore store, Sealer? sealer = null)
{
    /// <summary>Rebuilds a whole module: its head, its files at their offsets, and zeros between them.</summary>
    /// <param name="head">The first bytes, compared with the module's digest by the caller.</param>
    /// <param name="map">The files, in the order of the head's directory.</param>
    /// <param name="offsets">Where each file begins, in bytes, from the head's directory: at or behind the end of the one before.</param>
    /// <param name="sizeBytes">Length of the module.</param>
    /// <param name="workers">Threads that read and decode, this one included.</param>
    public Result<byte[], StoreErrorCode> Assemble(ReadOnlySpan<byte> head, ChunkMap map, IReadOnlyList<long> offsets, long sizeBytes, int workers = 1)
    {
        if (Complaint(head.Length, map, offsets, sizeBytes) is { } complaint)
        {
            return StoreFaults.Malformed(complaint);
        }

        var module = new byte[sizeBytes];
        head.CopyTo(module);
        var pieces = map.Files.Zip(offsets).SelectMany(file => Pieces(file.First, (int)file.Second)).ToArray();
        return Fill(module, pieces, workers) is { } fault ? fault : module;
    }

    /// <summary>Rebuilds one file into a buffer of exactly its size.</summary>
    /// <param name="workers">Threads that read and decode, this one included.</param>
    public Fault<StoreErrorCode>? Assemble(FileChunks file, Memory<byte> destination, int workers = 1) => destination.Length == file.SizeBytes
        ? Fill(destination, [.. Pieces(file, 0)], workers)
        : throw new ArgumentException($"The file has {file.SizeBytes} bytes, the buffer {destination.Length}.", nameof(destination));

    internal static string? Complaint(int headBytes, ChunkMap map, IReadOnlyList<long> offsets, long sizeBytes)
    {
        if (offsets.Count != map.Files.Count)
        {
            return $"The chunk map has {map.Files.Count} files, the module {offsets.Count}.";
        }

        if (sizeBytes is < 0 or > StoreLimits.MaxObjectBytes || headBytes > sizeBytes)
        {
            return $"A module of {sizeBytes} bytes with a head of {headBytes} cannot be.";
        }

        long end = headBytes;
        foreach (var (index, file) in map.Files.Index())
        {
            if (offsets[index] < end || offsets[index] > sizeBytes - file.SizeBytes)
            {
                return $"File {index} of {file.SizeBytes} bytes cannot lie at {offsets[index]}.";
            }

            end = offsets[index] + file.SizeBytes;
        }

        return null;
    }

    private static IEnumerable<(Chunk Chunk, int Offset)> Pieces(FileChunks file, int offset)
    {
        foreach (var chunk in file.Chunks)
        {
            yield return (chunk, offset);
            offset += chunk.SizeBytes;
        }
    }

    private Fault<StoreErrorCode>? Fill(Memory<byte> destination, (Chunk Chunk, int Offset)[] pieces, int workers)
    {
        Fault<StoreErrorCode>? fault = null;
        var next = -1;
        void Work()
        {
            while (Volatile.Read(ref fault) is null && Interlocked.Increment(ref next) is var index && index < pieces.Length)
            {
                var (chunk, offset) = pieces[index];
                if (store.Get(chunk.Digest, destination.Span.Slice(offset, chunk.SizeBytes), sealer) is { } failed)
                {
                    Volatile.Write(ref fault, failed);
                }
            }
        }

        if (workers == 1)
        {
            Work();
        }
        else
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => Work());
        }

        return fault;
    }
}
