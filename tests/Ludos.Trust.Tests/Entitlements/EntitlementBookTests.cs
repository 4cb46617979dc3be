using Xunit;

namespace Ludos.Trust.Tests.Entitlements;

public sealed class EntitlementBookTests
{
    private const string Module = "shoal.neon";
    private static readonly DateTimeOffset Monday = Shop.Monday;

    private readonly Shop _shop = new();
    private readonly Shop.Player _player = Shop.NewPlayer();

    [Fact]
    public void A_receipt_opens_its_module_and_no_other()
    {
        var book = _shop.Book(_player, _shop.Sell(_player, Module, Monday, new ReceiptItem("skin.gold", 2)), Monday);
        var entitlement = book.Check(Module, Monday.AddHours(1)).Value;
        Assert.Equal(new ReceiptItem("skin.gold", 2), Assert.Single(entitlement.Receipt.Items));
        Assert.True(entitlement.IsCurrent);
        Assert.Equal(1, book.KeyFor(Module, 1, Monday.AddHours(1)).Value.Key.Generation);
        Assert.Equal(EntitlementErrorCode.NoContentKey, book.KeyFor(Module, 2, Monday.AddHours(1)).Fault!.Code);
        Assert.Equal(EntitlementErrorCode.NoReceipt, book.Check("shoal.other", Monday.AddHours(1)).Fault!.Code);
    }

    [Fact]
    public void A_stolen_receipt_opens_nothing()
    {
        var receipt = _shop.Sell(_player, Module, Monday);
        var thief = Shop.NewPlayer();
        Assert.Equal(EntitlementErrorCode.NotYours, _shop.Book(thief).Add(_shop.Sign(receipt)).Fault!.Code);

        var mixed = new Shop.Player(thief.Signer, _player.Sealing);
        Assert.Equal(EntitlementErrorCode.NotYours, _shop.Book(mixed).Add(_shop.Sign(receipt)).Fault!.Code);
    }

    [Fact]
    public void A_receipt_that_another_key_signed_is_forged()
    {
        var other = new Shop();
        Assert.Equal(EntitlementErrorCode.Forged, _shop.Book(_player).Add(other.Sign(other.Sell(_player, Module, Monday))).Fault!.Code);

        var signed = _shop.Sign(_shop.Sell(_player, Module, Monday));
        Assert.Equal(EntitlementErrorCode.Forged, _shop.Book(_player).Add(signed with { PayloadType = EntitlementSnapshot.PayloadType }).Fault!.Code);
    }

