using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Server;

/// <summary>Answers that went well.</summary>
internal static class Answers
{
    public const string Json = "application/json";
    public const string Text = "text/plain; charset=utf-8";
    public const string Binary = "application/octet-stream";
    public const string Html = "text/html; charset=utf-8";

    private const string ForEver = "public, max-age=31536000, immutable";

    /// <summary>Bytes that never change under this address.</summary>
    public static Task FixedAsync(HttpContext context, ReadOnlyMemory<byte> bytes, string contentType)
    {
        context.Response.Headers.CacheControl = ForEver;
        return SendAsync(context, bytes, contentType);
    }

    /// <summary>Bytes that may change; a client that has them already is told so.</summary>
    public static Task ChangingAsync(HttpContext context, ServedDocument document, string contentType)
    {
        context.Response.Headers.ETag = document.ETag;
        context.Response.Headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch == document.ETag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return SendAsync(context, document.Bytes, contentType);
    }

    /// <summary>An answer for this request alone.</summary>
    public static Task OnceAsync(HttpContext context, ReadOnlyMemory<byte> bytes, string contentType, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return SendAsync(context, bytes, contentType);
    }

    /// <summary>A JSON object, written by <paramref name="write"/>.</summary>
    public static Task ObjectAsync(HttpContext context, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return OnceAsync(context, buffer.WrittenMemory, Json, status);
    }

    private static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> bytes, string contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
