using Ludos.Trust.Tests.Entitlements;
using Ludos.Trust.Tests.Keys;
using Xunit;

namespace Ludos.Trust.Tests.Keeper;

/// <summary>Power is lost before every operation of the disk in turn: receipts that were acknowledged are there, and the book opens.</summary>
public class KeptBooksCrashTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Nothing_acknowledged_is_lost(bool keepsNames, bool keepsBytes)
    {
        var shop = new Shop();
        var player = Shop.NewPlayer();
        var receipts = Enumerable.Range(0, 3).Select(index => shop.Sign(shop.Sell(player, $"module-{index}", Shop.Monday))).ToList();
        var whole = new SimulatedFolder();
        _ = Work(whole, shop, player, receipts);
        Assert.InRange(whole.Operations, 20, 100);
        for (var diesAt = 1; diesAt <= whole.Operations; diesAt++)
        {
            var folder = new SimulatedFolder { DiesAt = diesAt };
            var (made, kept) = Work(folder, shop, player, receipts);
            var after = new KeptBooks(folder.Reboot(keepsNames, keepsBytes));
            if (!after.Find(shop.Key.Id).TryGet(out var book, out var fault))
            {
                Assert.False(made, $"dies at {diesAt}: {fault}");
                Assert.Equal(KeyErrorCode.NotEntitled, fault.Code);
                continue;
            }

            var there = book.Receipts.Select(receipt => Receipt.Parse(receipt.Payload).Value.ModuleId).ToHashSet();
            Assert.Superset(kept, there);
        }
    }

    private static (bool Made, HashSet<string> Kept) Work(SimulatedFolder folder, Shop shop, Shop.Player player, List<Envelope> receipts)
    {
        var books = new KeptBooks(folder);
        var kept = new HashSet<string>();
        var made = books.Use(shop.Key, player.Identity) is null;
        foreach (var receipt in receipts)
        {
            if (books.Add(shop.Key.Id, receipt.ToJson()) is null)
            {
                _ = kept.Add(Receipt.Parse(receipt.Payload).Value.ModuleId);
            }
        }

        return (made, kept);
    }
}
