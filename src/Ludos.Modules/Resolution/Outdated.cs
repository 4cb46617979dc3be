using System.Collections.Immutable;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>A locked module that is not the newest.</summary>
/// <param name="Module">As it is locked.</param>
/// <param name="Wanted">The newest that every need within the lockfile allows; null where that is the locked one.</param>
/// <param name="Newest">The newest there is that was not yanked, prereleases only where a prerelease is locked; null where that is the locked one.</param>
/// <param name="Yanked">Why the locked version was taken back; null where it was not.</param>
public sealed record OutdatedModule(LockedModule Module, SemanticVersion? Wanted, SemanticVersion? Newest, string? Yanked);

/// <summary>Holds a lockfile against what a catalogue has by now.</summary>
public static class Outdated
{
    /// <returns>Modules that have something newer or were yanked, in ordinal order of ids; or the catalogue's fault.</returns>
    public static async ValueTask<Result<ImmutableArray<OutdatedModule>, ResolveErrorCode>> Of(Lockfile lockfile, IModuleCatalogue catalogue, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(lockfile);
        ArgumentNullException.ThrowIfNull(catalogue);
        ILookup<string, VersionRange> needs = lockfile.Roots.Concat(lockfile.Modules.SelectMany(module => module.Dependencies)).ToLookup(need => need.Id, need => need.Range, StringComparer.Ordinal);
        var outdated = ImmutableArray.CreateBuilder<OutdatedModule>();
        foreach (LockedModule module in lockfile.Modules)
        {
            var asked = await catalogue.Versions(module.Id, cancellation).ConfigureAwait(false);
            if (!asked.TryGet(out ImmutableArray<ModuleCandidate> candidates, out Fault<ResolveErrorCode>? fault)) return fault;
            if (Of(module, candidates, needs[module.Id]) is { } found) outdated.Add(found);
        }

        return outdated.ToImmutable();
    }

    private static OutdatedModule? Of(LockedModule module, ImmutableArray<ModuleCandidate> candidates, IEnumerable<VersionRange> needs)
    {
        NuGetVersion locked = SolverModules.Comparable(module.Version);
        NuGetVersion[] newer = [.. candidates
            .Where(candidate => candidate.Yanked is null && (locked.IsPrerelease || !candidate.Version.IsPrerelease))
            .Select(candidate => SolverModules.Comparable(candidate.Version))
            .Where(version => VersionOrder.Compare(version, locked) > 0)
            .OrderDescending()];
        string? yanked = candidates.FirstOrDefault(candidate => VersionOrder.Compare(SolverModules.Comparable(candidate.Version), locked) == 0)?.Yanked;
        NuGetVersion? wanted = newer.FirstOrDefault(version => needs.All(range => range.Satisfies(version)));
        return newer.Length == 0 && yanked is null ? null : new OutdatedModule(module, wanted, newer.FirstOrDefault(), yanked);
    }
}
