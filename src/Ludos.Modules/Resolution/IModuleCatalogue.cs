using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Modules;

/// <summary>
/// What versions of modules there are. The resolver asks for each id at most once in a run, and only for ids that something
/// needs, one after another. An implementation may fetch.
/// </summary>
public interface IModuleCatalogue
{
    /// <param name="id">A module's id.</param>
    /// <returns>
    /// Its versions in any order, no two of equal precedence; none where the catalogue does not know it; or a fault, which ends
    /// the run.
    /// </returns>
    ValueTask<Result<ImmutableArray<ModuleCandidate>, ResolveErrorCode>> Versions(string id, CancellationToken cancellation);
}
