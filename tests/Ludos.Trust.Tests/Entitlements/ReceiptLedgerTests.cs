using Xunit;

namespace Ludos.Trust.Tests.Entitlements;

public sealed class ReceiptLedgerTests
{
    private const string Module = "shoal.neon";
    private static readonly DateTimeOffset Monday = Shop.Monday;

    private readonly Shop _shop = new();
    private readonly Shop.Player _buyer = Shop.NewPlayer();
    private readonly Shop.Player _friend = Shop.NewPlayer();

    [Fact]
    public void A_transfer_moves_every_item_and_can_be_made_once()
    {
        var sold = Sell(new ReceiptItem("pearl", 7), new ReceiptItem("skin.gold", 1));
        var request = _buyer.Ask(OwnerRequestKind.Transfer, sold.Receipt, Monday, _friend);
        var move = _shop.Ledger.Obey(sold, request, Monday).Value;
        Assert.Equal(ReceiptState.Transferred, move.Ended.State);
        Assert.Equal(_friend.Identity.Id, move.Begun!.Receipt.User.Id);
        Assert.Equal(sold.Receipt.Items.AsEnumerable(), move.Begun.Receipt.Items.AsEnumerable());
        Assert.Equal(sold.Receipt.Id, move.Begun.Receipt.ReplacesId);
        Assert.Equal(EntitlementErrorCode.IllegalMove, _shop.Ledger.Obey(move.Ended, request, Monday).Fault!.Code);
    }

    [Fact]
    public void Only_the_owner_can_ask()
    {
        var sold = Sell();
        Assert.Equal(EntitlementErrorCode.Forged, _shop.Ledger.Obey(sold, _friend.Ask(OwnerRequestKind.Transfer, sold.Receipt, Monday, _friend), Monday).Fault!.Code);
        var other = Sell();
        Assert.Equal(EntitlementErrorCode.Unknown, _shop.Ledger.Obey(sold, _buyer.Ask(OwnerRequestKind.Refund, other.Receipt, Monday), Monday).Fault!.Code);
        Assert.Equal(EntitlementErrorCode.Expired, _shop.Ledger.Obey(sold, _buyer.Ask(OwnerRequestKind.Refund, sold.Receipt, Monday), Monday.AddMinutes(16)).Fault!.Code);
        Assert.Equal(EntitlementErrorCode.IllegalMove, _shop.Ledger.Obey(sold, _buyer.Ask(OwnerRequestKind.Transfer, sold.Receipt, Monday, _buyer), Monday).Fault!.Code);
    }

    [Fact]
    public void A_refund_has_a_window_and_is_the_buyers_alone()
    {
        var sold = Sell();
        Assert.Null(_shop.Ledger.Obey(sold, _buyer.Ask(OwnerRequestKind.Refund, sold.Receipt, Monday), Monday).Value.Begun);
        var late = Monday + EntitlementLimits.RefundWindow + TimeSpan.FromSeconds(1);
        Assert.Equal(EntitlementErrorCode.IllegalMove, _shop.Ledger.Obey(sold, _buyer.Ask(OwnerRequestKind.Refund, sold.Receipt, late), late).Fault!.Code);

        var given = _shop.Ledger.Obey(sold, _buyer.Ask(OwnerRequestKind.Transfer, sold.Receipt, Monday, _friend), Monday).Value.Begun!;
        Assert.Equal(EntitlementErrorCode.IllegalMove, _shop.Ledger.Obey(given, _friend.Ask(OwnerRequestKind.Refund, given.Receipt, Monday), Monday).Fault!.Code);
    }

    [Fact]
    public void A_renewal_keeps_the_day_of_purchase()
    {
        var sold = Sell();
        var move = _shop.Ledger.Renew(sold, [new ReceiptItem("pearl", 1)], Monday.AddDays(20)).Value;
        Assert.Equal(ReceiptState.Renewed, move.Ended.State);
        Assert.Equal(Monday, move.Begun!.Receipt.BoughtAt);
        var late = Monday.AddDays(21);
        Assert.Equal(EntitlementErrorCode.IllegalMove, _shop.Ledger.Obey(move.Begun, _buyer.Ask(OwnerRequestKind.Refund, move.Begun.Receipt, late), late).Fault!.Code);
    }

    [Fact]
    public void Nothing_comes_back_from_where_it_went()
    {
        foreach (var from in Enum.GetValues<ReceiptState>())
        {
            foreach (var to in Enum.GetValues<ReceiptState>())
            {
                Assert.Equal(from == ReceiptState.Active && to != ReceiptState.Active, ReceiptMoves.IsLegal(from, to));
            }
        }
    }

    [Theory]
    [InlineData("pearl", 0)]
    [InlineData("pearl", -1)]
    [InlineData("", 1)]
    public void Items_have_a_name_and_a_whole_count(string id, int count) =>
        Assert.Equal(EntitlementErrorCode.Malformed, _shop.Ledger.Sell(_buyer.Identity, Module, [new ReceiptItem(id, count)], Monday).Fault!.Code);

    [Fact]
    public void A_receipt_reads_back_as_it_was_written()
    {
        var receipt = Sell(new ReceiptItem("pearl", 7)).Receipt;
        var read = Receipt.Parse(receipt.Write()).Value;
        Assert.Equal(receipt.Write(), read.Write());
        Assert.Equal((receipt.Id, receipt.ModuleId, receipt.User.Id), (read.Id, read.ModuleId, read.User.Id));
    }

    private LedgerEntry Sell(params ReceiptItem[] items) => _shop.Ledger.Sell(_buyer.Identity, Module, [.. items], Monday).Value;
}
