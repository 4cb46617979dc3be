using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>A developer's role as it is published: what its next version must repeat.</summary>
/// <param name="Version">0 = none is published.</param>
/// <param name="Targets">Its targets, each vouched for by trusted metadata.</param>
internal sealed record DeveloperTargets(long Version, ImmutableDictionary<string, TargetFile> Targets)
{
    public static async Task<Result<DeveloperTargets, InstallErrorCode>> Read(RegistrySession session, string publisher, CancellationToken cancellation)
    {
        var role = TufRoles.Developer(publisher);
        if (!session.Snapshot.Meta.TryGetValue(role + ".json", out var meta))
        {
            return new DeveloperTargets(0, ImmutableDictionary.Create<string, TargetFile>(StringComparer.Ordinal));
        }

        var fetched = await session.Client.Api.Metadata(TufNames.File(role, meta.Version), TufLimits.Default.MaxTargetsBytes, cancellation).ConfigureAwait(false);
        if (!fetched.TryGet(out var bytes, out var unfetched))
        {
            return InstallFaults.Of(unfetched);
        }

        if (!DeveloperRole.Read(bytes).TryGet(out var listed, out var malformed))
        {
            return InstallFaults.Of(malformed);
        }

        // From the file come the names alone. What is signed again is what trusted metadata says of each.
        var targets = ImmutableDictionary.CreateBuilder<string, TargetFile>(StringComparer.Ordinal);
        foreach (var path in listed.Targets.Keys)
        {
            if (!(await session.Target(path, cancellation).ConfigureAwait(false)).TryGet(out var target, out var fault))
            {
                return fault;
            }

            if (target.Role != role)
            {
                return new Fault<InstallErrorCode>(InstallErrorCode.NotTrusted, $"The registry lists {path} for {publisher}; {target.Role} signs it.", "Tell the registry's people.");
            }

            targets[path] = target.File;
        }

        return new DeveloperTargets(meta.Version, targets.ToImmutable());
    }
}
