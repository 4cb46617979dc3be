using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ludos.Distribution;
using Ludos.Registry.Tests.Support;
using Ludos.Trust;

namespace Ludos.Registry.Tests.Receipts;

/// <summary>From a sale to a player's book: over HTTP, with what the player pins and nothing else.</summary>
public sealed class ReceiptCallTests : IDisposable
{
    private const string Module = "pond.fish";

    private readonly TestClock _clock = new();
    private readonly RegistryFixture _registry;

    public ReceiptCallTests() => _registry = new RegistryFixture(_clock);

    public void Dispose() => _registry.Dispose();

    [Fact]
    public async Task What_is_sold_counts_in_the_buyers_book_and_what_is_revoked_does_not()
    {
        using var seller = await SellerAsync();
        using var player = await BuyerAsync(seller);
        var receipt = await SellAsync(seller, player, ("pearl", 3));
        var book = await BookAsync(player);
        foreach (var mine in await player.ReceiptsAsync())
        {
            _ = book.Add(mine).Value;
        }

        await player.AskAsync(book, _clock.Now);
        Assert.Equal(new ReceiptItem("pearl", 3), Assert.Single(book.Check(Module, _clock.Now).Value.Receipt.Items));

        Assert.Equal(HttpStatusCode.OK, (await seller.PostAsync("receipts", Json(new JsonObject { ["ask"] = "revoke", ["receipt"] = receipt.Id }))).Status);
        await player.AskAsync(book, _clock.Now);
        Assert.Equal(EntitlementErrorCode.Revoked, book.Check(Module, _clock.Now).Fault!.Code);
        Assert.Empty(await player.ReceiptsAsync());
    }

