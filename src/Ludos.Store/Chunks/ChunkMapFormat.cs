using System.Buffers.Binary;
using Ludos.Base;

namespace Ludos.Store;

/// <summary>
/// A map's bytes: a head of 16, then each file as digest, size and number of chunks, then the chunks of all files. A file kept whole says 0 chunks.
/// </summary>
internal static class ChunkMapFormat
{
    private const int HeadBytes = 16;
    private const int FileBytes = Digest.SizeBytes + 8;
    private const int ChunkBytes = Digest.SizeBytes + 4;
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "LMAP"u8;

    internal static byte[] Write(ChunkMap map)
    {
        if (Complaint(map) is { } complaint)
        {
            throw new ArgumentException(complaint, nameof(map));
        }

        var listed = map.Files.Select(file => IsWhole(file) ? [] : file.Chunks).ToArray();
        var bytes = new byte[HeadBytes + (map.Files.Count * FileBytes) + (listed.Sum(chunks => chunks.Count) * ChunkBytes)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)map.Files.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), (uint)listed.Sum(chunks => chunks.Count));
        var at = bytes.AsSpan(HeadBytes);
        foreach (var (file, chunks) in map.Files.Zip(listed))
        {
            file.Digest.Span.CopyTo(at);
            BinaryPrimitives.WriteUInt32LittleEndian(at[Digest.SizeBytes..], (uint)file.SizeBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(at[(Digest.SizeBytes + 4)..], (uint)chunks.Count);
            at = at[FileBytes..];
        }

        foreach (var chunk in listed.SelectMany(chunks => chunks))
        {
            chunk.Digest.Span.CopyTo(at);
            BinaryPrimitives.WriteUInt32LittleEndian(at[Digest.SizeBytes..], (uint)chunk.SizeBytes);
            at = at[ChunkBytes..];
        }

        return bytes;
    }

    internal static Result<ChunkMap, StoreErrorCode> Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeadBytes || !bytes.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Version)
        {
            return StoreFaults.Malformed("This is no chunk map of version 1.");
        }

        var files = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        var chunks = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        if (files > StoreLimits.MaxMapFiles || chunks > StoreLimits.MaxMapChunks)
        {
            return new Fault<StoreErrorCode>(StoreErrorCode.TooLarge, $"A chunk map has at most {StoreLimits.MaxMapFiles} files and {StoreLimits.MaxMapChunks} chunks; this says {files} and {chunks}.");
        }

        if (bytes.Length != HeadBytes + (files * FileBytes) + (chunks * ChunkBytes))
        {
            return StoreFaults.Malformed($"A chunk map of {files} files and {chunks} chunks has {HeadBytes + (files * FileBytes) + (chunks * ChunkBytes)} bytes, not {bytes.Length}.");
        }

        return ReadFiles(bytes.Slice(HeadBytes, (int)files * FileBytes), bytes[(HeadBytes + ((int)files * FileBytes))..]);
    }

    private static Result<ChunkMap, StoreErrorCode> ReadFiles(ReadOnlySpan<byte> files, ReadOnlySpan<byte> chunks)
    {
        var read = new List<FileChunks>(files.Length / FileBytes);
        for (; !files.IsEmpty; files = files[FileBytes..])
        {
            var digest = new Digest(files[..Digest.SizeBytes]);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(files[Digest.SizeBytes..]);
            var count = BinaryPrimitives.ReadUInt32LittleEndian(files[(Digest.SizeBytes + 4)..]);
            if (size > StoreLimits.MaxObjectBytes || count > chunks.Length / ChunkBytes)
            {
                return StoreFaults.Malformed($"File {read.Count} of the chunk map says {size} bytes in {count} chunks; so many there are not.");
            }

            var own = ReadChunks(chunks[..((int)count * ChunkBytes)]);
            chunks = chunks[((int)count * ChunkBytes)..];
            var file = new FileChunks(digest, (int)size, count == 0 && size > 0 ? [new Chunk(digest, (int)size)] : own);
            if (Complaint(file, isListed: count > 0) is { } complaint)
            {
                return StoreFaults.Malformed($"File {read.Count} of the chunk map {complaint}.");
            }

            read.Add(file);
        }

        return chunks.IsEmpty ? new ChunkMap(read) : StoreFaults.Malformed("The chunk map has chunks that belong to no file.");
    }

    private static Chunk[] ReadChunks(ReadOnlySpan<byte> bytes)
    {
        var chunks = new Chunk[bytes.Length / ChunkBytes];
        for (var index = 0; index < chunks.Length; index++)
        {
            var at = bytes.Slice(index * ChunkBytes, ChunkBytes);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(at[Digest.SizeBytes..]);
            chunks[index] = new Chunk(new Digest(at[..Digest.SizeBytes]), size > StoreLimits.MaxChunkBytes ? int.MaxValue : (int)size);
        }

        return chunks;
    }

    private static string? Complaint(ChunkMap map)
    {
        if (map.Files.Count > StoreLimits.MaxMapFiles || map.Files.Sum(file => file.Chunks.Count) > StoreLimits.MaxMapChunks)
        {
            return $"A chunk map has at most {StoreLimits.MaxMapFiles} files and {StoreLimits.MaxMapChunks} chunks.";
        }

        foreach (var (index, file) in map.Files.Index())
        {
            if (Complaint(file, isListed: file.Chunks.Count > 0 && !IsWhole(file)) is { } complaint)
            {
                return $"File {index} of the chunk map {complaint}.";
            }
        }

        return null;
    }

    private static string? Complaint(FileChunks file, bool isListed)
    {
        if (file.SizeBytes is < 0 or > StoreLimits.MaxObjectBytes)
        {
            return $"has {file.SizeBytes} bytes; {StoreLimits.MaxObjectBytes} are the most";
        }

        if (file.SizeBytes == 0)
        {
            return file.Chunks.Count > 0 ? "is empty and has chunks" : file.Digest != ChunkMap.Empty ? "is empty and has another digest than nothing has" : null;
        }

        if (isListed && file.Chunks.Count == 1)
        {
            return "lists the one chunk that it is";
        }

        if (file.Chunks.Sum(chunk => (long)chunk.SizeBytes) != file.SizeBytes)
        {
            return $"has {file.SizeBytes} bytes, and its chunks have not";
        }

        return isListed && file.Chunks.Any(chunk => chunk.SizeBytes is < 1 or > StoreLimits.MaxChunkBytes)
            ? $"has a chunk of a size that is not 1 to {StoreLimits.MaxChunkBytes}"
            : null;
    }

    private static bool IsWhole(FileChunks file) => file.Chunks.Count == 1 && file.Chunks[0].Digest == file.Digest && file.Chunks[0].SizeBytes == file.SizeBytes;
}
