using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Log;
using Ludos.Registry.Metadata;
using Ludos.Trust;

namespace Ludos.Registry.Setup;

/// <summary>Takes certificates back: the issuer signs a new list, the log holds it, and the metadata no longer names the keys.</summary>
internal sealed class RevocationDesk(IRegistryCatalogue catalogue, RepositoryRoles roles, CheckpointWriter checkpoint, ISigner issuer)
{
    /// <summary>A list must be followed by another within this, or clients accept nothing new.</summary>
    public static readonly TimeSpan ListLifetime = TimeSpan.FromDays(30);

    /// <summary>Takes a certificate back for ever.</summary>
    public Fault<RegistryErrorCode>? Revoke(string serial, DateTimeOffset now) => catalogue.Write<bool>(writer =>
    {
        if (writer.Certificate(serial) is not { } certificate)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotFound, $"There is no certificate {serial}.", "./ludos registry check lists all.");
        }

        var serials = RevokedSerials.Of(writer).Append(serial).Distinct().Order(StringComparer.Ordinal);
        if (Issue(writer, checkpoint, issuer, [.. serials], now) is { } fault)
        {
            return fault;
        }

        writer.RemoveTokens(certificate.Account);
        foreach (var bin in writer.ModulesOf(certificate.Account).Select(module => module.Bin).Distinct())
        {
            if (roles.RenewBin(writer, bin, now) is { } failed)
            {
                return failed;
            }
        }

        return roles.RenewHead(writer, now) is { } unsigned ? unsigned : true;
    }).Fault;

    /// <summary>Signs the same list anew, before the last one expires.</summary>
    public Fault<RegistryErrorCode>? Renew(DateTimeOffset now) =>
        catalogue.Write<bool>(writer => Issue(writer, checkpoint, issuer, [.. RevokedSerials.Of(writer).Order(StringComparer.Ordinal)], now) is { } fault ? fault : true).Fault;

    /// <summary>Signs a list with the next number and puts it in place and into the log.</summary>
    public static Fault<RegistryErrorCode>? Issue(ICatalogueWriter writer, CheckpointWriter checkpoint, ISigner issuer, ImmutableArray<string> serials, DateTimeOffset now)
    {
        var number = (RevokedSerials.List(writer)?.Terms.Number ?? 0) + 1;
        var issuedAt = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        if (!RevocationList.Issue(new RevocationTerms(number, issuedAt, issuedAt + ListLifetime, serials), issuer).TryGet(out var envelope, out var unsigned))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, unsigned.Message, unsigned.Mend);
        }

        var json = envelope.ToJson();
        writer.PutDocument(DocumentNames.Revocations, json);
        LogTree.Append(writer, json);
        return checkpoint.Renew(writer).Fault;
    }
}
