using System.Text.Json;
using Ludos.Base;
using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Server;

/// <summary>Faults as RFC 9457 answers: <c>application/problem+json</c> with title, status, code, message and mend.</summary>
internal static class Problem
{
    private const string ContentType = "application/problem+json";

    public static Task AnswerAsync(HttpContext context, RegistryErrorCode code, string message, string mend = "") => AnswerAsync(context, new Fault<RegistryErrorCode>(code, message, mend));

    public static async Task AnswerAsync(HttpContext context, Fault<RegistryErrorCode> fault)
    {
        if (context.Response.HasStarted)
        {
            // The answer is half out; only a cut tells the client that it is not whole.
            context.Abort();
            return;
        }

        var json = Write(fault);
        context.Response.Clear();
        SecurityHeaders.Apply(context.Response.Headers);
        context.Response.StatusCode = StatusOf(fault.Code);
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = json.Length;
        context.Response.Headers.CacheControl = "no-store";
        if (fault.Code == RegistryErrorCode.NotLoggedIn)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }
        else if (fault.Code == RegistryErrorCode.TooMany)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(json, context.RequestAborted);
        }
    }

    public static int StatusOf(RegistryErrorCode code) => code switch
    {
        RegistryErrorCode.BadRequest or RegistryErrorCode.BadName => StatusCodes.Status400BadRequest,
        RegistryErrorCode.NotLoggedIn => StatusCodes.Status401Unauthorized,
        RegistryErrorCode.NotAllowed or RegistryErrorCode.NotTrusted => StatusCodes.Status403Forbidden,
        RegistryErrorCode.NoSuchCall or RegistryErrorCode.NotFound => StatusCodes.Status404NotFound,
        RegistryErrorCode.WrongMethod => StatusCodes.Status405MethodNotAllowed,
        RegistryErrorCode.TooSlow => StatusCodes.Status408RequestTimeout,
        RegistryErrorCode.NameTaken or RegistryErrorCode.Conflict => StatusCodes.Status409Conflict,
        RegistryErrorCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RegistryErrorCode.WrongEncoding => StatusCodes.Status415UnsupportedMediaType,
        RegistryErrorCode.WrongDigest or RegistryErrorCode.MissingObjects or RegistryErrorCode.Inconsistent or RegistryErrorCode.NotAModule => StatusCodes.Status422UnprocessableEntity,
        RegistryErrorCode.TooMany => StatusCodes.Status429TooManyRequests,
        RegistryErrorCode.StorageFull => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    private static byte[] Write(Fault<RegistryErrorCode> fault)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("title", fault.Message);
            writer.WriteNumber("status", StatusOf(fault.Code));
            writer.WriteString("code", fault.Code.ToString());
            writer.WriteString("message", fault.Message);
            writer.WriteString("mend", fault.Mend);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
