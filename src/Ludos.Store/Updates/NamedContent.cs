using Ludos.Base;

namespace Ludos.Store;

/// <summary>A file of a module.</summary>
/// <param name="Path">Within the module.</param>
/// <param name="Digest">Of <paramref name="Content"/>; trusted.</param>
/// <param name="Content">All of it.</param>
public sealed record NamedContent(string Path, Digest Digest, ReadOnlyMemory<byte> Content)
{
    public static NamedContent Of(string path, ReadOnlyMemory<byte> content) => new(path, Digest.Of(content.Span), content);
}
