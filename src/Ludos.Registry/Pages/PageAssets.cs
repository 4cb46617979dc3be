using System.Collections.Frozen;
using System.Security.Cryptography;
using Ludos.Registry.Server;
using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Pages;

/// <summary>The pages' style and icon, from inside this assembly: looked up in a fixed table, so that no request reaches the file system.</summary>
internal static class PageAssets
{
    private const string Prefix = "wwwroot/";

    private static readonly FrozenDictionary<string, ServedDocument> ByName = Load();

    public static Task ServeAsync(HttpContext context, string name) => ByName.TryGetValue(name, out var asset)
        ? Answers.ChangingAsync(context, asset, name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "image/svg+xml")
        : Problem.AnswerAsync(context, RegistryErrorCode.NotFound, "There is no such file.");

    private static FrozenDictionary<string, ServedDocument> Load()
    {
        var assembly = typeof(PageAssets).Assembly;
        var found = new Dictionary<string, ServedDocument>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(resource => resource.Replace('\\', '/').StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            found[resource[Prefix.Length..]] = new ServedDocument(bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
