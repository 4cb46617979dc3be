using Ludos.Base;

namespace Ludos.Store;

/// <summary>Chooses for each file of a release what costs the fewest bytes on the wire: nothing, the chunks that are missing, or a patch.</summary>
public static class UpdatePlanner
{
    /// <summary>What a request costs besides the object: headers of question and answer.</summary>
    private const int RequestBytes = 100;

    /// <param name="held">Digests of the files that are at hand as files: those of the old version.</param>
    /// <param name="hasObject">Whether the store has a chunk.</param>
    /// <param name="release">Files of the new release in the order of its directory.</param>
    /// <param name="patches">What the release offers; one that starts from no held file is passed over.</param>
    /// <param name="wireBytesOf">Bytes of a chunk as sent; null to count half of its plain size, since a map does not tell. A publisher offers no patch that is larger
    /// than the chunks a holder of its old version lacks, so this decides only where more than that version is held.</param>
    public static UpdatePlan Plan(IEnumerable<Digest> held, Func<Digest, bool> hasObject, IReadOnlyList<TargetFile> release, IEnumerable<PatchOffer> patches, Func<Chunk, long>? wireBytesOf = null)
    {
        var files = held.ToHashSet();
        var offers = patches.Where(offer => files.Contains(offer.From)).ToLookup(offer => offer.Path, StringComparer.Ordinal);
        var coming = new HashSet<Digest>();
        var planned = new List<PlannedFile>(release.Count);
        var total = 0L;
        foreach (var target in release)
        {
            if (target.Content.SizeBytes == 0 || files.Contains(target.Content.Digest))
            {
                planned.Add(new PlannedFile(target, FileSource.Held, null, []));
                continue;
            }

            var missing = target.Content.Chunks.DistinctBy(chunk => chunk.Digest).Where(chunk => !coming.Contains(chunk.Digest) && !hasObject(chunk.Digest)).ToArray();
            var chunkBytes = missing.Sum(chunk => RequestBytes + (wireBytesOf?.Invoke(chunk) ?? chunk.SizeBytes / 2));
            var patch = offers[target.Path].MinBy(offer => offer.SizeBytes);
            var byPatch = patch is not null && patch.SizeBytes + RequestBytes < chunkBytes;
            planned.Add(new PlannedFile(target, byPatch ? FileSource.Patch : FileSource.Chunks, byPatch ? patch : null, byPatch ? [] : missing));
            total += byPatch ? patch!.SizeBytes : missing.Sum(chunk => wireBytesOf?.Invoke(chunk) ?? chunk.SizeBytes / 2);
            coming.UnionWith(byPatch ? [] : missing.Select(chunk => chunk.Digest));
            _ = files.Add(target.Content.Digest);
        }

        return new UpdatePlan(planned, total);
    }
}
