using Ludos.Base;

namespace Ludos.Store;

/// <summary>A file that a patch starts from.</summary>
/// <param name="Digest">Of <paramref name="Content"/>.</param>
/// <param name="Content">All of it.</param>
public readonly record struct PatchBase(Digest Digest, ReadOnlyMemory<byte> Content);
