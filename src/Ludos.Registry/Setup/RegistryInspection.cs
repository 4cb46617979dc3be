using Ludos.Base;
using Ludos.Distribution;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Log;
using Ludos.Registry.Metadata;
using Ludos.Registry.Objects;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Registry.Setup;

/// <summary>Holds everything that a registry keeps against everything else. One use.</summary>
internal sealed class RegistryInspection(IRegistryCatalogue catalogue, IObjectStore objects, DateTimeOffset now)
{
    private readonly List<string> _problems = [];
    private readonly HashSet<Digest> _seen = [];

    public Result<RegistryReport, RegistryErrorCode> Run(Action<int, int> progress) => catalogue.Read<RegistryReport>(reader =>
    {
        if (reader.Document(DocumentNames.Roots) is not { } json || !RegistryRoots.Parse(json).TryGet(out var roots, out _))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotARegistry, "The catalogue holds no registry.", "Make one with ./ludos registry init.");
        }

        Roles(reader);
        Log(reader, roots);
        var modules = reader.Search("", 0, int.MaxValue).Modules;
        var releases = modules.SelectMany(module => reader.Releases(module.Id)).ToList();
        foreach (var (index, release) in releases.Index())
        {
            progress(index, releases.Count);
            Release(reader, release, roots);
        }

        var revoked = RevokedSerials.Of(reader);
        var certificates = reader.CertificatesNotOf("").Select(row => new ReportedCertificate(row.Serial, row.Account, row.Purposes, row.NotAfter, revoked.Contains(row.Serial)));
        var expiries = reader.Roles().Select(role => (role.Name, role.Version, role.Expires));
        return new RegistryReport(roots.Name, modules.Count, releases.Count, reader.LogSize(), _seen.Count, [.. certificates], [.. expiries], [.. _problems]);
    });

    private void Roles(ICatalogueReader reader)
    {
        foreach (var role in reader.Roles())
        {
            var name = TufNames.File(role.Name, role.Name == TufRoles.Timestamp ? null : role.Version);
            if (reader.Document(DocumentNames.Metadata + name) is not { } bytes || Digest.Of(bytes) != new Digest(role.Digest))
            {
                _problems.Add($"The metadata {name} is missing, or is not what the catalogue says.");
            }

            if (now >= role.Expires)
            {
                _problems.Add($"The metadata {name} expired at {DocumentFields.Text(role.Expires)}.");
            }
        }

        if (RevokedSerials.List(reader) is not { } list || now >= list.Terms.Expires)
        {
            _problems.Add("The revocation list is missing or has expired: ./ludos registry revoke --renew signs it anew.");
        }
    }

    private void Log(ICatalogueReader reader, RegistryRoots roots)
    {
        var size = reader.LogSize();
        for (long index = 0; index < size; index++)
        {
            if (reader.LogEntry(index) is not { } entry || reader.LogHashes(0, index, 1) is not [var hash] || TreeHash.Leaf(entry) != new Digest(hash))
            {
                _problems.Add($"Entry {index} of the log is missing or is not what its hash says.");
            }
        }

        if (reader.Document(DocumentNames.Checkpoint) is not { } note || !Checkpoint.Open(note, roots.Trust.Logs).TryGet(out var checkpoint, out _) || checkpoint.Size != size || checkpoint.Root != LogTree.Root(reader, size))
        {
            _problems.Add("The log's checkpoint is not about the log.");
        }
    }

    private void Release(ICatalogueReader reader, ReleaseRow row, RegistryRoots roots)
    {
        var name = $"{row.ModuleId} {row.Version}";
        if (Object(Digest.Parse(row.ReleaseDigest), DistributionLimits.MaxReleaseBytes, name) is not { } json || !Distribution.Release.Parse(json, name).TryGet(out var release, out _))
        {
            return;
        }

        var head = Object(release.Module.Digest, release.HeadSizeBytes, name);
        var map = Object(release.Map.Digest, (int)release.Map.SizeBytes, name);
        if (map is not null && head is not null && ChunkMap.Parse(map).TryGet(out var chunks, out _) && GmodReader.ReadHead(head, name).TryGet(out var info, out _))
        {
            Chunks(release, chunks, info, name);
        }

        if (!Bundle.Parse(row.Bundle, name).TryGet(out var bundle, out _) || bundle.Log is not { } proof
            || !ProofCheck.IsIncluded(TreeHash.Leaf(bundle.Envelope.ToJson()), row.LogIndex, reader.LogSize(), LogTree.Inclusion(reader, row.LogIndex, reader.LogSize()).AsSpan(), LogTree.Root(reader, reader.LogSize()))
            || proof.Index != row.LogIndex || roots.Trust.Logs.IsEmpty)
        {
            _problems.Add($"{name}: its bundle is not in the log where it says.");
        }
    }

    private void Chunks(Release release, ChunkMap map, GmodHeadInfo info, string name)
    {
        var sealedPaths = release.Protected?.Paths.ToHashSet(StringComparer.Ordinal) ?? [];
        var seal = release.Protected is { } files ? new Seal(release.Id, files.KeyGeneration) : null;
        foreach (var (file, entry) in map.Files.Zip(info.Entries))
        {
            foreach (var chunk in file.Chunks)
            {
                if (!sealedPaths.Contains(entry.Path))
                {
                    Object(chunk.Digest, chunk.SizeBytes, name);
                }
                else if (!objects.Find(chunk.Digest, seal).IsOk)
                {
                    _problems.Add($"{name}: the sealed object {chunk.Digest} is missing.");
                }
            }
        }
    }

    private byte[]? Object(Digest digest, int maxBytes, string name)
    {
        if (!objects.Plain(digest, maxBytes, null, null).TryGet(out var bytes, out var fault))
        {
            _problems.Add($"{name}: {fault.Message}");
            return null;
        }

        _seen.Add(digest);
        return bytes;
    }
}
