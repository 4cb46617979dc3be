using System.Collections.Immutable;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>The modules that a run has met, each asked of the catalogue once.</summary>
internal sealed class SolverModules
{
    private static readonly SemanticVersion RootVersion = new(1, 0, 0);

    private static readonly Comparer<NuGetVersion> NewestFirst = Comparer<NuGetVersion>.Create((left, right) => VersionOrder.Compare(right, left));

    private readonly ResolveRequest _request;
    private readonly IModuleCatalogue _catalogue;
    private readonly Dictionary<string, SolverModule> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LockedModule> _locked;
    private readonly List<SolverModule> _all = [];

    public SolverModules(ResolveRequest request, IModuleCatalogue catalogue)
    {
        _request = request;
        _catalogue = catalogue;
        _locked = (request.Locked?.Modules ?? []).Where(module => !request.Unlocked.Contains(module.Id)).ToDictionary(module => module.Id, StringComparer.Ordinal);

        // No id is empty, so that no module can be taken for the root.
        Root = new SolverModule("", 0, [new ModuleCandidate(RootVersion, default, request.Roots)], [Comparable(RootVersion)], -1, allowPrereleases: false);
        _all.Add(Root);
    }

    public SolverModule Root { get; }

    /// <summary>In the order met.</summary>
    public IReadOnlyList<SolverModule> All => _all;

    /// <summary>Versions that exist and were not offered, by module: they were yanked.</summary>
    public Dictionary<string, ImmutableArray<ModuleCandidate>> Yanked { get; } = new(StringComparer.Ordinal);

    public async ValueTask<Result<SolverModule, ResolveErrorCode>> Get(string id, CancellationToken cancellation)
    {
        if (_byId.TryGetValue(id, out SolverModule? known)) return known;
        if (_all.Count > ResolutionLimits.MaxModules) return new Fault<ResolveErrorCode>(ResolveErrorCode.TooLarge, $"More than {ResolutionLimits.MaxModules} modules are needed.", "Ask for less at once.");
        var asked = await _catalogue.Versions(id, cancellation).ConfigureAwait(false);
        if (!asked.TryGet(out ImmutableArray<ModuleCandidate> candidates, out Fault<ResolveErrorCode>? fault)) return fault;
        if (candidates.Length > ResolutionLimits.MaxVersionsPerModule) return new Fault<ResolveErrorCode>(ResolveErrorCode.TooLarge, $"{id} has {candidates.Length} versions; at most {ResolutionLimits.MaxVersionsPerModule} are looked at.");
        return Make(id, candidates);
    }

    private Result<SolverModule, ResolveErrorCode> Make(string id, ImmutableArray<ModuleCandidate> candidates)
    {
        NuGetVersion[] versions = [.. candidates.Select(candidate => Comparable(candidate.Version))];
        ModuleCandidate[] sorted = [.. candidates];
        Array.Sort(versions, sorted, NewestFirst);
        SemanticVersion? locked = _locked.TryGetValue(id, out LockedModule? entry) ? entry.Version : null;
        var offered = ImmutableArray.CreateBuilder<ModuleCandidate>(sorted.Length);
        var comparable = new List<NuGetVersion>(sorted.Length);
        int preferred = -1;
        for (int index = 0; index < sorted.Length; index++)
        {
            if (index > 0 && VersionOrder.Compare(versions[index], versions[index - 1]) == 0) return Contradiction($"The catalogue has {id} {sorted[index].Version} twice.");
            if (Repeated(sorted[index]) is { } repeated) return Contradiction($"In the catalogue {id} {sorted[index].Version} depends on {repeated} twice.");
            bool isLocked = locked is not null && VersionOrder.Compare(versions[index], Comparable(locked)) == 0;
            if (sorted[index].Yanked is not null && !isLocked) continue;
            if (isLocked) preferred = offered.Count;
            offered.Add(sorted[index]);
            comparable.Add(versions[index]);
        }

        if (offered.Count < sorted.Length) Yanked[id] = [.. sorted.Except(offered)];
        var module = new SolverModule(id, _all.Count, offered.ToImmutable(), [.. comparable], preferred, _request.AllowPrereleases);
        _byId[id] = module;
        _all.Add(module);
        return module;
    }

    internal static NuGetVersion Comparable(SemanticVersion version) => version as NuGetVersion ?? new(version.Major, version.Minor, version.Patch, version.ReleaseLabels, version.Metadata);

    private static string? Repeated(ModuleCandidate candidate)
    {
        for (int index = 1; index < candidate.Dependencies.Length; index++)
        {
            for (int before = 0; before < index; before++)
            {
                if (candidate.Dependencies[before].Id == candidate.Dependencies[index].Id) return candidate.Dependencies[index].Id;
            }
        }

        return null;
    }

    private static Fault<ResolveErrorCode> Contradiction(string message) => new(ResolveErrorCode.BadCatalogue, message, "Tell the registry's keeper.");
}
