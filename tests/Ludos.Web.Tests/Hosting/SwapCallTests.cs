using System.Net;
using System.Text.Json;
using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests.Hosting;

public sealed class SwapCallTests
{
    private static readonly byte[] Better = File.ReadAllBytes(Repository.PathOf("tests", "modules", "better", "proof.wasm"));

    [Fact]
    public async Task A_dropped_module_is_swapped_in_and_rolled_back()
    {
        using var game = Served.Game("tests/modules/good");
        using var socket = await game.ConnectAsync();
        var swapped = await PostAsync(game, "/api/swap?module=proof&name=proof.wasm", Better);
        Assert.Equal("promoted", swapped.Json.GetProperty("result").GetProperty("outcome").GetString());

        var back = await PostAsync(game, "/api/rollback?module=proof", []);
        Assert.Equal(HttpStatusCode.OK, back.Status);
        Assert.Equal(swapped.Json.GetProperty("result").GetProperty("fromDigest").GetString(), back.Json.GetProperty("result").GetProperty("toDigest").GetString());
    }

    [Fact]
    public async Task Without_dev_a_dropped_module_is_refused_with_the_mend()
    {
        using var game = Served.Game("tests/modules/good", dev: false);
        using var socket = await game.ConnectAsync();
        var refused = await PostAsync(game, "/api/swap?module=proof&name=proof.wasm", Better);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("--dev", refused.Json.GetProperty("mend").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_module_is_refused_with_the_reason()
    {
        using var game = Served.Game("tests/modules/good");
        using var socket = await game.ConnectAsync();
        var noise = await PostAsync(game, "/api/swap?name=..%2Fnoise.bin", [1, 2, 3]);
        Assert.False(noise.Json.GetProperty("ok").GetBoolean());
        Assert.Contains("noise.bin", noise.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("..", noise.Json.GetProperty("message").GetString(), StringComparison.Ordinal);

        var unknown = await PostAsync(game, "/api/swap?module=nothing&name=proof.wasm", Better);
        Assert.Equal("NoSuchModule", unknown.Json.GetProperty("code").GetString());
        var nothing = await PostAsync(game, "/api/rollback?module=proof", []);
        Assert.Equal("NothingToRollBack", nothing.Json.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Too_large_an_upload_is_refused()
    {
        using var game = Served.Game("tests/modules/good");
        var cookie = await game.EnterAsync();
        using var answer = await game.SendAsync(HttpMethod.Post, "/api/swap?module=proof&name=big.wasm", cookie, request =>
        {
            request.Headers.Add("Origin", game.Origin);
            request.Headers.Add("X-Ludos-Request", "1");
            // The answer comes before the body is sent, as it does for a page that announces the length.
            request.Headers.ExpectContinue = true;
            request.Content = new ByteArrayContent(new byte[WebLimits.MaxUploadBytes + 1]);
        });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(Served game, string path, byte[] body)
    {
        var cookie = await game.EnterAsync();
        using var answer = await game.SendAsync(HttpMethod.Post, path, cookie, request =>
        {
            request.Headers.Add("Origin", game.Origin);
            request.Headers.Add("X-Ludos-Request", "1");
            request.Content = new ByteArrayContent(body);
        });
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
