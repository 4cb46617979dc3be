using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Distribution;
using Ludos.Registry.Accounts;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Log;
using Ludos.Registry.Metadata;
using Ludos.Registry.Objects;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Registry.Publishing;

/// <summary>
/// Publishes: all that a release changes, catalogue, log and metadata, changes in one transaction, after everything that does not depend on others was
/// checked outside it. Thread-safe.
/// </summary>
internal sealed class ReleaseDesk(IRegistryCatalogue catalogue, IObjectStore objects, ReleaseCheck check, RepositoryRoles roles, CheckpointWriter checkpoint) : IDisposable
{
    /// <summary>Checked at once: each may hold a whole module in memory.</summary>
    private const int MaxChecks = 2;

    private readonly SemaphoreSlim _checks = new(MaxChecks, MaxChecks);

    /// <summary>Publishes a release and returns its bundle's JSON, with the log's proof.</summary>
    public async Task<Result<byte[], RegistryErrorCode>> PublishAsync(ReleaseRequest request, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        if (ReleaseCheck.Names(request, caller.Account) is { } wrong)
        {
            return wrong;
        }

        // What is repeated or out of order is refused before a module is put together for it; the transaction asks again.
        if (catalogue.Read<bool>(reader => Order(reader, request, caller.Account) is { } early ? early : true).Fault is { } refused)
        {
            return refused;
        }

        await _checks.WaitAsync(cancellation);
        ModuleAbout about;
        try
        {
            if (!check.Check(request, caller.Account, now).TryGet(out about!, out var fault))
            {
                return fault;
            }

            if (Keep(request) is { } unkept)
            {
                return unkept;
            }
        }
        finally
        {
            _checks.Release();
        }

        return catalogue.Write<byte[]>(writer => Commit(writer, request, caller.Account, about, now));
    }

    /// <summary>The release document is an object too; and all names of objects are on the disk before the catalogue speaks of them.</summary>
    private Fault<RegistryErrorCode>? Keep(ReleaseRequest request)
    {
        var digest = Digest.Of(request.ReleaseBytes);
        if (!objects.Put(digest, ObjectEncoding.Identity, request.ReleaseBytes, null).TryGet(out _, out var fault))
        {
            return fault;
        }

        if (!objects.Plain(request.Release.Map.Digest, (int)request.Release.Map.SizeBytes, null, null).TryGet(out var map, out fault))
        {
            return fault;
        }

        var chunks = ChunkMap.Parse(map).Value.Objects().Select(chunk => chunk.Digest);
        return objects.Settle([digest, request.Release.Module.Digest, request.Release.Map.Digest, .. chunks, .. request.Release.Patches.Select(patch => patch.Object.Digest)]);
    }

    private Result<byte[], RegistryErrorCode> Commit(ICatalogueWriter writer, ReleaseRequest request, string account, ModuleAbout about, DateTimeOffset now)
    {
        var release = request.Release;
        if (Order(writer, request, account) is { } fault)
        {
            return fault;
        }

        var hasNewKeys = Certify(writer, request.Bundle.Certificates, account);
        fault = DeveloperUpdate.Apply(writer, account, release.Id, request.IndexBytes, request.DeveloperBytes, now);
        if (fault is not null)
        {
            return fault;
        }

        var index = LogTree.Append(writer, request.Bundle.Envelope.ToJson());
        if (!checkpoint.Renew(writer).TryGet(out var note, out fault))
        {
            return fault;
        }

        var bundle = (request.Bundle with { Log = new LogProof(note, index, LogTree.Inclusion(writer, index, index + 1)) }).ToJson();
        var row = new ModuleRow(release.Id, account, about.Name, about.Description, about.Kind, TufRoles.BinOf(ModuleIndex.TargetNameOf(release.Id)), LatestOf(request.Index), now);
        writer.PutModule(row, SearchWords.Of([release.Id, about.Name, about.Description, account]));
        writer.AddRelease(new ReleaseRow(
            release.Id,
            release.Version.ToFullString(),
            release.Module.Digest.ToString(),
            release.Module.SizeBytes,
            Digest.Of(request.ReleaseBytes).ToString(),
            bundle,
            request.Bundle.Certificates[0].Terms.Serial,
            index,
            now,
            null));
        foreach (var key in request.ContentKeys)
        {
            writer.AddContentKey(new ContentKeyRow(release.Id, key.Generation, key.Sealed.Encapsulated.ToArray(), key.Sealed.Ciphertext.ToArray()));
        }

        fault = RenewBins(writer, account, hasNewKeys ? null : row.Bin, now) ?? roles.RenewHead(writer, now);
        return fault is null ? bundle : fault;
    }

