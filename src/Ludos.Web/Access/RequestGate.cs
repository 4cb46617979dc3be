using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Ludos.Web.Access;

/// <summary>
/// Stands before everything else: lets a request through only when it names this host, comes from this page and carries the
/// cookie of a browser that used a token. Answers for itself otherwise.
/// </summary>
internal sealed class RequestGate(AccessLedger ledger)
{
    /// <summary>A page of another site cannot send this header without asking first, and nobody answers that question.</summary>
    public const string OwnRequestHeader = "X-Ludos-Request";

    private const string TokenQuery = "token";
    private const string FetchSiteHeader = "Sec-Fetch-Site";

    private FrozenSet<string> _hosts = FrozenSet<string>.Empty;
    private FrozenSet<string> _origins = FrozenSet<string>.Empty;
    private string _cookie = "";
    private int _port;

    /// <summary>Lets requests for this port in; before, none is.</summary>
    public void Open(int port)
    {
        string[] hosts = [$"127.0.0.1:{port}", $"localhost:{port}"];
        _port = port;
        // Cookies do not tell ports apart, so two games at once need two names.
        _cookie = string.Create(CultureInfo.InvariantCulture, $"ludos-{port}");
        _origins = hosts.Select(host => $"http://{host}").ToFrozenSet(StringComparer.Ordinal);
        _hosts = hosts.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    public Task InvokeAsync(HttpContext context, Func<Task> next)
    {
        SecurityHeaders.Apply(context.Response.Headers, _port);
        var request = context.Request;
        if (!_hosts.Contains(request.Host.Value ?? ""))
        {
            return GateAnswers.RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "This server answers to 127.0.0.1 and localhost only.");
        }

        if (!IsOwnOrigin(request))
        {
            return GateAnswers.RefuseAsync(context, StatusCodes.Status403Forbidden, "Requests from other pages are refused.");
        }

        var isKnown = ledger.Knows(request.Cookies[_cookie]);
        if (request.Path == "/" && HttpMethods.IsGet(request.Method) && request.Query.TryGetValue(TokenQuery, out var token))
        {
            return ExchangeAsync(context, token.ToString(), isKnown);
        }

        if (!isKnown)
        {
            return request.Path == "/"
                ? GateAnswers.ExplainAsync(context, GateAnswers.NoCookie)
                : GateAnswers.RefuseAsync(context, StatusCodes.Status401Unauthorized, "Open the link that the game printed first.");
        }

        return next();
    }

    private Task ExchangeAsync(HttpContext context, string token, bool isKnown)
    {
        if (ledger.Redeem(token) is { } secret)
        {
            context.Response.Cookies.Append(_cookie, secret, new CookieOptions
            {
                HttpOnly = true,
                SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict,
                Path = "/",
                IsEssential = true,
            });
        }
        else if (!isKnown)
        {
            return GateAnswers.ExplainAsync(context, GateAnswers.UsedToken);
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    /// <summary>
    /// What changes the game, and the socket, must say that they come from this page. The rest may leave the origin out, as
    /// browsers do for a page's own files.
    /// </summary>
    private bool IsOwnOrigin(HttpRequest request)
    {
        var origins = request.Headers.Origin;
        var mustName = !HttpMethods.IsGet(request.Method) || request.Path == WebRoutes.Socket || request.Path == WebRoutes.Regions;
        if (origins.Count > 1 || (origins.Count == 1 && !_origins.Contains(origins[0] ?? "")) || (origins.Count == 0 && mustName))
        {
            return false;
        }

        if (HttpMethods.IsPost(request.Method) && request.Headers[OwnRequestHeader] != "1")
        {
            return false;
        }

        // The first page may be opened from anywhere; everything else is fetched by the page itself or typed by its user.
        var site = request.Headers[FetchSiteHeader].ToString();
        return request.Path == "/" || site is "" or "same-origin" or "none";
    }
}
