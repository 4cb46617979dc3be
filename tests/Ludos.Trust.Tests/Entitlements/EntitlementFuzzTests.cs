using System.Text;
using Xunit;

namespace Ludos.Trust.Tests.Entitlements;

/// <summary>Damaged receipts, snapshots and requests: read as something legal or refused with a fault, never an exception; and never believed.</summary>
public sealed class EntitlementFuzzTests
{
    private const int Seed = 0x5EED;
    private const int Rounds = 10_000;

    private static readonly string[] Splices = ["null", "-1", "1e99", "\"\\ud800\"", "{}", "[]", "\"\"", "9223372036854775808", "\"type\":\"x\",", ",", "\0", "true"];

    [Fact]
    public void Damaged_payloads_are_refused_or_legal()
    {
        var random = new Random(Seed);
        var (shop, player) = (new Shop(), Shop.NewPlayer());
        var receipt = shop.Sell(player, "shoal.neon", Shop.Monday, new ReceiptItem("pearl", 7));
        var snapshot = new EntitlementSnapshot(player.Identity.Id, 3, Shop.Monday, Shop.Monday.AddHours(1), [receipt.Id], new byte[EntitlementSnapshot.NonceBytes]);
        var (refused, legal) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            Count(Receipt.Parse(Damage(receipt.Write(), random)).IsOk);
            Count(EntitlementSnapshot.Parse(Damage(snapshot.Write(), random)).IsOk);
        }

        Assert.True(refused > Rounds / 2, $"Only {refused} of {2 * Rounds} were refused: the damage does nothing.");
        Assert.True(legal > 0, "Nothing was legal: the seeds are not.");

        void Count(bool isLegal) => _ = isLegal ? legal++ : refused++;
    }

    [Fact]
    public void Nothing_that_was_changed_is_believed()
    {
        var random = new Random(Seed + 1);
        var (shop, player) = (new Shop(), Shop.NewPlayer());
        var signed = shop.Sign(shop.Sell(player, "shoal.neon", Shop.Monday, new ReceiptItem("pearl", 7)));
        var book = shop.Book(player);
        var sold = shop.Ledger.Sell(player.Identity, "shoal.neon", [], Shop.Monday).Value;
        var request = player.Ask(OwnerRequestKind.Refund, sold.Receipt, Shop.Monday);
        var snapshot = shop.Snapshot(player, Shop.Monday);
        for (var round = 0; round < Rounds / 4; round++)
        {
            var changed = Damage(signed.Payload.ToArray(), random);
            Assert.False(!changed.AsSpan().SequenceEqual(signed.Payload.Span) && book.Add(signed with { Payload = changed }).IsOk, Encoding.UTF8.GetString(changed));

            changed = Damage(request.Payload.ToArray(), random);
            Assert.False(!changed.AsSpan().SequenceEqual(request.Payload.Span) && shop.Ledger.Obey(sold, request with { Payload = changed }, Shop.Monday).IsOk, Encoding.UTF8.GetString(changed));

            changed = Damage(snapshot.Payload.ToArray(), random);
            Assert.False(!changed.AsSpan().SequenceEqual(snapshot.Payload.Span) && book.Accept(snapshot with { Payload = changed }, [], Shop.Monday).IsOk, Encoding.UTF8.GetString(changed));
        }
    }

    /// <summary>What a fuzzer or a reader of the code once found troublesome; a file's name begins with the kind of document.</summary>
    [Fact]
    public void Past_failures_stay_fixed()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Entitlements", "corpus"), "*.json");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            var isLegal = Path.GetFileName(file).StartsWith("receipt", StringComparison.Ordinal) ? Receipt.Parse(bytes).IsOk : EntitlementSnapshot.Parse(bytes).IsOk;
            Assert.False(isLegal, file);
        }
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        var damaged = bytes.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(5))
            {
                case 0: damaged[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: damaged.RemoveRange(at, random.Next(Math.Min(16, damaged.Count - at))); break;
                case 2: damaged.InsertRange(at, Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)])); break;
                case 3: damaged.InsertRange(at, damaged.GetRange(at, random.Next(Math.Min(32, damaged.Count - at)))); break;
                default: damaged[at] = (byte)random.Next(256); break;
            }
        }

        return [.. damaged];
    }
}
