using Ludos.Base;
using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Server;

/// <summary>Reads a request's body within a bound, whether or not it tells its length truthfully, and says why where it cannot.</summary>
internal static class BodyReader
{
    private const int FirstBytes = 16 * 1024;

    public static async Task<Result<ReadOnlyMemory<byte>, RegistryErrorCode>> ReadAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes)
        {
            return TooLarge(maxBytes);
        }

        // What a request says of its length is a hint: memory is taken as bytes arrive.
        var buffer = new byte[Math.Min((int)(request.ContentLength ?? FirstBytes), 1024 * 1024) + 1];
        var filled = 0;
        try
        {
            while (true)
            {
                var read = await request.Body.ReadAsync(buffer.AsMemory(filled), request.HttpContext.RequestAborted);
                filled += read;
                if (filled > maxBytes)
                {
                    return TooLarge(maxBytes);
                }

                if (read == 0)
                {
                    return (ReadOnlyMemory<byte>)buffer.AsMemory(0, filled);
                }

                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, maxBytes + 1L));
                }
            }
        }
        catch (BadHttpRequestException error)
        {
            return Of(error);
        }
    }

    public static Fault<RegistryErrorCode> TooLarge(int maxBytes) => new(RegistryErrorCode.TooLarge, $"The body has more than {maxBytes} bytes.", "Send less at once.");

    /// <summary>What the server itself complains about.</summary>
    public static Fault<RegistryErrorCode> Of(BadHttpRequestException error) => error.StatusCode switch
    {
        StatusCodes.Status408RequestTimeout => new(RegistryErrorCode.TooSlow, "The body did not arrive in time.", "Try again on a faster link."),
        StatusCodes.Status413PayloadTooLarge => new(RegistryErrorCode.TooLarge, "The body is larger than any call takes.", "Send less at once."),
        _ => new(RegistryErrorCode.BadRequest, "The request is not whole HTTP."),
    };
}
