using Ludos.Store;
using Microsoft.Extensions.Primitives;

namespace Ludos.Registry.Server;

/// <summary>Names of objects' encodings in HTTP.</summary>
internal static class ContentEncodings
{
    public const string SealedName = "ludos-sealed";

    /// <summary>Null for identity, which has no header.</summary>
    public static string? NameOf(ObjectEncoding encoding) => encoding switch
    {
        ObjectEncoding.Zstd => "zstd",
        ObjectEncoding.Brotli => "br",
        ObjectEncoding.Sealed => SealedName,
        _ => null,
    };

    public static bool TryParse(StringValues header, out ObjectEncoding encoding)
    {
        encoding = ObjectEncoding.Identity;
        switch (header.ToString())
        {
            case "" or "identity":
                return true;
            case "zstd":
                encoding = ObjectEncoding.Zstd;
                return true;
            case "br":
                encoding = ObjectEncoding.Brotli;
                return true;
            case SealedName:
                encoding = ObjectEncoding.Sealed;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a client takes an encoding. One that says nothing takes identity only: what it stores is then what it asked for.</summary>
    public static bool IsAccepted(StringValues header, ObjectEncoding encoding)
    {
        foreach (var line in header)
        {
            foreach (var part in (line ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                var semicolon = part.IndexOf(';', StringComparison.Ordinal);
                var name = semicolon < 0 ? part : part[..semicolon].TrimEnd();
                var isRefused = semicolon >= 0 && part[(semicolon + 1)..].Replace(" ", "", StringComparison.Ordinal) is "q=0" or "q=0.0" or "q=0.00" or "q=0.000";
                if (name.Equals(NameOf(encoding), StringComparison.OrdinalIgnoreCase) && !isRefused)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