    [Fact]
    public async Task A_transfer_is_obeyed_once_and_moves_the_items()
    {
        using var seller = await SellerAsync();
        using var pair = new Pair(await BuyerAsync(seller), await BuyerAsync(seller));
        var (giver, taker) = pair;
        var receipt = await SellAsync(seller, giver, ("pearl", 3));
        var request = giver.Sign(new OwnerRequest(OwnerRequestKind.Transfer, receipt.Id, taker.Identity, _clock.Now));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => giver.PostAsync($"receipts/{receipt.Id}/request", request.ToJson())));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal("Conflict", answer.Code));

        Assert.Empty(await giver.ReceiptsAsync());
        var moved = Receipt.Parse(Assert.Single(await taker.ReceiptsAsync()).Payload).Value;
        Assert.Equal(receipt.Items.AsEnumerable(), moved.Items.AsEnumerable());
        Assert.Equal(receipt.Id, moved.ReplacesId);
    }

    [Fact]
    public async Task A_refund_ends_a_receipt_within_its_window()
    {
        using var seller = await SellerAsync();
        using var player = await BuyerAsync(seller);
        var (early, late) = (await SellAsync(seller, player), await SellAsync(seller, player));
        Assert.Equal(HttpStatusCode.OK, (await player.PostAsync($"receipts/{early.Id}/request", player.Sign(new OwnerRequest(OwnerRequestKind.Refund, early.Id, null, _clock.Now)).ToJson())).Status);
        _clock.Advance(EntitlementLimits.RefundWindow + TimeSpan.FromMinutes(1));
        Assert.Equal("Conflict", (await player.PostAsync($"receipts/{late.Id}/request", player.Sign(new OwnerRequest(OwnerRequestKind.Refund, late.Id, null, _clock.Now)).ToJson())).Code);
    }

    [Fact]
    public async Task Nobody_else_sells_moves_or_reads()
    {
        using var seller = await SellerAsync();
        using var other = await PondPublisher.JoinAsync(_registry, _clock, "other-studio", "other.*");
        using var pair = new Pair(await BuyerAsync(seller), await BuyerAsync(seller));
        var (player, thief) = pair;
        var receipt = await SellAsync(seller, player);
        Assert.Equal("NotAllowed", (await other.PostAsync("receipts", Sale(player.Identity))).Code);
        Assert.Equal("NotAllowed", (await player.PostAsync("receipts", Sale(player.Identity))).Code);
        Assert.Equal("NotTrusted", (await thief.PostAsync($"receipts/{receipt.Id}/request", thief.Sign(new OwnerRequest(OwnerRequestKind.Transfer, receipt.Id, thief.Identity, _clock.Now)).ToJson())).Code);
        Assert.Equal("NotFound", (await thief.PostAsync($"receipts/{new string('0', 32)}/request", thief.Sign(new OwnerRequest(OwnerRequestKind.Refund, receipt.Id, null, _clock.Now)).ToJson())).Code);
        Assert.Empty(await thief.ReceiptsAsync());

        using var stranger = new HttpClient { BaseAddress = _registry.Address };
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(new Uri("receipts/mine", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"ask\":\"give\"}")]
    [InlineData("{\"ask\":\"sell\",\"module\":\"pond.fish\",\"user\":{}}")]
    [InlineData("{\"ask\":\"renew\",\"receipt\":\"\",\"items\":[]}")]
    [InlineData("{\"ask\":\"revoke\",\"receipt\":\"0\",\"receipt\":\"1\"}")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Orders_that_are_none_are_told_why(string body)
    {
        using var seller = await SellerAsync();
        var answer = await seller.PostAsync("receipts", Encoding.UTF8.GetBytes(body));
        Assert.Equal("BadRequest", answer.Code);
    }

    [Theory]
    [InlineData("entitlements/snapshot")]
    [InlineData("entitlements/snapshot?user=abc&nonce=00000000000000000000000000000000")]
    [InlineData("entitlements/snapshot?user=0000000000000000000000000000000000000000000000000000000000000000&nonce=0G000000000000000000000000000000")]
    public async Task A_snapshot_is_asked_for_with_a_user_and_a_nonce(string path)
    {
        using var seller = await SellerAsync();
        Assert.Equal("BadName", (await seller.GetAsync(path)).Code);
    }

    /// <summary>The node as it stood: the default encoder would escape the plus signs of base64.</summary>
    private static byte[] Raw(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    private static byte[] Json(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private static byte[] Sale(UserIdentity user, params (string Id, int Count)[] items) => Json(new JsonObject
    {
        ["ask"] = "sell",
        ["module"] = Module,
        ["user"] = new JsonObject { ["algorithm"] = user.Signing.Algorithm, ["signing"] = Convert.ToBase64String(user.Signing.Bytes.Span), ["sealing"] = Convert.ToBase64String(user.Sealing.Span) },
        ["items"] = new JsonArray([.. items.Select(item => new JsonObject { ["id"] = item.Id, ["count"] = item.Count })]),
    });

    private async Task<PondPublisher> SellerAsync()
    {
        var seller = await PondPublisher.JoinAsync(_registry, _clock, "pond-studio", "pond", "pond.*");
        Assert.Equal(HttpStatusCode.Created, (await seller.PublishAsync(new PondModule(Module, "1.0.0"))).Status);
        return seller;
    }

    private async Task<Buyer> BuyerAsync(PondPublisher helper)
    {
        var buyer = new Buyer(_registry.Address, MemorySigner.Generate(), X25519.PublicKeyOf(RandomNumberGenerator.GetBytes(X25519.KeyBytes)));
        await buyer.LogInAsync(helper);
        return buyer;
    }

    private static async Task<Receipt> SellAsync(PondPublisher seller, Buyer buyer, params (string Id, int Count)[] items)
    {
        var answer = await seller.PostAsync("receipts", Sale(buyer.Identity, items));
        Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        return Receipt.Parse(Envelope.Parse(Raw(answer.Json!["receipt"]!), "receipt").Value.Payload).Value;
    }

    /// <summary>A book whose store's key is believed because the issuer in the pinned roots certified it for receipts.</summary>
    private async Task<EntitlementBook> BookAsync(Buyer buyer)
    {
        var roots = RegistryRoots.Parse((await buyer.GetAsync("roots")).Body).Value;
        var certificates = (await buyer.GetAsync($"certificates/{roots.Name}")).Json!["certificates"]!.AsArray();
        var certificate = Certificate.Parse(Raw(Assert.Single(certificates)!), "store").Value;
        var chain = CertificateChain.Check([certificate], roots.Trust, RevocationSet.Empty, new ChainDemand(CertificatePurposes.IssueReceipts, _clock.Now, Module, roots.Name));
        Assert.True(chain.IsOk, chain.Fault?.ToString());
        return new EntitlementBook(buyer.Identity, ImmutableArray.Create(certificate.Terms.Key), default, isSettled: false);
    }

    private sealed record Pair(Buyer First, Buyer Second) : IDisposable
    {
        public void Dispose()
        {
            First.Dispose();
            Second.Dispose();
        }
    }

    private sealed class Buyer(Uri registry, MemorySigner key, byte[] sealing) : IDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = registry };

        public UserIdentity Identity => new(key.PublicKey, sealing);

        public Envelope Sign(OwnerRequest request) => Envelope.Sign(key, OwnerRequest.PayloadType, request.Write()).Value;

        public async Task LogInAsync(PondPublisher helper)
        {
            var login = await PostAsync("login", await helper.LoginAsync(null, key));
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", login.Json!["token"]!.GetValue<string>());
        }

        public async Task<Envelope[]> ReceiptsAsync()
        {
            var answer = await GetAsync("receipts/mine");
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            return [.. answer.Json!["receipts"]!.AsArray().Select(receipt => Envelope.Parse(Raw(receipt!), "receipt").Value)];
        }

        public async Task AskAsync(EntitlementBook book, DateTimeOffset now)
        {
            var nonce = RandomNumberGenerator.GetBytes(EntitlementSnapshot.NonceBytes);
            var answer = await GetAsync($"entitlements/snapshot?user={Identity.Id}&nonce={Convert.ToHexStringLower(nonce)}");
            _ = book.Accept(Envelope.Parse(answer.Body, "snapshot").Value, nonce, now).Value;
        }

        public async Task<PondAnswer> PostAsync(string path, byte[] body)
        {
            using var content = new ByteArrayContent(body);
            using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
            return await PondAnswer.OfAsync(answer);
        }

        public async Task<PondAnswer> GetAsync(string path)
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
            return await PondAnswer.OfAsync(answer);
        }

        public void Dispose() => _http.Dispose();
    }
}
