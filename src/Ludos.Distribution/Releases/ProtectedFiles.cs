using System.Collections.Immutable;

namespace Ludos.Distribution;

/// <summary>The files whose chunks are sealed.</summary>
/// <param name="Paths">Their paths, in ordinal order.</param>
/// <param name="KeyGeneration">Which of the module's keys seals them; from 1.</param>
public sealed record ProtectedFiles(ImmutableArray<string> Paths, int KeyGeneration);
