using System.Collections.Immutable;

namespace Ludos.Modules;

/// <summary>What is wanted of a set of modules.</summary>
/// <param name="Roots">What must be in the set, each id once, in order of importance: earlier ones get their newest version first.</param>
public sealed record ResolveRequest(ImmutableArray<Dependency> Roots)
{
    /// <summary>Who asks for the roots, in explanations: the game's id or "your modules".</summary>
    public string RootName { get; init; } = "the game";

    /// <summary>Versions to keep where nothing forbids it; null = none.</summary>
    public Lockfile? Locked { get; init; }

    /// <summary>Ids whose locked version is not kept.</summary>
    public ImmutableHashSet<string> Unlocked { get; init; } = [];

    /// <summary>Takes prereleases also where no range names one.</summary>
    public bool AllowPrereleases { get; init; }
}
