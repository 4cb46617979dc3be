using Ludos.Base;
using Xunit;

namespace Ludos.Trust.Tests.Keeper;

/// <summary>Receipts in the keeper, and what they unseal: for who holds one, while it counts, and without the content key leaving.</summary>
public class KeeperReceiptTests
{
    private static readonly byte[] Plain = [.. Enumerable.Range(0, 70_000).Select(at => (byte)(at * 31))];

    private readonly SealedShop _shop = new();

    [Fact]
    public void A_module_that_was_bought_is_unsealed_and_no_other()
    {
        using var house = Furnished();
        var (digest, sealedBytes) = _shop.Seal(Plain);
        Assert.Equal(KeyErrorCode.NotEntitled, Unseal(house, digest, sealedBytes).Fault!.Code);
        Buy(house);

        Assert.Equal([0, .. Plain], Unseal(house, digest, sealedBytes).Value);
        Assert.Equal([0, .. Plain], Unseal(house, digest, sealedBytes).Value);
        Assert.Equal(KeyErrorCode.NotEntitled, house.Client.Unseal(_shop.Id, "other", SealedShop.Generation, digest, sealedBytes).Fault!.Code);
        Assert.Equal(KeyErrorCode.NotEntitled, house.Client.Unseal(_shop.Id, SealedShop.Module, SealedShop.Generation + 1, digest, sealedBytes).Fault!.Code);
        Assert.Equal(KeyErrorCode.NotAuthentic, Unseal(house, Digest.Of([]), sealedBytes).Fault!.Code);
        Assert.Equal(KeyErrorCode.NotAuthentic, Unseal(house, digest, sealedBytes[1..]).Fault!.Code);
        Assert.Equal(KeyErrorCode.NotAuthentic, Unseal(house, digest, []).Fault!.Code);
        sealedBytes[100] ^= 1;
        Assert.Equal(KeyErrorCode.NotAuthentic, Unseal(house, digest, sealedBytes).Fault!.Code);
        Assert.Equal(house.Now + EntitlementLimits.OfflineGrace, house.Client.MayUse(_shop.Id, SealedShop.Module).Value);
    }

    [Fact]
    public void Receipts_and_the_store_s_word_outlive_a_keeper()
    {
        using var house = Furnished();
        var receipt = Buy(house);
        house.Restart();
        Assert.Equal(receipt.ToJson(), Assert.Single(house.Client.Receipts(_shop.Id).Value).ToJson());
        Assert.True(house.Client.MayUse(_shop.Id, SealedShop.Module).IsOk);
        var (digest, sealedBytes) = _shop.Seal(Plain);
        Assert.True(Unseal(house, digest, sealedBytes).IsOk);
        Assert.Null(house.Client.RemoveReceipt(_shop.Id, Parsed(receipt).Id));
        Assert.Equal(KeyErrorCode.NotEntitled, Unseal(house, digest, sealedBytes).Fault!.Code);
        Assert.Equal(KeyErrorCode.NotEntitled, house.Client.RemoveReceipt(_shop.Id, Parsed(receipt).Id)!.Code);
        Assert.Empty(house.Client.Receipts(_shop.Id).Value);
    }

    [Fact]
    public void What_the_store_takes_back_unseals_nothing_at_once()
    {
        using var house = Furnished();
        var receipt = Buy(house);
        var (digest, sealedBytes) = _shop.Seal(Plain);
        Assert.True(Unseal(house, digest, sealedBytes).IsOk);
        Assert.Null(house.Client.AcceptSnapshot(_shop.Id, _shop.Snapshot(house.Client.Identity().Value, 2, house.Now, house.Client.AskStore(_shop.Id).Value, Parsed(receipt).Id)));
        Assert.Equal(KeyErrorCode.NotEntitled, Unseal(house, digest, sealedBytes).Fault!.Code);
        house.Restart();
        Assert.Equal(KeyErrorCode.NotEntitled, Unseal(house, digest, sealedBytes).Fault!.Code);

        // Number 1 again, which did not take it back.
        Assert.Equal(KeyErrorCode.NotEntitled, house.Client.AcceptSnapshot(_shop.Id, _shop.Snapshot(house.Client.Identity().Value, 1, house.Now, house.Client.AskStore(_shop.Id).Value))!.Code);
    }

