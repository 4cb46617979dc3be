using Ludos.Base;
using Ludos.Distribution;
using Ludos.Registry.Accounts;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Log;
using Ludos.Registry.Metadata;
using Ludos.Trust;

namespace Ludos.Registry.Setup;

/// <summary>What a key is enrolled for.</summary>
/// <param name="Modules">Patterns that its modules' ids match.</param>
internal sealed record Enrolment(string Name, PublicKey Key, IReadOnlyList<string> Modules, CertificatePurposes Purposes, TimeSpan ValidFor);

/// <summary>Makes developers: the issuer certifies a key for a name, and the log holds the certificate.</summary>
/// <param name="registry">The registry's own name, which nobody else gets.</param>
internal sealed class EnrolmentDesk(IRegistryCatalogue catalogue, RepositoryRoles roles, CheckpointWriter checkpoint, ISigner issuer, string registry)
{
    public const CertificatePurposes Developer = CertificatePurposes.Issue | CertificatePurposes.SignModules | CertificatePurposes.SignMetadata;

    public static readonly TimeSpan DefaultValidity = TimeSpan.FromDays(365);

    private static readonly string[] ReservedNames = ["admin", "developer", "dev", "ludos", "registry", "root", "store", "system", "test", "timestamp", "snapshot", "targets", "revocations", "player"];

    /// <summary>Certifies a key. A name that is taken gets another key only where <paramref name="mayExtend"/>.</summary>
    public Result<Certificate, RegistryErrorCode> Enrol(Enrolment enrolment, bool mayExtend, DateTimeOffset now)
    {
        if (!PublisherName.IsName(enrolment.Name) || ReservedNames.Contains(enrolment.Name) || enrolment.Name == registry)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NameTaken, $"'{enrolment.Name}' is reserved, or not a publisher's name.", "Choose one of lower-case letters, digits and dashes.");
        }

        if (enrolment.Modules.Count == 0 || enrolment.Modules.FirstOrDefault(pattern => !ModulePattern.IsPattern(pattern)) is not null)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.BadName, "The patterns of module ids are missing, or one is none.", "Give ids such as shoal, and shoal.* for all below.");
        }

        var terms = CertificateTerms.Create(enrolment.Name, enrolment.Key, enrolment.Purposes, enrolment.Modules, now, enrolment.ValidFor);
        return catalogue.Write<Certificate>(writer => Certify(writer, enrolment, terms, mayExtend, now));
    }

    private Result<Certificate, RegistryErrorCode> Certify(ICatalogueWriter writer, Enrolment enrolment, CertificateTerms terms, bool mayExtend, DateTimeOffset now)
    {
        if (!writer.AddAccount(new AccountRow(enrolment.Name, now)) && !mayExtend)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NameTaken, $"The name '{enrolment.Name}' is taken.", "Choose another.");
        }

        if (enrolment.Modules.FirstOrDefault(pattern => OwnerOf(writer, pattern, enrolment.Name) is not null) is { } taken)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NameTaken, $"Modules within {taken} belong to {OwnerOf(writer, taken, enrolment.Name)}.", "Ask for other patterns.");
        }

        if (!Certificate.Issue(terms, issuer).TryGet(out var certificate, out var unsigned))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, unsigned.Message, unsigned.Mend);
        }

        writer.AddCertificate(CertificateRows.Of(certificate, enrolment.Name));
        LogTree.Append(writer, certificate.ToJson());
        foreach (var bin in writer.ModulesOf(enrolment.Name).Select(module => module.Bin).Distinct())
        {
            if (roles.RenewBin(writer, bin, now) is { } fault)
            {
                return fault;
            }
        }

        var failed = checkpoint.Renew(writer).Fault ?? roles.RenewHead(writer, now);
        return failed is null ? certificate : failed;
    }

    /// <summary>Who else has a certificate that reaches into a pattern, or that it reaches into.</summary>
    private static string? OwnerOf(ICatalogueReader reader, string pattern, string except) => reader.CertificatesNotOf(except)
        .Where(row => Certificate.Parse(row.Envelope, row.Serial).TryGet(out var other, out _)
            && (other.Terms.Purposes & Developer) != 0
            && (ModulePattern.IsWithin(pattern, other.Terms.Modules) || other.Terms.Modules.Any(theirs => ModulePattern.IsWithin(theirs, [pattern]))))
        .Select(row => row.Account)
        .FirstOrDefault();
}
