using Ludos.Base;

namespace Ludos.Store;

/// <summary>A piece of a file.</summary>
/// <param name="Digest">Names the object that holds it.</param>
/// <param name="SizeBytes">1 to <see cref="StoreLimits.MaxChunkBytes"/>; one that is a whole file may be larger.</param>
public readonly record struct Chunk(Digest Digest, int SizeBytes);

/// <summary>One file of a module and what it is made of.</summary>
/// <param name="Digest">Of the whole content.</param>
/// <param name="SizeBytes">Length of the content.</param>
/// <param name="Chunks">In order, their sizes adding up to the file's. A file kept whole is one chunk that has its digest; an empty file has none.</param>
public sealed record FileChunks(Digest Digest, int SizeBytes, IReadOnlyList<Chunk> Chunks);

/// <summary>Of which chunks each file of a module is made, the files in the order of the module's directory. An object with one encoding; see docs/reference/chunks.md.</summary>
public sealed record ChunkMap(IReadOnlyList<FileChunks> Files)
{
    /// <summary>The digest of no bytes: that of every empty file.</summary>
    internal static readonly Digest Empty = Digest.Of(default);

    /// <summary>Every object that the files need, each once, in order of first use.</summary>
    public IEnumerable<Chunk> Objects()
    {
        var seen = new HashSet<Digest>();
        return Files.SelectMany(file => file.Chunks).Where(chunk => seen.Add(chunk.Digest));
    }

    /// <summary>The one encoding of this map.</summary>
    /// <exception cref="ArgumentException">It breaks a rule that <see cref="Parse"/> holds it to; the message names the file.</exception>
    public byte[] Write() => ChunkMapFormat.Write(this);

    /// <summary>Reads what <see cref="Write"/> writes, and nothing else: every accepted map writes the same bytes again.</summary>
    public static Result<ChunkMap, StoreErrorCode> Parse(ReadOnlySpan<byte> bytes) => ChunkMapFormat.Parse(bytes);
}
