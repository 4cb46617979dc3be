using Ludos.Registry.Catalogue;
using Ludos.Trust;

namespace Ludos.Registry.Accounts;

/// <summary>Certificates as the catalogue keeps them.</summary>
internal static class CertificateRows
{
    public static CertificateRow Of(Certificate certificate, string account) => new(
        certificate.Terms.Serial,
        account,
        certificate.Terms.Key.Id,
        certificate.Terms.Purposes.ToString(),
        certificate.Terms.NotBefore,
        certificate.Terms.NotAfter,
        certificate.ToJson());
}
