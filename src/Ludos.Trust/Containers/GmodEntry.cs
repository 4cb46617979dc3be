using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A directory entry of a .gmod.</summary>
/// <param name="Path">By the rules of <see cref="PackagePath"/>.</param>
/// <param name="ContentAt">Offset of the content in the file, in bytes.</param>
/// <param name="ContentBytes">Size of the content.</param>
/// <param name="Digest">SHA-256 of the content.</param>
public readonly record struct GmodEntry(string Path, int ContentAt, int ContentBytes, Digest Digest);
