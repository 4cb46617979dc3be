using System.Text;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Store;
using Ludos.Trust;
using NuGet.Versioning;

namespace Ludos.Distribution;

/// <summary>
/// Publishes modules: uploads what the registry lacks, and has statement, index and role signed on this machine. Repeating it changes nothing; a
/// publication that was cut goes on from what was uploaded. For one caller at a time.
/// </summary>
/// <param name="login">Whose module it becomes.</param>
/// <param name="signer">The key that the login's certificates name.</param>
/// <param name="keyOf">The key that seals a module's protected files; asked only where there are some.</param>
/// <param name="now">Calendar time.</param>
public sealed class ModulePublisher(RegistryClient client, RegistryLogin login, ISigner signer, Func<string, Result<ContentKey, PublishErrorCode>> keyOf, Func<DateTimeOffset> now)
{
    /// <summary>How long the developer's role is good; each publication signs it anew.</summary>
    public static readonly TimeSpan RoleLifetime = TimeSpan.FromDays(365);

    private const int MaxTries = 4;

    /// <summary>Publishes one module whose dependencies are published.</summary>
    /// <param name="patcher">Makes shorter ways from what is published; null makes none.</param>
    public async Task<Result<PublishReport, PublishErrorCode>> Publish(PackedModule module, IReleasePatcher? patcher, IProgress<PublishProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(module);
        client.Api.Token = login.Token;
        var chain = login.ChainOf(signer.PublicKey, CertificatePurposes.SignModules, now());
        if (chain.IsEmpty)
        {
            return new Fault<PublishErrorCode>(PublishErrorCode.NotCertified, $"No valid certificate of {login.Publisher} lets the key '{login.KeyName}' sign modules.", "Have who runs the registry enrol it, then log in again.");
        }

        for (var attempt = 1; ; attempt++)
        {
            var tried = await Try(module, [.. chain], patcher, progress, cancellation).ConfigureAwait(false);
            if (!tried.TryGet(out var report, out var fault))
            {
                return fault;
            }

            // Somebody published with the same role meanwhile: its next version is another one now.
            if (report is not null || attempt == MaxTries)
            {
                return report is not null ? report : new Fault<PublishErrorCode>(PublishErrorCode.Refused, $"The metadata of {login.Publisher} changed {MaxTries} times while {module.Name} was being published.", "Publish again when the others are done.");
            }
        }
    }

    /// <summary>Takes a published version back: it is chosen for nobody any more, and stays where a lock names it.</summary>
    /// <param name="reason">Shown to who has it; 1 to <see cref="DistributionLimits.MaxReasonLength"/> characters.</param>
    public async Task<Fault<PublishErrorCode>?> Yank(string id, SemanticVersion version, string reason, CancellationToken cancellation)
    {
        client.Api.Token = login.Token;
        if (!(await Look(id, cancellation).ConfigureAwait(false)).TryGet(out var published, out var fault))
        {
            return fault;
        }

        var (index, role) = published;
        if (index.Find(version) is not { Yanked: null })
        {
            return new Fault<PublishErrorCode>(PublishErrorCode.Refused, $"{id} has no {version} that is not yanked.", "./ludos search shows what is published.");
        }

        var next = index.Yank(version, reason).Write();
        var targets = role.Targets.SetItem(index.TargetName, Trust.TargetFile.Of(next));
        if (!TufRepository.Developer(login.Publisher, role.Version + 1, now() + RoleLifetime, targets, [signer]).TryGet(out var developer, out var unsigned))
        {
            return PublishFaults.Of(unsigned);
        }

        var body = DistributionDocument.Write(writer =>
        {
            writer.WriteString("version", version.ToFullString());
            writer.WriteString("reason", reason);
            writer.WriteBase64String("index", next);
            writer.WriteBase64String("developer", developer.Bytes.Span);
        });
        return (await client.Api.Post($"modules/{id}/yank", body, cancellation).ConfigureAwait(false)).Fault is { } refused ? PublishFaults.Of(refused) : null;
    }