    public void Dispose() => _checks.Dispose();

    /// <summary>Takes a published version back; it stays where a lock names it.</summary>
    public Result<bool, RegistryErrorCode> Yank(YankRequest request, string moduleId, Caller caller, DateTimeOffset now) => catalogue.Write<bool>(writer =>
    {
        if (writer.Module(moduleId) is not { } module || module.Publisher != caller.Account)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotFound, $"{caller.Account} has no module {moduleId}.", "Log in as its publisher.");
        }

        if (!DeveloperUpdate.PublishedIndex(writer, caller.Account, moduleId).TryGet(out var old, out var fault))
        {
            return fault;
        }

        if (old?.Find(request.Version) is not { Yanked: null })
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotFound, $"{moduleId} has no {request.Version} that is not yanked.");
        }

        if (!old.Yank(request.Version, request.Reason).Write().AsSpan().SequenceEqual(request.IndexBytes))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.Inconsistent, $"The new index of {moduleId} does not yank {request.Version}, and that alone.", "Yank with ./ludos yank.");
        }

        writer.MarkYanked(moduleId, request.Version.ToFullString(), request.Reason);
        writer.PutModule(module with { Latest = LatestOf(old.Yank(request.Version, request.Reason)), UpdatedAt = now }, SearchWords.Of([module.Id, module.Name, module.Description, module.Publisher]));
        fault = DeveloperUpdate.Apply(writer, caller.Account, moduleId, request.IndexBytes, request.DeveloperBytes, now) ?? roles.RenewHead(writer, now);
        return fault is null ? true : fault;
    });

    /// <summary>Whose the module is, and whether the new index is the old one with this version at its end.</summary>
    private static Fault<RegistryErrorCode>? Order(ICatalogueReader reader, ReleaseRequest request, string account)
    {
        var (release, entry) = (request.Release, request.Index.Find(request.Release.Version));
        if (reader.Module(release.Id) is { } module && module.Publisher != account)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NameTaken, $"{release.Id} belongs to {module.Publisher}.", "Choose another id.");
        }

        if (!DeveloperUpdate.PublishedIndex(reader, account, release.Id).TryGet(out var old, out var fault))
        {
            return fault;
        }

        if (old is { Versions: [.., var last] } && release.Version <= last.Version)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.Conflict, $"{release.Id} {last.Version} is published; {release.Version} does not come after it.", "Raise the version in module.json.");
        }

        return entry is not null && (old ?? new ModuleIndex(release.Id, account, [])).With(entry).Write().AsSpan().SequenceEqual(request.IndexBytes)
            ? null
            : new Fault<RegistryErrorCode>(RegistryErrorCode.Inconsistent, $"The new index of {release.Id} is not the published one with {release.Version} at its end.", "Fetch the metadata and publish again.");
    }

    /// <summary>Keeps certificates that came with a release; they were checked with it.</summary>
    /// <returns>Whether one was new.</returns>
    private static bool Certify(ICatalogueWriter writer, ImmutableArray<Certificate> certificates, string account)
    {
        var isNew = false;
        foreach (var certificate in certificates)
        {
            isNew |= writer.AddCertificate(CertificateRows.Of(certificate, account));
        }

        return isNew;
    }

    private Fault<RegistryErrorCode>? RenewBins(ICatalogueWriter writer, string account, int? only, DateTimeOffset now)
    {
        foreach (var bin in only is { } one ? [one] : writer.ModulesOf(account).Select(module => module.Bin).Distinct())
        {
            if (roles.RenewBin(writer, bin, now) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string LatestOf(ModuleIndex index) => (index.Newest ?? index.Versions[^1]).Version.ToFullString();
}
