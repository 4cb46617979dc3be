using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Modules;

/// <summary>
/// Chooses one version of every module that is needed, or says why none can be. Locked versions stay where nothing forbids
/// it; else the newest that fits. Equal requests over equal catalogues give equal results, on every machine.
/// </summary>
public static class Resolver
{
    /// <param name="request">What is wanted.</param>
    /// <param name="catalogue">What there is; asked lazily.</param>
    /// <returns>The set, or a fault; that of <see cref="ResolveErrorCode.Unsolvable"/> is the whole chain of reasons, one a line.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async ValueTask<Result<Resolution, ResolveErrorCode>> Resolve(ResolveRequest request, IModuleCatalogue catalogue, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(catalogue);
        var modules = new SolverModules(request, catalogue);
        var solver = new Solver(modules);
        var ended = await solver.Run(cancellation).ConfigureAwait(false);
        if (!ended.TryGet(out Incompatibility? conflict, out Fault<ResolveErrorCode>? fault)) return fault!;
        if (conflict is not null) return new Explanation(request.RootName, modules).Of(conflict);
        return new Resolution(
            [.. modules.All.Where(module => !module.IsRoot && module.Decided >= 0).Select(Chosen).OrderBy(module => module.Id, StringComparer.Ordinal)],
            solver.ConflictCount);
    }

    private static ResolvedModule Chosen(SolverModule module)
    {
        ModuleCandidate candidate = module.Candidate(module.Decided);
        return new ResolvedModule(module.Id, candidate.Version, candidate.Digest, candidate.Dependencies);
    }
}
