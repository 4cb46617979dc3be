using Ludos.Platform.Files;
using Xunit;

namespace Ludos.Trust.Tests.Keys;

/// <summary>Power is lost before every operation of the disk in turn: what was acknowledged is there, and the store opens.</summary>
public class KeyStoreCrashTests
{
    private static readonly DateTimeOffset Created = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Nothing_acknowledged_is_lost(bool keepsNames, bool keepsBytes)
    {
        var whole = new SimulatedFolder();
        _ = Work(whole);
        Assert.InRange(whole.Operations, 20, 100);
        for (var diesAt = 1; diesAt <= whole.Operations; diesAt++)
        {
            var folder = new SimulatedFolder { DiesAt = diesAt };
            var (made, acknowledged, removed) = Work(folder);
            using var after = new KeyStore(folder.Reboot(keepsNames, keepsBytes));
            if (!after.Ring().TryGet(out var ring, out var fault))
            {
                Assert.False(made, $"dies at {diesAt}: {fault}");
                Assert.Equal(KeyErrorCode.NoStore, fault.Code);
                continue;
            }

            Assert.All(acknowledged, key => Assert.NotNull(ring.Find(key.Name)));
            Assert.All(acknowledged, key => Assert.True(ring.Find(key.Name)!.Key.PublicBytes.Span.SequenceEqual(key.PublicBytes.Span)));
            Assert.All(removed, name => Assert.Null(ring.Find(name)));
            Assert.True(after.Add(KeptSecret.Generate("afterwards", KeyAlgorithm.X25519, KeyPurposes.Receive, Created)).IsOk);
        }
    }

    [Fact]
    public void A_full_disk_is_told_and_changes_nothing()
    {
        var folder = new SimulatedFolder();
        using var store = new KeyStore(folder);
        Assert.Null(store.Make([]));
        Assert.True(Add(store, "first").IsOk);
        folder.Refuses = FileErrorCode.DiskFull;
        Assert.Equal(KeyErrorCode.Storage, Add(store, "second").Fault!.Code);
        Assert.Equal(KeyErrorCode.Storage, store.Remove("first")!.Code);
        Assert.Single(store.Ring().Value.Keys);
        folder.Refuses = null;
        Assert.True(Add(store, "second").IsOk);
        Assert.Null(store.Remove("first"));
        Assert.Equal("second", Assert.Single(store.Ring().Value.Keys).Key.Name);
    }

    [Fact]
    public void A_store_is_made_once_and_changes_its_passphrase_for_who_knows_it()
    {
        using var store = new KeyStore(new SimulatedFolder());
        Assert.Equal(KeyErrorCode.NoStore, store.Ring().Fault!.Code);
        Assert.Null(store.Make("one"u8));
        Assert.Equal(KeyErrorCode.Exists, store.Make("two"u8)!.Code);
        Assert.True(Add(store, "first").IsOk);
        Assert.Equal(KeyErrorCode.WrongPassphrase, store.ChangePassphrase("two"u8, "three"u8)!.Code);
        Assert.Null(store.ChangePassphrase("one"u8, "three"u8));
        store.Lock();
        Assert.Equal(KeyErrorCode.Locked, store.Ring().Fault!.Code);
        Assert.Equal(KeyErrorCode.WrongPassphrase, store.Unlock("one"u8)!.Code);
        Assert.Null(store.Unlock("three"u8));
        Assert.Single(store.Ring().Value.Keys);
        Assert.Null(store.ChangePassphrase("three"u8, []));
        store.Lock();
        Assert.True(store.Ring().IsOk);
    }

    private static (bool Made, List<KeptKey> Added, List<string> Removed) Work(SimulatedFolder folder)
    {
        using var store = new KeyStore(folder);
        var (added, removed) = (new List<KeptKey>(), new List<string>());
        var made = store.Make([]) is null;
        foreach (var name in new[] { "a", "b", "c" })
        {
            if (Add(store, name).TryGet(out var key, out _))
            {
                added.Add(key);
            }
        }

        // Asked for and not acknowledged: there or gone.
        var b = added.RemoveAll(key => key.Name == "b") == 1;
        if (b && store.Remove("b") is null)
        {
            removed.Add("b");
        }

        return (made, added, removed);
    }

    private static Base.Result<KeptKey, KeyErrorCode> Add(KeyStore store, string name) => store.Add(KeptSecret.Generate(name, KeyAlgorithm.Ed25519, KeyPurposes.SignModules, Created));
}
