using Ludos.Base;

namespace Ludos.Store.Tests;

/// <summary>What is put is there, is whole, and is there once.</summary>
public sealed class ChunkStoreTests : StoreTest
{
    public static TheoryData<CompressionEffort> Efforts => [CompressionEffort.None, CompressionEffort.Fast, CompressionEffort.Small];

    [Theory]
    [MemberData(nameof(Efforts))]
    public void What_is_put_comes_back_and_from_another_instance_too(CompressionEffort effort)
    {
        byte[][] contents = [[], [7], Content.Noise(63), Content.Text(5_000), Content.Noise(70_000), Content.Text(300_000)];
        using var store = Open(new StoreOptions { Effort = effort });
        var digests = PutAll(store, contents);
        using var other = Open();
        foreach (var (digest, content) in digests.Zip(contents))
        {
            Assert.Equal(Digest.Of(content), digest);
            Assert.Equal(content, store.Get(digest, int.MaxValue).Value);
            Assert.Equal(content, other.Get(digest, content.Length).Value);
            Assert.Equal(content.Length, other.Find(digest)!.Value.PlainBytes);
        }
    }

    [Fact]
    public void Text_is_kept_compressed_and_noise_as_it_is()
    {
        using var store = Open();
        var digests = PutAll(store, [Content.Text(100_000), Content.Noise(100_000)]);
        Assert.NotEqual(ObjectEncoding.Identity, store.Find(digests[0])!.Value.Encoding);
        Assert.True(store.Find(digests[0])!.Value.StoredBytes < 50_000);
        Assert.Equal(ObjectEncoding.Identity, store.Find(digests[1])!.Value.Encoding);
    }

    [Fact]
    public void Equal_content_is_kept_once()
    {
        using var store = Open();
        var content = Content.Noise(50_000);
        _ = PutAll(store, [content, content]);
        var before = store.StoredBytes;
        _ = PutAll(store, [content]);
        Assert.Equal(before, store.StoredBytes);
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void Nothing_of_a_batch_that_was_not_committed_is_there()
    {
        using var store = Open();
        using (var batch = store.Begin(Now).Value)
        {
            Assert.True(batch.Put(Content.Noise(10_000)).IsOk);
        }

        Assert.Equal(0, store.Count);
        Assert.Empty(Directory.GetFiles(PackFolder));
    }

    [Fact]
    public void An_object_that_came_encoded_is_compared_before_it_is_kept()
    {
        using var store = Open();
        var content = Content.Text(40_000);
        var encoded = ObjectCodec.Encode(content, CompressionEffort.Small);
        using var batch = store.Begin(Now).Value;
        Assert.Equal(StoreErrorCode.Damaged, batch.PutEncoded(encoded with { Digest = Digest.Of([1]) })!.Code);
        Assert.Equal(StoreErrorCode.Damaged, batch.PutEncoded(encoded with { PlainBytes = 39_999 })!.Code);
        Assert.Equal(StoreErrorCode.TooLarge, batch.PutEncoded(encoded with { PlainBytes = int.MaxValue })!.Code);
        Assert.Equal(StoreErrorCode.Damaged, batch.PutEncoded(encoded with { Encoding = ObjectEncoding.Identity })!.Code);
        Assert.Null(batch.PutEncoded(encoded));
        Assert.Null(batch.Commit());
        Assert.Equal(content, store.Get(encoded.Digest, content.Length).Value);
        Assert.Equal(encoded.Bytes.ToArray(), store.GetEncoded(encoded.Digest).Value.Bytes.ToArray());
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void A_tampered_bit_is_refused_wherever_it_lies()
    {
        byte[] content = Content.Noise(2_000);
        Digest digest;
        using (var store = Open())
        {
            digest = PutAll(store, [content])[0];
        }

        var pack = PackFiles()[0];
        var whole = File.ReadAllBytes(pack);
        var (served, refused) = (0, 0);
        for (var bit = 0; bit < whole.Length * 8; bit += 29)
        {
            var damaged = whole.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(pack, damaged);
            using var store = Open();
            if (store.Get(digest, content.Length).TryGet(out var got, out var fault))
            {
                Assert.Equal(content, got);
                served++;
            }
            else
            {
                Assert.Contains(fault.Code, (StoreErrorCode[])[StoreErrorCode.Damaged, StoreErrorCode.NotFound]);
                refused++;
            }
        }

        // What is not the object itself is known twice, so that its damage costs nothing.
        Assert.True(refused >= content.Length * 8 / 29, $"{refused} refused, {served} served");
        Assert.True(served > 0);
    }

    [Fact]
    public void A_damaged_object_can_be_put_again()
    {
        using var store = Open();
        var content = Content.Noise(9_000);
        var digest = PutAll(store, [content])[0];
        var place = store.Locate(digest)!.Value;
        using (var file = new FileStream(place.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = place.OffsetBytes + 100;
            file.WriteByte((byte)~content[100]);
        }

        Assert.Equal(StoreErrorCode.Damaged, store.Get(digest, content.Length).Fault!.Code);
        Assert.False(store.Has(digest));
        _ = PutAll(store, [content]);
        Assert.Equal(content, store.Get(digest, content.Length).Value);

        // Another process meets both copies, in whatever order.
        using var other = Open();
        Assert.Equal(content, other.Get(digest, content.Length).Value);
    }

    [Fact]
    public void A_quota_is_kept()
    {
        using var store = Open(new StoreOptions { QuotaBytes = 100_000 });
        var first = PutAll(store, [Content.Noise(60_000)])[0];
        using (var batch = store.Begin(Now).Value)
        {
            Assert.Equal(StoreErrorCode.QuotaUsedUp, batch.Put(Content.Noise(60_000, seed: 2)).Fault!.Code);
            Assert.Equal(StoreErrorCode.QuotaUsedUp, batch.Commit()!.Code);
        }

        Assert.Equal(1, store.Count);
        Assert.True(store.Get(first, 60_000).IsOk);
        Assert.True(store.StoredBytes <= 100_000);
    }

    [Fact]
    public void Another_instance_sees_what_was_put_since()
    {
        using var store = Open();
        using var other = Open();
        var digest = PutAll(store, [Content.Noise(1_000)])[0];
        Assert.False(other.Has(digest));
        Assert.True(other.Get(digest, 1_000).IsOk);
        Assert.True(other.Has(digest));
    }

    [Fact]
    public void A_missing_object_and_a_wrong_size_are_told_apart()
    {
        using var store = Open();
        var digest = PutAll(store, [Content.Noise(1_000)])[0];
        Assert.Equal(StoreErrorCode.NotFound, store.Get(Digest.Of([3]), 10).Fault!.Code);
        Assert.Equal(StoreErrorCode.TooLarge, store.Get(digest, 999).Fault!.Code);
        Assert.Equal(StoreErrorCode.TooLarge, store.Get(digest, new byte[1_001])!.Code);
    }
}
