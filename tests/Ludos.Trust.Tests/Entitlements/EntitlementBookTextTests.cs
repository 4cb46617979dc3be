using System.Text;
using Xunit;

namespace Ludos.Trust.Tests.Entitlements;

public sealed class EntitlementBookTextTests
{
    private const string Module = "shoal.neon";
    private static readonly DateTimeOffset Monday = Shop.Monday;

    private readonly Shop _shop = new();
    private readonly Shop.Player _player = Shop.NewPlayer();

    [Fact]
    public void A_kept_book_decides_as_before()
    {
        var (kept, gone) = (_shop.Sell(_player, Module, Monday), _shop.Sell(_player, "shoal.gone", Monday));
        _shop.TakeBack(gone);
        var book = _shop.Book(_player, kept, Monday);
        _ = book.Add(_shop.Sign(gone)).Value;
        Assert.True(book.Check(Module, Monday.AddDays(20)).IsOk);

        var read = EntitlementBookText.Parse(EntitlementBookText.Write(book)).Value;
        Assert.Equal(EntitlementBookText.Write(book), EntitlementBookText.Write(read));
        Assert.Equal(EntitlementErrorCode.ClockRolledBack, read.Check(Module, Monday).Fault!.Code);
        Assert.Equal(Monday.AddDays(30), read.Check(Module, Monday.AddDays(20)).Value.OfflineUntil);
        Assert.Equal(EntitlementErrorCode.Revoked, read.Check("shoal.gone", Monday.AddDays(20)).Fault!.Code);
    }

    [Fact]
    public void A_book_whose_documents_were_changed_is_refused()
    {
        var book = _shop.Book(_player, _shop.Sell(_player, Module, Monday), Monday);
        var text = Encoding.UTF8.GetString(EntitlementBookText.Write(book));
        var other = Encoding.UTF8.GetString(EntitlementBookText.Write(new Shop().Book(_player)));
        string Keys(string json) => json[json.IndexOf("\"storeKeys\"", StringComparison.Ordinal)..json.IndexOf("\"latest\"", StringComparison.Ordinal)];
        var swapped = text.Replace(Keys(text), Keys(other), StringComparison.Ordinal);
        Assert.Equal(EntitlementErrorCode.Forged, EntitlementBookText.Parse(Encoding.UTF8.GetBytes(swapped)).Fault!.Code);
        Assert.Equal(EntitlementErrorCode.Malformed, EntitlementBookText.Parse(Encoding.UTF8.GetBytes(text[..^2])).Fault!.Code);
    }

    [Fact]
    public void Damaged_books_give_a_fault_or_a_book()
    {
        var random = new Random(11);
        var good = EntitlementBookText.Write(_shop.Book(_player, _shop.Sell(_player, Module, Monday), Monday));
        var refused = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = good.ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            refused += EntitlementBookText.Parse(damaged).IsOk ? 0 : 1;
        }

        Assert.InRange(refused, 1_000, 2_000);
    }
}
