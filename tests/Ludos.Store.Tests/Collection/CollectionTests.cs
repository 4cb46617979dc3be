using Ludos.Base;

namespace Ludos.Store.Tests.Collection;

/// <summary>Collections leave what is held, what is new, and what others are putting.</summary>
public sealed class CollectionTests : StoreTest
{
    [Fact]
    public void What_is_younger_than_the_grace_stays()
    {
        using var store = Open();
        var digest = PutAll(store, [Content.Noise(1_000)])[0];
        Assert.Equal(0, store.Collect(Now.AddMinutes(59)).Value.RemovedObjects);
        Assert.True(store.Has(digest));
        Assert.Equal(1, store.Collect(Now.AddMinutes(60)).Value.RemovedObjects);
        Assert.False(store.Has(digest));
        Assert.Empty(PackFiles());
    }

    [Fact]
    public void Nothing_is_collected_while_a_batch_is_open()
    {
        using var store = Open();
        using var other = Open();
        using (var batch = other.Begin(Now).Value)
        {
            Assert.Equal(StoreErrorCode.Busy, store.Collect(Now, NoGrace).Fault!.Code);
        }

        Assert.True(store.Collect(Now, NoGrace).IsOk);
    }

    [Fact]
    public void A_reader_of_another_instance_goes_on_over_a_collection()
    {
        using var store = Open();
        using var reader = Open();
        var contents = Enumerable.Range(1, 20).Select(n => Content.Noise(10_000, (ulong)n)).ToArray();
        var digests = PutAll(store, contents);
        Assert.Null(store.Hold("some", digests.Where((_, index) => index % 4 == 0)));
        Assert.True(reader.Get(digests[4], 10_000).IsOk);
        Assert.Equal(15, store.Collect(Now, NoGrace).Value.RemovedObjects);
        Assert.Equal(contents[8], reader.Get(digests[8], 10_000).Value);
        Assert.Null(reader.Refresh());
        Assert.False(reader.Has(digests[1]));
        Assert.Equal(contents[12], reader.Get(digests[12], 10_000).Value);
    }

    [Fact]
    public void A_collection_can_go_in_steps()
    {
        using var store = Open();
        var kept = new List<Digest>();
        for (var pack = 0; pack < 4; pack++)
        {
            kept.Add(PutAll(store, [Content.Noise(10_000, (ulong)pack + 1), Content.Noise(10_000, (ulong)pack + 100)])[0]);
        }

        Assert.Null(store.Hold("kept", kept));
        var step = store.Collect(Now, NoGrace with { MaxCopiedBytes = 15_000 }).Value;
        Assert.False(step.IsDone);
        Assert.Equal(2, step.RemovedObjects);
        step = store.Collect(Now, NoGrace with { MaxCopiedBytes = 100_000 }).Value;
        Assert.True(step.IsDone);
        Assert.Equal(2, step.RemovedObjects);
        Assert.All(kept, digest => Assert.True(store.Get(digest, 10_000).IsOk));
        Assert.Equal(4, store.Count);
    }

    [Fact]
    public void Many_small_packs_become_few()
    {
        using var store = Open();
        var digests = Enumerable.Range(1, 20).SelectMany(n => PutAll(store, [Content.Noise(100, (ulong)n)])).ToArray();
        Assert.Equal(20, PackFiles().Length);
        Assert.Null(store.Hold("set", digests));
        Assert.Equal(0, store.Collect(Now, NoGrace).Value.RemovedObjects);
        Assert.Single(PackFiles());
        Assert.All(digests, digest => Assert.True(store.Get(digest, 100).IsOk));
    }

    [Fact]
    public void A_scan_names_what_is_damaged_and_a_collection_removes_it()
    {
        var contents = Enumerable.Range(1, 5).Select(n => Content.Noise(3_000, (ulong)n)).ToArray();
        Digest[] digests;
        using (var store = Open())
        {
            digests = PutAll(store, contents, "set");
            Corrupt(store.Locate(digests[1])!.Value, 17);
        }

        using var again = Open();
        var report = again.Scan().Value;
        Assert.Equal([digests[1]], report.Damaged);
        Assert.Equal(5, report.Objects);
        Assert.True(again.Collect(Now, NoGrace).IsOk);
        _ = PutAll(again, [contents[1]]);
        Assert.Empty(again.Scan().Value.Damaged);
        Assert.Equal(contents[1], again.Get(digests[1], 3_000).Value);
    }

    [Fact]
    public void Sealed_objects_are_scanned_with_and_without_their_key()
    {
        using var sealer = new Sealer(Content.Noise(Sealer.KeyBytes));
        using var store = Open();
        Digest digest;
        using (var batch = store.Begin(Now).Value)
        {
            digest = batch.Put(Content.Text(4_000), sealer).Value;
            Assert.Null(batch.Commit());
        }

        Assert.Equal([digest], store.Scan().Value.Unopened);
        Assert.Empty(store.Scan(_ => sealer).Value.Unopened);
        Corrupt(store.Locate(digest)!.Value, 30);
        Assert.Equal([digest], store.Scan().Value.Damaged);
    }

    [Fact]
    public void A_pack_without_its_table_is_read_by_its_heads_and_written_anew()
    {
        var contents = Enumerable.Range(1, 4).Select(n => Content.Noise(2_000, (ulong)n)).ToArray();
        Digest[] digests;
        using (var store = Open())
        {
            digests = PutAll(store, contents, "set");
        }

        var pack = PackFiles()[0];
        File.WriteAllBytes(pack, File.ReadAllBytes(pack)[..^80]);
        using var again = Open();
        Assert.All(digests.Zip(contents), each => Assert.Equal(each.Second, again.Get(each.First, 2_000).Value));
        Assert.Equal([Path.GetFileName(pack)], again.Scan().Value.DamagedPacks);
        Assert.True(again.Collect(Now, NoGrace).IsOk);
        Assert.Empty(again.Scan().Value.DamagedPacks);
        Assert.Equal(4, again.Count);
    }

    [Fact]
    public void Two_installs_at_once_share_what_is_equal_and_lose_nothing()
    {
        using var first = Open();
        using var second = Open();
        var shared = Enumerable.Range(1, 30).Select(n => Content.Noise(4_000, (ulong)n)).ToArray();
        Parallel.Invoke(
            () => PutAll(first, shared, "one"),
            () => PutAll(second, shared.Reverse(), "two"));
        Assert.True(first.Collect(Now, NoGrace).IsOk);
        using var third = Open();
        Assert.Equal(30, third.Count);
        Assert.InRange(third.StoredBytes, 120_000, 135_000);
        Assert.All(shared, content => Assert.Equal(content, third.Get(Digest.Of(content), content.Length).Value));
    }

    private static void Corrupt(StoredPlace place, int at)
    {
        using var file = new FileStream(place.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = place.OffsetBytes + at;
        var old = file.ReadByte();
        file.Position = place.OffsetBytes + at;
        file.WriteByte((byte)(old ^ 4));
    }
}
