using Ludos.Base;

namespace Ludos.Store;

/// <summary>A file that the new release has, in the order of its directory.</summary>
public sealed record TargetFile(string Path, FileChunks Content);

/// <summary>A patch that the new release offers for one of its files.</summary>
/// <param name="Path">The new file's.</param>
/// <param name="From">Digest of the file it starts from.</param>
/// <param name="Object">The patch object.</param>
/// <param name="SizeBytes">Length of the patch object.</param>
public sealed record PatchOffer(string Path, Digest From, Digest Object, long SizeBytes);

/// <summary>Where one file of the new release comes from.</summary>
public enum FileSource
{
    /// <summary>A file of the old version, or an earlier one of the new, has the same content.</summary>
    Held,

    /// <summary>Its chunks, of which some may have to be fetched.</summary>
    Chunks,

    /// <summary>A patch from a file that is held.</summary>
    Patch,
}

/// <summary>What is to be done for one file.</summary>
/// <param name="Target">The file.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Patch">The patch to fetch; only with <see cref="FileSource.Patch"/>.</param>
/// <param name="Missing">The chunks to fetch; only with <see cref="FileSource.Chunks"/>.</param>
public sealed record PlannedFile(TargetFile Target, FileSource Source, PatchOffer? Patch, IReadOnlyList<Chunk> Missing);

/// <summary>How to come from what is held to a new release: files in the order in which they are rebuilt.</summary>
/// <param name="Files">One for each file of the release.</param>
/// <param name="WireBytes">What is left to fetch, as estimated: patches, and chunks as the planner was told to count them.</param>
public sealed record UpdatePlan(IReadOnlyList<PlannedFile> Files, long WireBytes)
{
    /// <summary>Every object to fetch, each once.</summary>
    public IEnumerable<Digest> Objects() => Files.SelectMany(file => file.Missing.Select(chunk => chunk.Digest).Concat(file.Patch is null ? [] : [file.Patch.Object])).Distinct();
}