    [Fact]
    public void Time_ends_an_entitlement_and_a_clock_that_was_set_back_gives_nothing()
    {
        using var house = Furnished();
        _ = Buy(house);
        var (digest, sealedBytes) = _shop.Seal(Plain);
        house.Now += EntitlementLimits.OfflineGrace - TimeSpan.FromHours(1);
        Assert.True(Unseal(house, digest, sealedBytes).IsOk);
        house.Now += TimeSpan.FromHours(2);
        Assert.Equal(KeyErrorCode.NotEntitled, Unseal(house, digest, sealedBytes).Fault!.Code);
        house.Restart();
        house.Now -= TimeSpan.FromDays(3);
        var refused = Unseal(house, digest, sealedBytes).Fault!;
        Assert.Equal(KeyErrorCode.NotEntitled, refused.Code);
        Assert.Contains("clock", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Receipts_of_others_and_forged_ones_are_not_kept()
    {
        using var house = Furnished();
        using var other = Furnished();
        Assert.Equal(KeyErrorCode.NotEntitled, house.Client.AddReceipt(_shop.Id, _shop.Sell(other.Client.Identity().Value, house.Now))!.Code);
        var forger = new SealedShop();
        Assert.Equal(KeyErrorCode.NotEntitled, house.Client.AddReceipt(_shop.Id, forger.Sell(house.Client.Identity().Value, house.Now))!.Code);
        Assert.Equal(KeyErrorCode.NotEntitled, house.Client.AddReceipt(forger.Id, forger.Sell(house.Client.Identity().Value, house.Now))!.Code);
        Assert.Equal(KeyErrorCode.BadName, house.Client.AddReceipt("../keys", _shop.Sell(house.Client.Identity().Value, house.Now))!.Code);
        Assert.Empty(house.Client.Receipts(_shop.Id).Value);
    }

    /// <summary>A snapshot that answers no question of ours proves nothing about now.</summary>
    [Fact]
    public void A_book_that_never_asked_gives_nothing()
    {
        using var house = Furnished();
        Assert.Null(house.Client.AddReceipt(_shop.Id, _shop.Sell(house.Client.Identity().Value, house.Now)));
        Assert.Null(house.Client.AcceptSnapshot(_shop.Id, _shop.Snapshot(house.Client.Identity().Value, 1, house.Now, [])));
        Assert.Equal(KeyErrorCode.NotEntitled, house.Client.MayUse(_shop.Id, SealedShop.Module).Fault!.Code);
        Assert.Null(house.Client.AcceptSnapshot(_shop.Id, _shop.Snapshot(house.Client.Identity().Value, 2, house.Now, house.Client.AskStore(_shop.Id).Value)));
        Assert.True(house.Client.MayUse(_shop.Id, SealedShop.Module).IsOk);
    }

    [Fact]
    public void Locked_keys_open_nothing_though_it_was_open_before()
    {
        using var house = new KeeperHouse();
        Assert.Null(house.Client.MakeStore("pass"u8.ToArray()));
        Assert.Null(house.Client.UseStore(_shop.Key));
        _ = Buy(house);
        var (digest, sealedBytes) = _shop.Seal(Plain);
        Assert.True(Unseal(house, digest, sealedBytes).IsOk);
        Assert.Null(house.Client.Lock());
        Assert.Equal(KeyErrorCode.Locked, Unseal(house, digest, sealedBytes).Fault!.Code);
        Assert.Null(house.Client.Unlock("pass"u8.ToArray()));
        Assert.True(Unseal(house, digest, sealedBytes).IsOk);
    }

    /// <summary>A content key that was wrapped for one receipt does not open in another, though the store signed both.</summary>
    [Fact]
    public void A_wrapped_key_moved_into_another_receipt_does_not_open()
    {
        using var house = Furnished();
        var user = house.Client.Identity().Value;
        var first = Parsed(_shop.Sell(user, house.Now));
        var second = Parsed(_shop.Sell(user, house.Now));
        var moved = _shop.Resign(second with { ContentKeys = first.ContentKeys });
        Assert.Null(house.Client.AddReceipt(_shop.Id, moved));
        Assert.Null(house.Client.AcceptSnapshot(_shop.Id, _shop.Snapshot(house.Client.Identity().Value, 1, house.Now, house.Client.AskStore(_shop.Id).Value)));
        var (digest, sealedBytes) = _shop.Seal(Plain);
        Assert.Equal(KeyErrorCode.NotAuthentic, Unseal(house, digest, sealedBytes).Fault!.Code);
    }

    [Fact]
    public void Many_receipts_come_in_several_replies()
    {
        using var house = Furnished();
        var user = house.Client.Identity().Value;
        const int count = 40;
        for (var index = 0; index < count; index++)
        {
            Assert.Null(house.Client.AddReceipt(_shop.Id, _shop.Sell(user, house.Now, $"{index:x32}")));
        }

        Assert.Equal(count, house.Client.Receipts(_shop.Id).Value.Count);
    }

    private KeeperHouse Furnished()
    {
        var house = new KeeperHouse();
        Assert.Null(house.Client.MakeStore(null));
        Assert.Null(house.Client.UseStore(_shop.Key));
        Assert.Null(house.Client.UseStore(_shop.Key));
        return house;
    }

    private Envelope Buy(KeeperHouse house)
    {
        var receipt = _shop.Sell(house.Client.Identity().Value, house.Now);
        Assert.Null(house.Client.AddReceipt(_shop.Id, receipt));
        Assert.Null(house.Client.AcceptSnapshot(_shop.Id, _shop.Snapshot(house.Client.Identity().Value, 1, house.Now, house.Client.AskStore(_shop.Id).Value)));
        return receipt;
    }

    private Result<byte[], KeyErrorCode> Unseal(KeeperHouse house, Digest digest, byte[] sealedBytes) => house.Client.Unseal(_shop.Id, SealedShop.Module, SealedShop.Generation, digest, sealedBytes);

    private static Receipt Parsed(Envelope receipt) => Receipt.Parse(receipt.Payload).Value;
}
