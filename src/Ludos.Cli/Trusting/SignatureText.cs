using System.Globalization;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Cli.Trusting;

/// <summary>Who signed a package, as its bundle says, and whether that is believed here.</summary>
/// <param name="Bundle">As it was read.</param>
/// <param name="Statement">Null where the bundle holds none that can be read.</param>
/// <param name="Refused">Why it is not believed; null when it is.</param>
internal sealed record SignatureText(Bundle Bundle, Statement? Statement, Fault<TrustErrorCode>? Refused)
{
    /// <summary>Reads the bundle beside a package and holds it against this user's roots.</summary>
    /// <returns>Null where there is no bundle.</returns>
    public static Result<SignatureText?, TrustErrorCode> Of(string path, ReadOnlyMemory<byte> package, string? rootsPath, DateTimeOffset now)
    {
        var file = path + Bundle.FileSuffix;
        if (!File.Exists(file))
        {
            return (SignatureText?)null;
        }

        if (new FileInfo(file).Length > TrustLimits.MaxBundleBytes)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.TooLarge, $"{file} is too large for a bundle.", "Get it from its publisher again.");
        }

        var json = File.ReadAllBytes(file);
        if (!Bundle.Parse(json, file).TryGet(out var bundle, out var fault) || !UserTrust.Open(rootsPath, remember: false).TryGet(out var trust, out fault))
        {
            return fault;
        }

        var verdict = new ModuleVerifier(trust).Verify(package, ModuleOrigin.GmodFile, path, json, now);
        return new SignatureText(bundle, Statement.Parse(bundle.Envelope, file).TryGet(out var statement, out _) ? statement : null, verdict.Fault);
    }

    public IEnumerable<string> Lines()
    {
        yield return Statement is { } said ? $"signed as {said.ModuleId} {said.Version.ToFullString()} by {said.Publisher}" : "signed, but what it says cannot be read";
        foreach (var certificate in Bundle.Certificates)
        {
            var terms = certificate.Terms;
            yield return $"  {certificate}: {Words(terms.Purposes)}, for {string.Join(", ", terms.Modules)}, {DocumentFields.Text(terms.NotBefore)} to {DocumentFields.Text(terms.NotAfter)}";
        }

        yield return Bundle.Log is { } log ? string.Create(CultureInfo.InvariantCulture, $"  entry {log.Index} of the log {Origin(log)}") : "  in no transparency log";
        yield return Refused is null ? "  believed: its chain ends at an issuer who is trusted here" : $"  not believed: {Refused}";
    }

    /// <summary>For <c>--json</c>.</summary>
    public object Document => new
    {
        Statement?.Publisher,
        Module = Statement?.ModuleId,
        Version = Statement?.Version.ToFullString(),
        Certificates = Bundle.Certificates.Select(certificate => new
        {
            certificate.Terms.Serial,
            certificate.Terms.Publisher,
            Key = certificate.Terms.Key.Id,
            Purposes = Words(certificate.Terms.Purposes).Split(", "),
            certificate.Terms.Modules,
            NotBefore = DocumentFields.Text(certificate.Terms.NotBefore),
            NotAfter = DocumentFields.Text(certificate.Terms.NotAfter),
        }),
        Log = Bundle.Log is { } log ? new { Origin = Origin(log), log.Index } : null,
        IsBelieved = Refused is null,
        Problem = Refused?.ToString(),
    };

    private static string Origin(LogProof log) => log.Checkpoint.Split('\n')[0];

    private static string Words(CertificatePurposes purposes) => CertificatePurposeWords.Of(purposes);
}
