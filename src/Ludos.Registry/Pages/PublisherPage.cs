using Ludos.Registry.Catalogue;
using Ludos.Trust;

namespace Ludos.Registry.Pages;

/// <summary>A publisher: certificates and modules.</summary>
internal static class PublisherPage
{
    public static byte[] Of(string registry, AccountRow account, IReadOnlyList<CertificateRow> certificates, IReadOnlyList<ModuleRow> modules, IReadOnlySet<string> revoked, DateTimeOffset now)
    {
        var body = new Html()
            .Add($"<div class=\"title\"><h1>{account.Name}</h1><p class=\"by\">publisher since {PageFrame.Day(account.CreatedAt)}</p></div>")
            .Add($"<section><h2>Modules <span class=\"count\">{modules.Count}</span></h2><ul class=\"plain\">")
            .AddAll(modules, module => $"<li><a href=\"/module/{Uri.EscapeDataString(module.Id)}\">{module.Id}</a> <span class=\"pill\">{module.Latest}</span> <span class=\"dim\">{module.Description}</span></li>")
            .Add($"</ul></section><section><h2>Certificates <span class=\"count\">{certificates.Count}</span></h2><div class=\"wide\"><table><thead><tr><th>Serial</th><th>May</th><th>For</th><th>Valid</th><th></th></tr></thead><tbody>")
            .AddAll(certificates, certificate => Row(certificate, revoked.Contains(certificate.Serial), now))
            .Add($"</tbody></table></div></section>");
        return PageFrame.Of(registry, account.Name, "", body.ToMarkup());
    }

    private static FormattableString Row(CertificateRow row, bool isRevoked, DateTimeOffset now)
    {
        var modules = Certificate.Parse(row.Envelope, row.Serial).TryGet(out var certificate, out _) ? string.Join(", ", certificate.Terms.Modules) : "";
        return $"<tr><td>{PageFrame.Digest(row.Serial)}</td><td>{Words(row.Purposes)}</td><td><code>{modules}</code></td><td>{PageFrame.Day(row.NotBefore)} to {PageFrame.Day(row.NotAfter)}</td><td>{CertificateState.Of(row, isRevoked, now)}</td></tr>";
    }

    private static string Words(string purposes) => purposes
        .Replace(nameof(CertificatePurposes.IssueReceipts), "issue receipts", StringComparison.Ordinal)
        .Replace(nameof(CertificatePurposes.Issue), "certify keys", StringComparison.Ordinal)
        .Replace(nameof(CertificatePurposes.SignModules), "sign modules", StringComparison.Ordinal)
        .Replace(nameof(CertificatePurposes.SignMetadata), "sign metadata", StringComparison.Ordinal);
}
