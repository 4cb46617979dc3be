using Ludos.Registry.Catalogue;
using Ludos.Trust;

namespace Ludos.Registry.Metadata;

/// <summary>Which keys may sign for a developer in the repository: those that a valid certificate names for it.</summary>
internal static class DeveloperKeys
{
    /// <summary>One of these keys must sign the developer's role.</summary>
    public static KeySet Of(ICatalogueReader reader, string account, DateTimeOffset now)
    {
        var revoked = RevokedSerials.Of(reader);
        return new KeySet([.. reader.Certificates(account)
            .Where(row => row.NotBefore <= now + RegistryLimits.ClockSkew && now <= row.NotAfter && !revoked.Contains(row.Serial))
            .Select(row => Certificate.Parse(row.Envelope, row.Serial))
            .Where(certificate => certificate.IsOk && certificate.Value.Terms.Purposes.HasFlag(CertificatePurposes.SignMetadata))
            .Select(certificate => certificate.Value.Terms.Key)
            .Distinct()
            .OrderBy(key => key.Id, StringComparer.Ordinal)]);
    }
}
