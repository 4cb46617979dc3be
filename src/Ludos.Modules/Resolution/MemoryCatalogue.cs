using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Modules;

/// <summary>A catalogue of what is already known. Not thread-safe while modules are added.</summary>
public sealed class MemoryCatalogue : IModuleCatalogue
{
    private readonly Dictionary<string, List<ModuleCandidate>> _versions = new(StringComparer.Ordinal);

    public void Add(string id, ModuleCandidate candidate)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(candidate);
        if (!_versions.TryGetValue(id, out List<ModuleCandidate>? versions)) _versions[id] = versions = [];
        versions.Add(candidate);
    }

    public ValueTask<Result<ImmutableArray<ModuleCandidate>, ResolveErrorCode>> Versions(string id, CancellationToken cancellation)
    {
        Result<ImmutableArray<ModuleCandidate>, ResolveErrorCode> versions = _versions.TryGetValue(id, out List<ModuleCandidate>? known) ? ImmutableArray.CreateRange(known) : ImmutableArray<ModuleCandidate>.Empty;
        return new(versions);
    }
}
