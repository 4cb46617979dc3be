using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A file of a package.</summary>
/// <param name="Path">By the rules of <see cref="PackagePath"/>.</param>
/// <param name="Bytes">Its content.</param>
/// <param name="Digest">SHA-256 of the content.</param>
public sealed record PackageFile(string Path, ReadOnlyMemory<byte> Bytes, Digest Digest);
