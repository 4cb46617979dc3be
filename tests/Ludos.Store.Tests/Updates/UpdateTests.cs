using Ludos.Base;

namespace Ludos.Store.Tests.Updates;

/// <summary>From one version to the next with the fewest bytes, and the result is the new version exactly.</summary>
public sealed class UpdateTests : StoreTest
{
    private static readonly NamedContent[] Before =
    [
        NamedContent.Of("code.wasm", Content.Noise(300_000)),
        NamedContent.Of("data/a.json", Content.Text(120_000)),
        NamedContent.Of("data/same.bin", Content.Noise(50_000, 3)),
        NamedContent.Of("empty", Array.Empty<byte>()),
    ];

    private static readonly NamedContent[] After =
    [
        NamedContent.Of("code.wasm", Edit(Content.Noise(300_000), 40)),
        NamedContent.Of("data/a.json", Edit(Content.Text(120_000), 3)),
        NamedContent.Of("data/b.json", Edit(Content.Text(120_000), 4)),
        NamedContent.Of("data/moved.bin", Content.Noise(50_000, 3)),
        NamedContent.Of("empty", Array.Empty<byte>()),
        NamedContent.Of("new.bin", Content.Noise(70_000, 4)),
    ];

    [Fact]
    public void An_update_fetches_little_and_is_exact()
    {
        using var store = Open();
        _ = PutAll(store, Before.SelectMany(Chunks), "old");
        var (map, patches, offers) = Publish();
        var release = After.Zip(map.Files, (file, chunks) => new TargetFile(file.Path, chunks)).ToArray();
        var plan = UpdatePlanner.Plan(Before.Select(file => file.Digest), store.Has, release, offers);

        Assert.Equal([FileSource.Patch, FileSource.Patch, FileSource.Patch, FileSource.Held, FileSource.Held, FileSource.Chunks], plan.Files.Select(file => file.Source));
        Assert.True(plan.Files.Where(file => file.Patch is not null).Sum(file => file.Patch!.SizeBytes) < 4_000);
        Fetch(store, plan, patches);
        var (module, offsets) = Lay(After);
        Assert.Equal(module, new ModuleRebuilder(store).Rebuild([], plan, offsets, module.Length, OldFile).Value);
    }

    [Fact]
    public void Without_the_old_files_chunks_are_fetched()
    {
        using var store = Open();
        var (map, patches, offers) = Publish();
        var release = After.Zip(map.Files, (file, chunks) => new TargetFile(file.Path, chunks)).ToArray();
        var plan = UpdatePlanner.Plan([], store.Has, release, offers);
        Assert.DoesNotContain(plan.Files, file => file.Source == FileSource.Patch);
        Assert.Equal(map.Objects().Select(chunk => chunk.Digest).ToHashSet(), plan.Objects().ToHashSet());
        Fetch(store, plan, patches);
        var (module, offsets) = Lay(After);
        Assert.Equal(module, new ModuleRebuilder(store).Rebuild([], plan, offsets, module.Length, _ => null).Value);
    }

    [Fact]
    public void A_patch_that_costs_more_than_the_chunks_is_passed_over()
    {
        using var store = Open();
        _ = PutAll(store, After.SelectMany(Chunks));
        var (map, _, offers) = Publish();
        var release = After.Zip(map.Files, (file, chunks) => new TargetFile(file.Path, chunks)).ToArray();
        var plan = UpdatePlanner.Plan(Before.Select(file => file.Digest), store.Has, release, offers);
        Assert.Empty(plan.Objects());
        Assert.Equal(0, plan.WireBytes);
    }

    [Fact]
    public void A_patch_that_lies_is_named()
    {
        using var store = Open();
        _ = PutAll(store, Before.SelectMany(Chunks), "old");
        var (map, patches, offers) = Publish();
        var release = After.Zip(map.Files, (file, chunks) => new TargetFile(file.Path, chunks)).ToArray();

        // The right object for another file: every digest on the way is right but the last.
        var crossed = offers.Select(offer => offer.Path == "data/a.json" ? offer with { Object = offers.First(other => other.Path == "data/b.json").Object, SizeBytes = offers.First(other => other.Path == "data/b.json").SizeBytes } : offer).ToArray();
        var plan = UpdatePlanner.Plan(Before.Select(file => file.Digest), store.Has, release, crossed);
        Fetch(store, plan, patches);
        var (module, offsets) = Lay(After);
        Assert.Contains(new ModuleRebuilder(store).Rebuild([], plan, offsets, module.Length, OldFile).Fault!.Code, (StoreErrorCode[])[StoreErrorCode.Damaged, StoreErrorCode.Malformed]);
    }

    private static ReadOnlyMemory<byte>? OldFile(Digest digest) => Before.FirstOrDefault(file => file.Digest == digest)?.Content;

    private static (ChunkMap Map, IReadOnlyList<FilePatch> Patches, PatchOffer[] Offers) Publish()
    {
        var patches = ModulePatches.Make(Before, After);
        var offers = patches.Select(each => new PatchOffer(each.Path, each.Patch.From, Digest.Of(each.Patch.Bytes), each.Patch.Bytes.Length)).ToArray();
        return (new ChunkMap([.. After.Select(file => FileCutter.Cut(file.Content))]), patches, offers);
    }

    private static void Fetch(ChunkStore store, UpdatePlan plan, IReadOnlyList<FilePatch> patches)
    {
        var served = patches.Select(each => each.Patch.Bytes).Concat(After.SelectMany(Chunks)).DistinctBy(bytes => Digest.Of(bytes)).ToDictionary(bytes => Digest.Of(bytes));
        _ = PutAll(store, plan.Objects().Select(digest => served[digest]));
    }

    private static IEnumerable<byte[]> Chunks(NamedContent file)
    {
        var at = 0;
        foreach (var length in Chunker.Cut(file.Content.Span))
        {
            yield return file.Content.Slice(at, length).ToArray();
            at += length;
        }
    }

    private static byte[] Edit(byte[] content, int places)
    {
        for (var place = 1; place <= places; place++)
        {
            content[content.Length / (places + 1) * place] ^= 0x55;
        }

        return content;
    }

    private static (byte[] Module, long[] Offsets) Lay(NamedContent[] files)
    {
        var module = new List<byte>();
        var offsets = new List<long>();
        foreach (var file in files)
        {
            module.AddRange(new byte[(16 - (module.Count % 16)) % 16]);
            offsets.Add(module.Count);
            module.AddRange(file.Content.ToArray());
        }

        return ([.. module], [.. offsets]);
    }
}
