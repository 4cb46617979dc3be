using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ludos.Web.Access;

/// <summary>What somebody reads who is not let in.</summary>
internal static class GateAnswers
{
    public const string NoCookie =
        "This browser has not been let in. Open the link that the game printed in the terminal. " +
        "If you have just followed that link from another page, <a href=\"/\">go on to the game</a>.";

    public const string UsedToken =
        "This link was used already: each works once. Use the browser that opened it, or start the game again for a new link.";

    public static Task RefuseAsync(HttpContext context, int status, string reason) =>
        WriteAsync(context, status, "text/plain; charset=utf-8", reason + "\n");

    /// <param name="html">One paragraph of our own HTML; nothing from the request goes into it.</param>
    public static Task ExplainAsync(HttpContext context, string html) =>
        WriteAsync(context, StatusCodes.Status401Unauthorized, "text/html; charset=utf-8",
            $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Ludos</title><h1>Not let in</h1><p>{html}</p></html>\n");

    private static async Task WriteAsync(HttpContext context, int status, string type, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
