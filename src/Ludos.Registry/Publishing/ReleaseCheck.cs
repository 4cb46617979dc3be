using Ludos.Base;
using Ludos.Distribution;
using Ludos.Modules;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Metadata;
using Ludos.Registry.Objects;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Registry.Publishing;

/// <summary>Decides whether a release is what it says, as far as that does not depend on what else is published: statement, certificates, every byte of the module, its manifest.</summary>
/// <param name="sealingSecret">Opens content keys; X25519, 32 bytes.</param>
internal sealed class ReleaseCheck(IRegistryCatalogue catalogue, IObjectStore objects, byte[] sealingSecret)
{
    private const int MaxLogEntryBytes = ushort.MaxValue;

    private readonly ModuleAssembly _assembly = new(objects);

    /// <summary>What the module says of itself when all is well. <see cref="Names"/> was asked before.</summary>
    public Result<ModuleAbout, RegistryErrorCode> Check(ReleaseRequest request, string account, DateTimeOffset now)
    {
        var release = request.Release;
        if (!catalogue.Read<(TrustRoots, RevocationSet)>(reader => TrustOf(reader)).TryGet(out var trust, out var fault))
        {
            return fault;
        }

        var (roots, revocations) = trust;
        var demand = new ChainDemand(CertificatePurposes.SignModules, now, release.Id, account);
        if (!CertificateChain.Check(request.Bundle.Certificates, roots, revocations, demand).TryGet(out _, out var distrust))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotTrusted, distrust.Message, distrust.Mend);
        }

        if (!Sealer(request).TryGet(out var sealer, out fault))
        {
            return fault;
        }

        using (sealer.Sealer)
        {
            if (!_assembly.Assemble(release, sealer.Sealer).TryGet(out var module, out fault))
            {
                return fault;
            }

            var verifier = new ModuleVerifier(new VerifierOptions { Roots = roots, Revocations = () => revocations });
            if (!verifier.Verify(module, ModuleOrigin.GmodFile, $"{release.Id} {release.Version}", request.Bundle.ToJson(), now).TryGet(out var verified, out distrust))
            {
                return new Fault<RegistryErrorCode>(distrust.Code is TrustErrorCode.BadContainer or TrustErrorCode.BadPath ? RegistryErrorCode.NotAModule : RegistryErrorCode.NotTrusted, distrust.Message, distrust.Mend);
            }

            if (!ModulePackage.Open(verified).TryGet(out var package, out var noModule))
            {
                return new Fault<RegistryErrorCode>(RegistryErrorCode.NotAModule, noModule.Message, noModule.Mend);
            }

            var unfit = Manifest(package.Manifest, request) ?? Patches(release);
            return unfit is null ? ModuleAbout.Of(package) : unfit;
        }
    }

    /// <summary>The registry's own issuers. No log: the statement comes into it with this release.</summary>
    private static Result<(TrustRoots, RevocationSet), RegistryErrorCode> TrustOf(ICatalogueReader reader)
    {
        if (reader.Document(DocumentNames.Roots) is not { } json || !RegistryRoots.Parse(json).TryGet(out var roots, out _))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotARegistry, "The registry has no roots.", "Make a registry with ./ludos registry init.");
        }

        var list = RevokedSerials.List(reader);
        return (new TrustRoots(roots.Trust.Issuers, []), list is null ? RevocationSet.Empty : RevocationSet.Empty.With(list));
    }

    /// <summary>Whether the parts of a request name the same module, and the account: what costs nothing to ask.</summary>
    public static Fault<RegistryErrorCode>? Names(ReleaseRequest request, string account)
    {
        var (release, index) = (request.Release, request.Index);
        if (!Statement.Parse(request.Bundle.Envelope, "The statement").TryGet(out var statement, out var fault))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.BadRequest, fault.Message, fault.Mend);
        }

        if (release.Publisher != account || statement.Publisher != account || index.Publisher != account)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotAllowed, $"{account} is logged in; release, statement and index name {release.Publisher}, {statement.Publisher} and {index.Publisher}.", "Log in as who publishes.");
        }

        if (statement.ModuleId != release.Id || index.Id != release.Id || statement.Version != release.Version || statement.Digest != release.Module.Digest)
        {
            return Inconsistent($"Release, statement and index are not about the same module: {release.Id} {release.Version}, {statement.ModuleId} {statement.Version}, {index.Id}.");
        }

        if (index.Find(release.Version) is not { } entry)
        {
            return Inconsistent($"The index does not name {release.Id} {release.Version}.");
        }

        if (request.Bundle.Envelope.ToJson().Length > MaxLogEntryBytes)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.TooLarge, $"The statement has more than {MaxLogEntryBytes} bytes.");
        }

        var digest = Digest.Of(request.ReleaseBytes);
        return entry.Release != new ObjectRef(digest, request.ReleaseBytes.Length) || entry.Module != release.Module.Digest || entry.SizeBytes != release.Module.SizeBytes || entry.Yanked is not null
            ? Inconsistent($"The index's entry for {release.Id} {release.Version} is not about this release.")
            : null;
    }

    private static Fault<RegistryErrorCode>? Manifest(ModuleManifest manifest, ReleaseRequest request)
    {
        var entry = request.Index.Find(request.Release.Version)!;
        if (manifest.Id != request.Release.Id || manifest.Version != request.Release.Version)
        {
            return Inconsistent($"The module's manifest says {manifest.Id} {manifest.Version}, the release {request.Release.Id} {request.Release.Version}.");
        }

        var isSame = ModuleAbout.KindOf(manifest) == entry.Kind
            && manifest.Grants.Order(StringComparer.Ordinal).SequenceEqual(entry.Grants, StringComparer.Ordinal)
            && manifest.Dependencies.Select(Text).Order(StringComparer.Ordinal).SequenceEqual(entry.Dependencies.Select(Text).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        return !isSame
            ? Inconsistent($"Kind, grants or dependencies in the index's entry for {manifest.Id} {manifest.Version} are not its manifest's.")
            : null;
    }

    private static string Text(Dependency dependency) => $"{dependency.Id} {dependency.RangeText}";

    private Fault<RegistryErrorCode>? Patches(Release release)
    {
        foreach (var patch in release.Patches)
        {
            if (!objects.Find(patch.Object.Digest, null).IsOk)
            {
                return new Fault<RegistryErrorCode>(RegistryErrorCode.MissingObjects, $"The patch {patch.Object.Digest} for {patch.Path} was not uploaded.", "Upload it first; POST /objects/missing tells which are.");
            }
        }

        return null;
    }

    private Result<(Sealer? Sealer, int Generation), RegistryErrorCode> Sealer(ReleaseRequest request)
    {
        if (request.Release.Protected is not { } files)
        {
            return (null, 0);
        }

        var (id, generation) = (request.Release.Id, files.KeyGeneration);
        var uploaded = request.ContentKeys.FirstOrDefault(key => key.Generation == generation)?.Sealed;
        if (uploaded is null)
        {
            if (!catalogue.Read<ContentKeyRow[]>(reader => reader.ContentKeys(id).ToArray()).TryGet(out var known, out var fault))
            {
                return fault;
            }

            uploaded = known.Where(key => key.Generation == generation).Select(key => new HpkeMessage(key.Encapsulated, key.Ciphertext)).FirstOrDefault();
        }

        return uploaded is not null && ContentKeys.Open(sealingSecret, id, generation, uploaded) is { } key
            ? (new Sealer(key), generation)
            : new Fault<RegistryErrorCode>(RegistryErrorCode.BadRequest, $"The key of generation {generation} for the protected files of {id} is missing, or is not sealed for this registry.", "Send it in \"contentKeys\", sealed for the key in GET /roots.");
    }

    private static Fault<RegistryErrorCode> Inconsistent(string message) => new(RegistryErrorCode.Inconsistent, message, "Make the release anew with ./ludos publish.");
}
