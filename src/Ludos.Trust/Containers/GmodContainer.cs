using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A .gmod whose every byte was checked. Immutable and thread-safe as long as nobody changes the bytes it was read from.</summary>
/// <param name="Digest">The module's name: SHA-256 of its head. The head holds each file's digest and all gaps are zero, so it covers every byte.</param>
/// <param name="HeadBytes">Length of the head: header and directory.</param>
/// <param name="Files">In ordinal order of paths.</param>
public sealed record GmodContainer(Digest Digest, int HeadBytes, ImmutableArray<PackageFile> Files);