    /// <returns>Null where the publisher's role has changed meanwhile.</returns>
    private async Task<Result<PublishReport?, PublishErrorCode>> Try(PackedModule module, Certificate[] chain, IReleasePatcher? patcher, IProgress<PublishProgress>? progress, CancellationToken cancellation)
    {
        if (!(await Look(module.Manifest.Id, cancellation).ConfigureAwait(false)).TryGet(out var published, out var fault))
        {
            return fault;
        }

        var (index, role) = published;
        if (index.Find(module.Manifest.Version) is { } same)
        {
            return await Again(module, same, cancellation).ConfigureAwait(false);
        }

        if (index.Versions is [.., var last] && last.Version >= module.Manifest.Version)
        {
            return new Fault<PublishErrorCode>(PublishErrorCode.VersionTaken, $"{module.Manifest.Id} {last.Version} is published; {module.Manifest.Version} does not come after it.", "Raise \"version\" in module.json.");
        }

        var parts = ModuleParts.Of(module);
        ContentKey? key = null;
        if (!parts.Sealed.IsEmpty && !keyOf(module.Manifest.Id).TryGet(out key, out fault))
        {
            return fault;
        }

        using var sealer = key is null ? null : new Sealer(key.Bytes);
        var patches = patcher is null ? [] : await patcher.Make(module, index, cancellation).ConfigureAwait(false);
        var upload = new Upload(client.Api, module, parts, patches, sealer, key, progress);
        if (await upload.Run(cancellation).ConfigureAwait(false) is { } unsent)
        {
            return PublishFaults.Of(unsent);
        }

        var document = new ReleaseDocument(module, parts, [.. patches.Select(patch => patch.Offer)], login.Publisher, key);
        if (!document.Sign(index, role, chain, client.Roots, signer, now() + RoleLifetime).TryGet(out var body, out fault))
        {
            return fault;
        }

        var answer = await client.Api.Post("releases", body, cancellation).ConfigureAwait(false);
        if (!answer.TryGet(out var bundle, out var refused))
        {
            return refused.Code == RegistryCallErrorCode.Conflict ? (PublishReport?)null : PublishFaults.Of(refused);
        }

        return BundleOf(bundle).TryGet(out var bytes, out fault) ? new PublishReport(module.Name, module.Digest, false, upload.SentObjects, upload.SentBytes, bytes) : fault;
    }

    /// <summary>The index as it is published, and the developer's role that names it.</summary>
    private async Task<Result<(ModuleIndex Index, DeveloperTargets Role), PublishErrorCode>> Look(string id, CancellationToken cancellation)
    {
        if (!(await client.Begin(now(), cancellation).ConfigureAwait(false)).TryGet(out var session, out var fault))
        {
            return PublishFaults.Of(fault);
        }

        using (session)
        {
            if (!(await session.Index(id, cancellation).ConfigureAwait(false)).TryGet(out var index, out fault))
            {
                return PublishFaults.Of(fault);
            }

            if (index is not null && index.Publisher != login.Publisher)
            {
                return new Fault<PublishErrorCode>(PublishErrorCode.Refused, $"{id} belongs to {index.Publisher}.", "Choose another id.");
            }

            return (await DeveloperTargets.Read(session, login.Publisher, cancellation).ConfigureAwait(false)).TryGet(out var role, out fault)
                ? (index ?? new ModuleIndex(id, login.Publisher, []), role)
                : PublishFaults.Of(fault);
        }
    }

    private async Task<Result<PublishReport?, PublishErrorCode>> Again(PackedModule module, IndexedVersion published, CancellationToken cancellation)
    {
        if (published.Module != module.Digest)
        {
            return new Fault<PublishErrorCode>(PublishErrorCode.VersionTaken, $"{module.Name} was published with other content ({published.Module.ToString()[..16]}, not {module.Digest.ToString()[..16]}).", "Raise \"version\" in module.json.");
        }

        return (await client.Api.Bundle(module.Digest, cancellation).ConfigureAwait(false)).TryGet(out var bundle, out var fault)
            ? new PublishReport(module.Name, module.Digest, true, 0, 0, bundle)
            : PublishFaults.Of(fault);
    }

    private static Result<byte[], PublishErrorCode> BundleOf(byte[] answer) => DocumentFields.TryRead(answer, DistributionLimits.MaxBundleBytes + 64, ["bundle"], fields => fields.Raw("bundle"), out var bundle, out var problem)
        ? bundle!
        : new Fault<PublishErrorCode>(PublishErrorCode.NotTrusted, $"The registry published it, and its answer cannot be read: {problem}.", "Publish again to get the bundle.");
}
