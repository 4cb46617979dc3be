using Ludos.Distribution;
using Ludos.Registry.Catalogue;
using Ludos.Trust;

namespace Ludos.Registry.Metadata;

/// <summary>What the registry's own issuer took back. The list in the catalogue was put there by who holds the issuer's key, so its form alone is read.</summary>
internal static class RevokedSerials
{
    /// <summary>The serials on the newest list; none when there is no list.</summary>
    public static IReadOnlySet<string> Of(ICatalogueReader reader) => List(reader) is { } list ? list.Terms.Serials.ToHashSet(StringComparer.Ordinal) : new HashSet<string>();

    /// <summary>The newest list; null when there is none.</summary>
    public static RevocationList? List(ICatalogueReader reader) =>
        reader.Document(DocumentNames.Revocations) is { } json && reader.Document(DocumentNames.Roots) is { } roots
        && Envelope.Parse(json, "The revocation list").TryGet(out var envelope, out _)
        && RegistryRoots.Parse(roots).TryGet(out var parsed, out _)
        && RevocationList.Open(envelope, parsed.Trust).TryGet(out var list, out _)
            ? list
            : null;
}
