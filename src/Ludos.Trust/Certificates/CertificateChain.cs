using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Decides whether a key may do something: from its certificate up to an issuer who is trusted.</summary>
public static class CertificateChain
{
    /// <summary>Checks every link.</summary>
    /// <param name="chain">The key's certificate first, then that of who signed it, and so on. The issuer's own key is among the roots.</param>
    /// <param name="roots">Where trust begins.</param>
    /// <param name="revocations">What the issuers took back. How old a list may be is the caller's rule.</param>
    /// <param name="demand">What the key is asked to do.</param>
    /// <returns>The issuer at whom the chain ends, or a fault that names the certificate and the field.</returns>
    public static Result<TrustedIssuer, TrustErrorCode> Check(ImmutableArray<Certificate> chain, TrustRoots roots, RevocationSet revocations, ChainDemand demand)
    {
        ArgumentNullException.ThrowIfNull(roots);
        ArgumentNullException.ThrowIfNull(revocations);
        ArgumentNullException.ThrowIfNull(demand);
        if (chain.IsEmpty)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.UntrustedIssuer, "There is no certificate for the key that signed.", "Get the bundle from its publisher again.");
        }

        if (chain.Length > TrustLimits.MaxChainLength)
        {
            return new Fault<TrustErrorCode>(
                TrustErrorCode.ChainTooLong, $"The {chain[0]} has {chain.Length - 1} certificates above it; a chain may have {TrustLimits.MaxChainLength} in all.", "Have the key certified closer to the issuer.");
        }

        if (!IssuerAbove(chain[^1], roots).TryGet(out var issuer, out var fault))
        {
            return fault;
        }

        for (var index = chain.Length - 1; index >= 0; index--)
        {
            var above = index + 1 < chain.Length ? chain[index + 1] : null;
            var problem = (above is null ? null : Signature(chain[index], above) ?? Reach(chain[index], above))
                ?? Time(chain[index], demand.Now)
                ?? Revocation(chain[index], revocations.Of(issuer.Name), issuer);
            if (problem is not null)
            {
                return problem;
            }
        }

        return Allows(chain[0], demand) is { } refused ? refused : issuer;
    }

    private static Result<TrustedIssuer, TrustErrorCode> IssuerAbove(Certificate top, TrustRoots roots)
    {
        var keys = roots.Issuers.Select(issuer => issuer.Key);
        if (top.Envelope.Signers(keys, 1, Capital(top)).TryGet(out var signers, out var fault))
        {
            return roots.IssuerOf(signers[0])!;
        }

        return fault.Code != TrustErrorCode.UntrustedIssuer
            ? fault
            : new Fault<TrustErrorCode>(
                TrustErrorCode.UntrustedIssuer, $"{Capital(top)} is not signed by an issuer who is trusted here ({Names(roots)}).", "Add its registry with ./ludos login, or get the module from a registry that you use.");
    }

    private static Fault<TrustErrorCode>? Signature(Certificate certificate, Certificate above)
    {
        if (!above.Terms.Purposes.HasFlag(CertificatePurposes.Issue))
        {
            return Wrong(TrustErrorCode.WrongPurpose, above, "purposes", $"are {CertificatePurposeWords.Of(above.Terms.Purposes)}, not issue; it may not sign the {certificate}", "Have the key certified by one that may issue.");
        }

        return certificate.Envelope.Signers([above.Terms.Key], 1, Capital(certificate)).TryGet(out _, out var fault) ? null : fault with { Code = TrustErrorCode.Forged };
    }

    /// <summary>A certificate reaches no further than the one above it.</summary>
    private static Fault<TrustErrorCode>? Reach(Certificate certificate, Certificate above)
    {
        const string mend = "Have it issued anew, within the certificate above it.";
        var (terms, limit) = (certificate.Terms, above.Terms);
        if (terms.Publisher != limit.Publisher)
        {
            return Wrong(TrustErrorCode.OutsideScope, certificate, "subject.name", $"is not {limit.Publisher}, who signed it", mend);
        }

        if (terms.Modules.FirstOrDefault(pattern => !ModulePattern.IsWithin(pattern, limit.Modules)) is { } outside)
        {
            return Wrong(TrustErrorCode.OutsideScope, certificate, "modules", $"has {outside}, which the {above} does not reach", mend);
        }

        if (terms.Purposes.HasFlag(CertificatePurposes.IssueReceipts) && !limit.Purposes.HasFlag(CertificatePurposes.IssueReceipts))
        {
            return Wrong(TrustErrorCode.WrongPurpose, certificate, "purposes", $"has issue-receipts, which the {above} has not", mend);
        }

        return terms.NotBefore < limit.NotBefore || terms.NotAfter > limit.NotAfter
            ? Wrong(TrustErrorCode.OutsideScope, certificate, terms.NotBefore < limit.NotBefore ? "notBefore" : "notAfter", $"lies outside the time of the {above}", mend)
            : null;
    }

    private static Fault<TrustErrorCode>? Time(Certificate certificate, DateTimeOffset now)
    {
        if (now > certificate.Terms.NotAfter)
        {
            return Wrong(TrustErrorCode.Expired, certificate, "notAfter", $"is {DocumentFields.Text(certificate.Terms.NotAfter)}, which is over", "Get a version that its publisher signed since.");
        }

        return now.AddSeconds(TrustLimits.MaxClockSkewS) < certificate.Terms.NotBefore
            ? Wrong(TrustErrorCode.FutureDated, certificate, "notBefore", $"is {DocumentFields.Text(certificate.Terms.NotBefore)}, in the future", "Check this machine's clock.")
            : null;
    }

    private static Fault<TrustErrorCode>? Revocation(Certificate certificate, RevocationList? list, TrustedIssuer issuer) => list is not null && list.Has(certificate.Terms.Serial)
        ? Wrong(TrustErrorCode.Revoked, certificate, "serial", $"is on revocation list {list.Terms.Number} of {issuer.Name}", "Do not run it; look for a newer version or ask its publisher.")
        : null;

    private static Fault<TrustErrorCode>? Allows(Certificate certificate, ChainDemand demand)
    {
        if (!certificate.Terms.Purposes.HasFlag(demand.Purpose))
        {
            return Wrong(TrustErrorCode.WrongPurpose, certificate, "purposes", $"are {CertificatePurposeWords.Of(certificate.Terms.Purposes)}, not {CertificatePurposeWords.Of(demand.Purpose)}", "Sign with a key that is certified for it.");
        }

        if (demand.Publisher is { } publisher && certificate.Terms.Publisher != publisher)
        {
            return Wrong(TrustErrorCode.WrongModule, certificate, "subject.name", $"is not {ForeignText.Printable(publisher)}", "Sign under the publisher's own name.");
        }

        return demand.ModuleId is { } id && !ModulePattern.AnyCovers(certificate.Terms.Modules, id)
            ? Wrong(TrustErrorCode.OutsideScope, certificate, "modules", $"do not reach {ForeignText.Printable(id)}", "Have the key certified for this module.")
            : null;
    }

    private static Fault<TrustErrorCode> Wrong(TrustErrorCode code, Certificate certificate, string field, string problem, string mend) => new(code, $"{Capital(certificate)}: {field} {problem}.", mend);

    private static string Capital(Certificate certificate) => "The " + certificate;

    private static string Names(TrustRoots roots) => roots.Issuers.IsEmpty ? "none is" : string.Join(", ", roots.Issuers.Select(issuer => issuer.Name).Distinct());
}
