using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>
/// Makes patches from the newest versions that are published, fetched from the registry and verified by their digests. One that cannot be had
/// makes no patch: whoever has it fetches chunks. For one caller at a time.
/// </summary>
/// <param name="downloader">Fetches the older versions' objects; they are kept in <paramref name="sink"/>.</param>
/// <param name="sink">In memory or in a store.</param>
/// <param name="versions">How many of the newest versions are patched from.</param>
public sealed class ReleasePatcher(Downloader downloader, MemorySink sink, int versions = ReleasePatcher.DefaultVersions) : IReleasePatcher
{
    /// <summary>Most players have the version before, some the one before that.</summary>
    public const int DefaultVersions = 2;

    public async Task<ImmutableArray<MadePatch>> Make(PackedModule module, ModuleIndex published, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(published);
        var after = module.Package.Files.Where(file => !module.Manifest.IsProtected(file.Path)).Select(file => new NamedContent(file.Path, file.Digest, file.Bytes)).ToArray();
        var patches = new Dictionary<(string Path, Digest From), MadePatch>();
        foreach (var version in published.Versions.Where(version => version.Yanked is null).TakeLast(versions))
        {
            if (await Files(published.Id, version, cancellation).ConfigureAwait(false) is not { } before)
            {
                continue;
            }

            foreach (var (path, patch) in ModulePatches.Make(before, after))
            {
                var kind = patch.Codec == PatchCodec.Zstd ? PatchKind.Zstd : PatchKind.Bsdiff;
                patches.TryAdd((path, patch.From), new MadePatch(new ReleasePatch(path, patch.From, kind, new ObjectRef(Digest.Of(patch.Bytes), patch.Bytes.Length)), patch.Bytes));
            }
        }

        return [.. patches.Values.OrderBy(patch => patch.Offer.Path, StringComparer.Ordinal).ThenBy(patch => patch.Offer.From)];
    }

    /// <summary>The open files of a published version; null where it cannot be had whole.</summary>
    private async Task<List<NamedContent>?> Files(string id, IndexedVersion version, CancellationToken cancellation)
    {
        var name = $"{id} {version.Version}";
        if (!(await downloader.FetchBytes(new DownloadItem(version.Release, name, ""), cancellation).ConfigureAwait(false)).TryGet(out var document, out _)
            || !Release.Parse(document, name).TryGet(out var release, out _)
            || !(await downloader.FetchBytes(new DownloadItem(release.Head, name, ""), cancellation).ConfigureAwait(false)).TryGet(out var head, out _)
            || !GmodReader.ReadHead(head, name).TryGet(out var info, out _)
            || !(await downloader.FetchBytes(new DownloadItem(release.Map, name, ""), cancellation).ConfigureAwait(false)).TryGet(out var mapBytes, out _)
            || !ChunkMap.Parse(mapBytes).TryGet(out var map, out _)
            || map.Files.Count != info.Entries.Length)
        {
            return null;
        }

        var hidden = release.Protected?.Paths.ToHashSet(StringComparer.Ordinal) ?? [];
        var open = info.Entries.Zip(map.Files).Where(file => !hidden.Contains(file.First.Path)).ToArray();
        var items = open.SelectMany(file => file.Second.Chunks.Select(chunk => new DownloadItem(new ObjectRef(chunk.Digest, chunk.SizeBytes), name, file.First.Path))).DistinctBy(item => item.Object.Digest).ToArray();
        if (!(await downloader.Fetch(items, null, cancellation).ConfigureAwait(false)).IsOk)
        {
            return null;
        }

        var files = new List<NamedContent>();
        foreach (var (entry, file) in open)
        {
            byte[] content = [.. file.Chunks.SelectMany(chunk => sink.Get(chunk.Digest))];
            if (Digest.Of(content) != entry.Digest)
            {
                return null;
            }

            files.Add(new NamedContent(entry.Path, entry.Digest, content));
        }

        return files;
    }
}
