using Ludos.Base;

namespace Ludos.Store.Tests.Holders;

/// <summary>What a holder names stays; what none names goes; a damaged record lets nothing go.</summary>
public sealed class HolderTests : StoreTest
{
    [Fact]
    public void Objects_stay_as_long_as_a_holder_names_them()
    {
        using var store = Open();
        var digests = PutAll(store, [.. Enumerable.Range(1, 3).Select(n => Content.Noise(5_000, (ulong)n)), Content.Noise(9_000)]);
        Assert.Null(store.Hold("a", digests[..2]));
        Assert.Null(store.Hold("b", [digests[1], digests[2]]));
        Assert.Equal([1, 2, 1, 0], digests.Select(digest => store.References(digest).Value));
        Assert.Equal(["a", "b"], store.Holders().Value);
        Assert.Equal(1, store.Collect(Now, NoGrace).Value.RemovedObjects);
        Assert.Equal([true, true, true, false], digests.Select(store.Has));
        Assert.Null(store.Release("a"));
        Assert.Null(store.Release("a"));
        Assert.True(store.Collect(Now, NoGrace).Value.FreedBytes > 5_000);
        Assert.Equal([false, true, true, false], digests.Select(store.Has));
        Assert.True(store.Get(digests[1], 5_000).IsOk);
    }

    [Fact]
    public void A_holder_can_grow_and_be_replaced()
    {
        using var store = Open();
        var digests = PutAll(store, [Content.Noise(10), Content.Noise(20), Content.Noise(30)], "set");
        Assert.Equal(digests.ToHashSet(), store.HeldBy("set").Value);
        Assert.Null(store.Hold("set", [digests[0]]));
        Assert.Null(store.HoldAlso("set", [digests[2]]));
        Assert.Equal(new HashSet<Digest> { digests[0], digests[2] }, store.HeldBy("set").Value);
        Assert.Null(store.HeldBy("other").Value);
    }

    [Fact]
    public void A_holder_that_expired_holds_nothing()
    {
        using var store = Open();
        var digests = PutAll(store, [Content.Noise(1_000)]);
        Assert.Null(store.Hold("download", digests, Now.AddHours(2)));
        Assert.Empty(store.Collect(Now.AddHours(1), NoGrace).Value.EndedHolders);
        Assert.True(store.Has(digests[0]));
        Assert.Equal(["download"], store.Collect(Now.AddHours(2), NoGrace).Value.EndedHolders);
        Assert.False(store.Has(digests[0]));
        Assert.Empty(store.Holders().Value);
    }

    [Fact]
    public void Nothing_is_collected_while_a_record_is_damaged()
    {
        using var store = Open();
        var digests = PutAll(store, [Content.Noise(1_000)], "set");
        var record = Path.Combine(Folder, "holders", "set.holder");
        var bytes = File.ReadAllBytes(record);
        bytes[40] ^= 1;
        File.WriteAllBytes(record, bytes);
        var fault = store.Collect(Now, NoGrace).Fault!;
        Assert.Equal(StoreErrorCode.Damaged, fault.Code);
        Assert.Contains("set", fault.Message, StringComparison.Ordinal);
        Assert.True(store.Get(digests[0], 1_000).IsOk);
        Assert.Null(store.Hold("set", digests));
        Assert.True(store.Collect(Now, NoGrace).IsOk);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..\\x")]
    [InlineData("Upper")]
    [InlineData("new-x")]
    public void Names_that_could_be_paths_are_misuse(string name)
    {
        using var store = Open();
        _ = Assert.Throws<ArgumentException>(() => store.Hold(name, []));
    }
}
