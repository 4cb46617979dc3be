using Ludos.Base;

namespace Ludos.Store;

/// <summary>A patch for one file of a release.</summary>
public sealed record FilePatch(string Path, Patch Patch);

/// <summary>
/// What a publisher does once per release: for each new file a patch from the old file that is most like it and, where that helps, from a new file that comes
/// before it, if the patch is smaller than the chunks that a holder of the old version lacks.
/// </summary>
public static class ModulePatches
{
    /// <summary>What a patch costs besides its bytes: its entry in the release, compressed, and a request.</summary>
    private const int EntryBytes = 160;

    /// <summary>How much more another file must share than the one of the same path, or of the same name in another folder.</summary>
    private const double SamePathFactor = 2;
    private const double SameNameFactor = 1.5;

    /// <param name="before">Files of the old version.</param>
    /// <param name="after">Files of the new version in the order of its directory: the order in which they are rebuilt.</param>
    /// <param name="progress">Called with each path before it is worked on; null for silence.</param>
    public static IReadOnlyList<FilePatch> Make(IReadOnlyList<NamedContent> before, IReadOnlyList<NamedContent> after, Action<string>? progress = null)
    {
        var held = before.Select(file => file.Digest).ToHashSet();
        var chunks = before.SelectMany(file => FileCutter.Cut(file.Content).Chunks).Select(chunk => chunk.Digest).ToHashSet();
        var old = before.Where(file => file.Content.Length > 0).Select(file => (File: file, Sketch: Likeness.Of(file.Content.Span))).ToArray();
        var rebuilt = new List<(NamedContent File, Likeness Sketch)>();
        var patches = new List<FilePatch>();
        foreach (var file in after.Where(file => file.Content.Length > 0))
        {
            var sketch = Likeness.Of(file.Content.Span);
            if (held.Add(file.Digest) && MissingBytes(file, chunks) is > EntryBytes and var missing)
            {
                progress?.Invoke(file.Path);
                if (Smallest(file, Nearest(old, file, sketch), Nearest(rebuilt, file, sketch)) is { } patch && patch.Bytes.Length + EntryBytes < missing)
                {
                    patches.Add(new FilePatch(file.Path, patch));
                }
            }

            rebuilt.Add((file, sketch));
        }

        return patches;
    }

    /// <summary>What fetching the file by chunks would cost whoever holds the old version.</summary>
    private static long MissingBytes(NamedContent file, HashSet<Digest> chunks)
    {
        var (bytes, at) = (0L, 0);
        foreach (var chunk in FileCutter.Cut(file.Content).Chunks)
        {
            if (chunks.Add(chunk.Digest))
            {
                bytes += ObjectCodec.Encode(chunk.Digest, file.Content.Slice(at, chunk.SizeBytes), CompressionEffort.Small).Bytes.Length;
            }

            at += chunk.SizeBytes;
        }

        return bytes;
    }

    private static Patch? Smallest(NamedContent file, NamedContent? old, NamedContent? sibling)
    {
        var best = old is null ? null : Patch.Make(file.Content, [BaseOf(old)]);
        if (sibling is null || best?.Bytes.Length < EntryBytes || (long)sibling.Content.Length + (old?.Content.Length ?? 0) > StoreLimits.MaxObjectBytes)
        {
            return best;
        }

        var other = Patch.Make(file.Content, old is null ? [BaseOf(sibling)] : [BaseOf(old), BaseOf(sibling)]);
        return best is null || other.Bytes.Length < best.Bytes.Length ? other : best;
    }

    private static PatchBase BaseOf(NamedContent file) => new(file.Digest, file.Content);

    /// <summary>The file of the same path, unless another shares clearly more; a sketch is too coarse to choose between near equals.</summary>
    private static NamedContent? Nearest(IReadOnlyList<(NamedContent File, Likeness Sketch)> files, NamedContent wanted, Likeness sketch) => files
        .Select(each => (each.File, Score: (1 + each.Sketch.With(sketch)) * Kinship(each.File.Path, wanted.Path)))
        .Where(each => each.Score > 1)
        .OrderByDescending(each => each.Score)
        .Select(each => each.File)
        .FirstOrDefault();

    private static double Kinship(string path, string wanted) =>
        path == wanted ? SamePathFactor : Path.GetFileName(path) == Path.GetFileName(wanted) ? SameNameFactor : 1;
}
