using Microsoft.AspNetCore.Http;

namespace Ludos.Web.Api;

/// <summary>Reads a request's body within a bound, whether or not it tells its length truthfully.</summary>
internal static class UploadReader
{
    private const int FirstBytes = 64 * 1024;

    /// <returns>The body, or null when it is longer than the bound.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        var buffer = new byte[(int)(request.ContentLength ?? FirstBytes) + 1];
        var filled = 0;
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(filled), request.HttpContext.RequestAborted);
            filled += read;
            if (filled > maxBytes)
            {
                return null;
            }

            if (read == 0)
            {
                return buffer.AsSpan(0, filled).ToArray();
            }

            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, maxBytes + 1L));
            }
        }
    }
}
