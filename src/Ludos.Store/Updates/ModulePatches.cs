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
    /// <param name="progress">Called with each path before it is worked on, from any thread; null for silence.</param>
    /// <param name="workers">Files worked on at once.</param>
    public static IReadOnlyList<FilePatch> Make(IReadOnlyList<NamedContent> before, IReadOnlyList<NamedContent> after, Action<string>? progress = null, int workers = 1)
    {
        var held = before.Select(file => file.Digest).ToHashSet();
        var chunks = before.SelectMany(file => FileCutter.Cut(file.Content).Chunks).Select(chunk => chunk.Digest).ToHashSet();
        var old = before.Where(file => file.Content.Length > 0).Select(Sketched.Of).ToArray();
        var rebuilt = new List<Sketched>();
        var work = new List<Candidate>();
        foreach (var file in after.Where(file => file.Content.Length > 0).Select(Sketched.Of))
        {
            if (held.Add(file.File.Digest) && MissingBytes(file.File, chunks) is > EntryBytes and var missing)
            {
                work.Add(new Candidate(file.File, missing, Nearest(old, file), Nearest(rebuilt, file)));
            }
            else if (!before.Any(each => each.Digest == file.File.Digest))
            {
                // It comes by chunks, which may be after the patches: nothing can start from it.
                continue;
            }

            rebuilt.Add(file);
        }

        var patches = new FilePatch?[work.Count];
        _ = Parallel.For(0, work.Count, new ParallelOptions { MaxDegreeOfParallelism = workers }, index =>
        {
            var (file, missing, oldFile, sibling) = work[index];
            progress?.Invoke(file.Path);
            patches[index] = Smallest(file, oldFile, sibling) is { } patch && patch.Bytes.Length + EntryBytes < missing ? new FilePatch(file.Path, patch) : null;
        });
        return WithoutOrphans([.. patches.OfType<FilePatch>()], before, after);
    }

    /// <summary>Leaves out what starts from a new file that comes by chunks after all.</summary>
    private static List<FilePatch> WithoutOrphans(List<FilePatch> patches, IReadOnlyList<NamedContent> before, IReadOnlyList<NamedContent> after)
    {
        var digests = after.ToDictionary(file => file.Path, file => file.Digest, StringComparer.Ordinal);
        while (true)
        {
            var held = before.Select(file => file.Digest).Concat(patches.Select(patch => digests[patch.Path])).ToHashSet();
            if (patches.RemoveAll(patch => !Patch.Bases(patch.Patch.Bytes).Value.All(each => held.Contains(each.Digest))) == 0)
            {
                return patches;
            }
        }
    }

    /// <summary>What fetching the file by chunks would cost whoever holds the old version: chunks that other new files need too are counted, since those may come by patch.</summary>
    private static long MissingBytes(NamedContent file, HashSet<Digest> chunks)
    {
        var (bytes, at) = (0L, 0);
        foreach (var chunk in FileCutter.Cut(file.Content).Chunks)
        {
            if (!chunks.Contains(chunk.Digest))
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
    private static NamedContent? Nearest(IReadOnlyList<Sketched> files, Sketched wanted) => files
        .Select(each => (each.File, Score: (1 + each.Sketch.With(wanted.Sketch)) * Kinship(each.File.Path, wanted.File.Path)))
        .Where(each => each.Score > 1)
        .OrderByDescending(each => each.Score)
        .Select(each => each.File)
        .FirstOrDefault();

    private static double Kinship(string path, string wanted) =>
        path == wanted ? SamePathFactor : Path.GetFileName(path) == Path.GetFileName(wanted) ? SameNameFactor : 1;

    private sealed record Candidate(NamedContent File, long MissingBytes, NamedContent? Old, NamedContent? Sibling);

    private sealed record Sketched(NamedContent File, Likeness Sketch)
    {
        internal static Sketched Of(NamedContent file) => new(file, Likeness.Of(file.Content.Span));
    }
}
