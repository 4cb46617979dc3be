using System.Collections.Immutable;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>One version of a module, as a catalogue knows it.</summary>
/// <param name="Version">Semantic version; build metadata does not count.</param>
/// <param name="Digest">The module's digest, which the lockfile keeps.</param>
/// <param name="Dependencies">As its manifest says, each id once.</param>
/// <param name="Yanked">Why it was taken back; null where it was not. Chosen only where the lockfile already has it.</param>
public sealed record ModuleCandidate(SemanticVersion Version, Digest Digest, ImmutableArray<Dependency> Dependencies, string? Yanked = null);