    [Fact]
    public void Every_flipped_bit_of_a_receipt_or_its_signature_is_refused()
    {
        var signed = _shop.Sign(_shop.Sell(_player, Module, Monday, new ReceiptItem("skin.gold", 2)));
        var book = _shop.Book(_player);
        for (var bit = 0; bit < signed.Payload.Length * 8; bit++)
        {
            var payload = signed.Payload.ToArray();
            payload[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(EntitlementErrorCode.Forged, book.Add(signed with { Payload = payload }).Fault!.Code);
        }

        for (var bit = 0; bit < Ed25519.SignatureBytes * 8; bit++)
        {
            var signature = signed.Signatures[0].Bytes.ToArray();
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(EntitlementErrorCode.Forged, book.Add(signed with { Signatures = [signed.Signatures[0] with { Bytes = signature }] }).Fault!.Code);
        }
    }

    [Fact]
    public void Thirty_days_without_the_store_and_not_one_more()
    {
        var book = _shop.Book(_player, _shop.Sell(_player, Module, Monday), Monday);
        Assert.False(book.Check(Module, Monday.AddDays(2)).Value.IsCurrent);
        Assert.Equal(Monday.AddDays(30), book.Check(Module, Monday.AddDays(30)).Value.OfflineUntil);
        Assert.Equal(EntitlementErrorCode.GraceOver, book.Check(Module, Monday.AddDays(30).AddSeconds(1)).Fault!.Code);
        _shop.Ask(book, Monday.AddDays(31));
        Assert.True(book.Check(Module, Monday.AddDays(31)).IsOk);
    }

    [Fact]
    public void A_clock_that_was_set_back_opens_nothing_until_it_is_right_or_the_store_says_the_time()
    {
        var book = _shop.Book(_player, _shop.Sell(_player, Module, Monday), Monday);
        Assert.Equal(EntitlementErrorCode.GraceOver, book.Check(Module, Monday.AddDays(40)).Fault!.Code);
        Assert.Equal(EntitlementErrorCode.ClockRolledBack, book.Check(Module, Monday.AddDays(10)).Fault!.Code);
        Assert.Equal(EntitlementErrorCode.ClockRolledBack, book.Check(Module, Monday.AddDays(10)).Fault!.Code);

        _ = book.Accept(_shop.Snapshot(_player, Monday.AddDays(10)), [], Monday.AddDays(10)).Value;
        Assert.Equal(EntitlementErrorCode.ClockRolledBack, book.Check(Module, Monday.AddDays(10)).Fault!.Code);
        _shop.Ask(book, Monday.AddDays(10));
        Assert.True(book.Check(Module, Monday.AddDays(10)).IsOk);
    }

    [Fact]
    public void A_new_book_with_an_old_receipt_and_the_clock_of_its_day_opens_nothing()
    {
        var book = _shop.Book(_player);
        _ = book.Add(_shop.Sign(_shop.Sell(_player, Module, Monday))).Value;
        _ = book.Accept(_shop.Snapshot(_player, Monday), [], Monday).Value;
        Assert.Equal(EntitlementErrorCode.NeverAsked, book.Check(Module, Monday).Fault!.Code);
    }

    [Fact]
    public void What_is_taken_back_stays_so_and_an_older_snapshot_does_not_undo_it()
    {
        var receipt = _shop.Sell(_player, Module, Monday);
        var book = _shop.Book(_player, receipt, Monday);
        var before = _shop.Snapshot(_player, Monday.AddHours(1));
        _shop.TakeBack(receipt);
        _shop.Ask(book, Monday.AddHours(2));
        Assert.Equal(EntitlementErrorCode.Revoked, book.Check(Module, Monday.AddHours(3)).Fault!.Code);
        Assert.Equal(EntitlementErrorCode.Replayed, book.Accept(before, [], Monday.AddHours(3)).Fault!.Code);
        Assert.Equal(EntitlementErrorCode.Revoked, book.Check(Module, Monday.AddHours(3)).Fault!.Code);
    }

    [Fact]
    public void Snapshots_expired_and_forged_are_refused()
    {
        var book = _shop.Book(_player, _shop.Sell(_player, Module, Monday), Monday);
        Assert.Equal(EntitlementErrorCode.Expired, book.Accept(_shop.Snapshot(_player, Monday.AddHours(1)), [], Monday.AddHours(26)).Fault!.Code);
        Assert.Equal(EntitlementErrorCode.Forged, book.Accept(new Shop().Snapshot(_player, Monday.AddHours(26)), [], Monday.AddHours(26)).Fault!.Code);
        var endless = new EntitlementSnapshot(_player.Identity.Id, 9, Monday, Monday.AddDays(365), [], default);
        Assert.Equal(EntitlementErrorCode.Malformed, book.Accept(_shop.Sign(endless), [], Monday).Fault!.Code);
    }

    [Fact]
    public void A_snapshot_about_another_user_says_nothing()
    {
        var book = _shop.Book(_player, _shop.Sell(_player, Module, Monday), Monday);
        Assert.Equal(EntitlementErrorCode.NotYours, book.Accept(_shop.Snapshot(Shop.NewPlayer(), Monday.AddHours(1)), [], Monday.AddHours(1)).Fault!.Code);
    }

    [Fact]
    public void A_receipt_of_tomorrow_does_not_count_today()
    {
        var book = _shop.Book(_player, _shop.Sell(_player, Module, Monday.AddDays(1)), Monday);
        Assert.Equal(EntitlementErrorCode.FutureDated, book.Check(Module, Monday).Fault!.Code);
    }

    [Fact]
    public void A_calendar_that_stands_still_does_not_stop_time()
    {
        var calendar = new SetClock { NowNs = (Monday - DateTimeOffset.UnixEpoch).Ticks * 100 };
        var monotonic = new SetClock();
        var clock = new EntitlementClock(calendar, monotonic);
        monotonic.NowNs += TimeSpan.FromDays(31).Ticks * 100;
        Assert.Equal(Monday.AddDays(31), clock.Now);
        calendar.NowNs -= TimeSpan.FromDays(300).Ticks * 100;
        Assert.Equal(Monday.AddDays(31), clock.Now);
    }

    private sealed class SetClock : Ludos.Base.IClock
    {
        public long NowNs { get; set; }
    }
}
