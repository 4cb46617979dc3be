using System.Collections.Immutable;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>A set of modules that meets every dependency within it, and nothing besides. Immutable.</summary>
/// <param name="Modules">In ordinal order of ids, each id once.</param>
/// <param name="ConflictCount">Conflicts that were resolved on the way: how hard it was.</param>
public sealed record Resolution(ImmutableArray<ResolvedModule> Modules, int ConflictCount);

/// <summary>The version chosen of one module.</summary>
public sealed record ResolvedModule(string Id, SemanticVersion Version, Digest Digest, ImmutableArray<Dependency> Dependencies);
