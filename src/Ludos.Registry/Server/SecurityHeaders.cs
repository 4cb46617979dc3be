using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Server;

/// <summary>What every answer tells a browser to refuse: scripts, frames, forms to elsewhere, guesses at types.</summary>
internal static class SecurityHeaders
{
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>For pages and for whatever a browser might show as one.</summary>
    public static void Apply(IHeaderDictionary headers)
    {
        ApplyToBytes(headers);
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    /// <summary>For bytes that no browser shows.</summary>
    public static void ApplyToBytes(IHeaderDictionary headers) => headers.XContentTypeOptions = "nosniff";
}
