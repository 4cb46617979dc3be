using System.Net;
using System.Net.WebSockets;
using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests.Hosting;

public sealed class AccessTests : IDisposable
{
    private readonly Served _served = Served.Game("tests/modules/good");

    public void Dispose() => _served.Dispose();

    [Fact]
    public async Task The_link_is_exchanged_once_for_a_cookie_and_leaves_the_address_bar()
    {
        using var first = await _served.Http.GetAsync(new Uri(_served.Host.Url));
        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal("/", first.Headers.Location!.ToString());
        var cookie = first.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        Assert.StartsWith($"ludos-{_served.Host.Port}=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/", cookie, StringComparison.Ordinal);

        using var again = await _served.Http.GetAsync(new Uri(_served.Host.Url));
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        Assert.False(again.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Everything_needs_the_cookie()
    {
        foreach (var path in new[] { "/", "/assets/app.js", "/assets/app.css", "/icon.svg", "/api/ping", "/nothing" })
        {
            using var refused = await _served.SendAsync(HttpMethod.Get, path, cookie: null);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        var cookie = await _served.EnterAsync();
        using var page = await _served.SendAsync(HttpMethod.Get, "/", cookie);
        Assert.Contains("/assets/app.js", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var ping = await _served.SendAsync(HttpMethod.Get, "/api/ping", cookie);
        Assert.Equal(HttpStatusCode.NoContent, ping.StatusCode);
        using var nothing = await _served.SendAsync(HttpMethod.Get, "/../../etc/passwd", cookie);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("[::1]:80")]
    public async Task Other_hosts_are_refused(string host)
    {
        var cookie = await _served.EnterAsync();
        using var refused = await _served.SendAsync(HttpMethod.Get, "/", cookie, request => request.Headers.Host = host);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("https://127.0.0.1")]
    public async Task Other_origins_are_refused(string origin)
    {
        var cookie = await _served.EnterAsync();
        using var get = await _served.SendAsync(HttpMethod.Get, "/api/ping", cookie, request => request.Headers.Add("Origin", origin));
        Assert.Equal(HttpStatusCode.Forbidden, get.StatusCode);
        var error = await Assert.ThrowsAsync<WebSocketException>(() => _served.ConnectAsync(origin));
        Assert.Contains("403", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_socket_needs_cookie_and_origin()
    {
        using var bare = new ClientWebSocket();
        bare.Options.SetRequestHeader("Origin", _served.Origin);
        var unknown = await Assert.ThrowsAsync<WebSocketException>(() => bare.ConnectAsync(new Uri($"ws://127.0.0.1:{_served.Host.Port}/socket"), Served.Limit()));
        Assert.Contains("401", unknown.Message, StringComparison.Ordinal);

        using var unnamed = new ClientWebSocket();
        unnamed.Options.SetRequestHeader("Cookie", await _served.EnterAsync());
        var noOrigin = await Assert.ThrowsAsync<WebSocketException>(() => unnamed.ConnectAsync(new Uri($"ws://127.0.0.1:{_served.Host.Port}/socket"), Served.Limit()));
        Assert.Contains("403", noOrigin.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_that_another_site_made_are_refused_even_with_the_cookie()
    {
        var cookie = await _served.EnterAsync();
        using var crossSite = await _served.SendAsync(HttpMethod.Get, "/assets/app.js", cookie, request => request.Headers.Add("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, crossSite.StatusCode);
        using var noHeader = await _served.SendAsync(HttpMethod.Post, "/api/rollback?module=proof", cookie, request => request.Headers.Add("Origin", _served.Origin));
        Assert.Equal(HttpStatusCode.Forbidden, noHeader.StatusCode);
        using var noOrigin = await _served.SendAsync(HttpMethod.Post, "/api/rollback?module=proof", cookie, request => request.Headers.Add("X-Ludos-Request", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, noOrigin.StatusCode);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        var cookie = await _served.EnterAsync();
        foreach (var path in new[] { "/", "/assets/app.js", "/nothing" })
        {
            using var answer = await _served.SendAsync(HttpMethod.Get, path, cookie);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task The_page_is_not_sent_again_when_it_has_not_changed()
    {
        var cookie = await _served.EnterAsync();
        using var first = await _served.SendAsync(HttpMethod.Get, "/assets/app.js", cookie);
        using var again = await _served.SendAsync(HttpMethod.Get, "/assets/app.js", cookie, request => request.Headers.Add("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }
}
