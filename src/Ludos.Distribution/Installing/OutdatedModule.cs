using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;

namespace Ludos.Distribution;

/// <summary>An installed module that could be another version.</summary>
/// <param name="Set">Where it is installed.</param>
/// <param name="Module">Its id.</param>
/// <param name="Installed">The version that is installed.</param>
/// <param name="Update">What an update would make of it; null = the update would take it out.</param>
/// <param name="Newest">The newest that is published; null = none that stands.</param>
/// <param name="Yanked">Why the installed version was taken back; null = it was not.</param>
public sealed record OutdatedModule(string Set, string Module, string Installed, string? Update, string? Newest, string? Yanked)
{
    /// <summary>What an update of a set would change. Nothing is changed.</summary>
    public static async Task<Result<List<OutdatedModule>, InstallErrorCode>> Find(
        RegistryClient client, SetRecord set, ImmutableArray<Dependency> roots, bool allowPrereleases, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(set);
        if (!(await client.Begin(now, cancellation).ConfigureAwait(false)).TryGet(out var session, out var fault))
        {
            return fault;
        }

        using (session)
        {
            var wish = new ResolveRequest(roots) { RootName = "your request", AllowPrereleases = allowPrereleases };
            if (!(await Resolver.Resolve(wish, session, cancellation).ConfigureAwait(false)).TryGet(out var resolution, out var unresolved))
            {
                return Installer.OfResolver(unresolved);
            }

            var outdated = new List<OutdatedModule>();
            foreach (var module in set.Current.Modules)
            {
                var update = resolution.Modules.FirstOrDefault(one => one.Id == module.Id);
                if (update?.Digest == module.Module.Digest)
                {
                    continue;
                }

                if (!(await session.Index(module.Id, cancellation).ConfigureAwait(false)).TryGet(out var index, out fault))
                {
                    return fault;
                }

                outdated.Add(new OutdatedModule(
                    set.Name, module.Id, module.Version.ToFullString(), update?.Version.ToFullString(), index?.Newest?.Version.ToFullString(), index?.Find(module.Version)?.Yanked));
            }

            return outdated;
        }
    }
}
