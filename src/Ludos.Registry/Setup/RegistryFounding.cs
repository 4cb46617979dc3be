using Ludos.Base;
using Ludos.Distribution;
using Ludos.Registry.Accounts;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Log;
using Ludos.Registry.Metadata;
using Ludos.Trust;

namespace Ludos.Registry.Setup;

/// <summary>Makes a new registry's first state: root, targets, empty bins, an empty log, an empty revocation list.</summary>
internal static class RegistryFounding
{
    public static readonly TimeSpan RootLifetime = TimeSpan.FromDays(730);
    public static readonly TimeSpan TargetsLifetime = TimeSpan.FromDays(365);

    public static Fault<RegistryErrorCode>? Found(IRegistryCatalogue catalogue, string name, OnlineKeys online, OfflineKeys offline, DateTimeOffset now) => catalogue.Write<bool>(writer =>
    {
        if (writer.Document(DocumentNames.Roots) is not null)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NameTaken, "The catalogue holds a registry already.", "Choose another folder or database.");
        }

        var plan = new RootPlan(KeySet.Of(offline.Root.PublicKey), KeySet.Of(online.Timestamp.PublicKey), KeySet.Of(online.Snapshot.PublicKey), KeySet.Of(offline.Targets.PublicKey));
        if (!TufRepository.Root(1, now + RootLifetime, plan, [offline.Root]).TryGet(out var root, out var unsigned)
            || !TufRepository.Targets(1, now + TargetsLifetime, KeySet.Of(online.Bins.PublicKey), [offline.Targets]).TryGet(out var targets, out unsigned))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, unsigned.Message, unsigned.Mend);
        }

        RepositoryRoles.Put(writer, root, now + RootLifetime);
        RepositoryRoles.Put(writer, targets, now + TargetsLifetime);
        var trust = new TrustRoots([new TrustedIssuer(name, offline.Issuer.PublicKey)], [new TrustedLog(LogOrigin(name), online.Log.PublicKey)]);
        writer.PutDocument(DocumentNames.Roots, new RegistryRoots(name, trust, X25519.PublicKeyOf(online.Sealing), root.Bytes).Write());
        var checkpoint = new CheckpointWriter(LogOrigin(name), online.Log);
        if (CertifyReceipts(writer, name, online.Receipts, offline.Issuer, now) is { } uncertified)
        {
            return uncertified;
        }

        var fault = RevocationDesk.Issue(writer, checkpoint, offline.Issuer, [], now) ?? new RepositoryRoles(online.Bins, online.Snapshot, online.Timestamp, 1).RenewAll(writer, now);
        return fault is null ? true : fault;
    }).Fault;

    /// <summary>The log's name in its checkpoints.</summary>
    public static string LogOrigin(string name) => $"ludos/{name}";

    /// <summary>The issuer's word that the registry's key of receipts is that; it signs nothing else.</summary>
    private static Fault<RegistryErrorCode>? CertifyReceipts(ICatalogueWriter writer, string name, ISigner receipts, ISigner issuer, DateTimeOffset now)
    {
        var terms = CertificateTerms.Create(name, receipts.PublicKey, CertificatePurposes.IssueReceipts, ["*"], now, RootLifetime);
        if (!Certificate.Issue(terms, issuer).TryGet(out var certificate, out var unsigned))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, unsigned.Message, unsigned.Mend);
        }

        writer.AddAccount(new AccountRow(name, now));
        writer.AddCertificate(CertificateRows.Of(certificate, name));
        LogTree.Append(writer, certificate.ToJson());
        return null;
    }
}
