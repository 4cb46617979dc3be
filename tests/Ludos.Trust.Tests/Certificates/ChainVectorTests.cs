using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Trust.Tests.Support;
using Xunit;

namespace Ludos.Trust.Tests;

/// <summary>One case a way in which a chain can be wrong; each has its own code, and its message names the certificate and the field.</summary>
public sealed class ChainVectorTests
{
    private static readonly SignedWorld World = new();
    private static readonly DateTimeOffset Now = SignedWorld.Now;

    private static readonly Dictionary<string, Vector> Vectors = new(StringComparer.Ordinal)
    {
        ["sound"] = new(() => World.Chain(), null, ""),
        ["signed by the issuer at once"] = new(() => [Certificate.Issue(World.KeyTerms(), World.Issuer).Value], null, ""),
        ["three certificates"] = new(() => Three(), null, ""),
        ["reaches everything"] = new(() => World.Chain(key => key with { Modules = ["*"] }, developer => developer with { Modules = ["*"] }), null, ""),
        ["the last second"] = new(() => World.Chain(key => key with { NotAfter = Now }), null, ""),
        ["a clock a little behind"] = new(() => World.Chain(key => key with { NotBefore = Now.AddSeconds(TrustLimits.MaxClockSkewS) }), null, ""),
        ["no certificate"] = new(() => [], TrustErrorCode.UntrustedIssuer, "no certificate"),
        ["chain too long"] = new(() => [.. Three(), Certificate.Issue(World.DeveloperTerms(), World.Issuer).Value], TrustErrorCode.ChainTooLong, "3 certificates above"),
        ["expired key"] = new(() => World.Chain(key => key with { NotAfter = Now.AddSeconds(-1) }), TrustErrorCode.Expired, "notAfter is 2026-11-21T11:59:59Z"),
        ["expired developer"] = new(() => World.Chain(key => key with { NotAfter = Now.AddSeconds(-1) }, developer => developer with { NotAfter = Now.AddSeconds(-1) }), TrustErrorCode.Expired, "notAfter"),
        ["future-dated key"] = new(() => World.Chain(key => key with { NotBefore = Now.AddHours(1) }), TrustErrorCode.FutureDated, "notBefore is 2026-11-21T13:00:00Z"),
        ["future-dated developer"] = new(() => World.Chain(key => key with { NotBefore = Now.AddHours(1) }, developer => developer with { NotBefore = Now.AddHours(1) }), TrustErrorCode.FutureDated, "notBefore"),
        ["revoked key"] = new(() => World.Chain(key => key with { Serial = Revoked }), TrustErrorCode.Revoked, "serial is on revocation list 7 of registry"),
        ["revoked developer"] = new(() => World.Chain(developer: developer => developer with { Serial = Revoked }), TrustErrorCode.Revoked, "serial"),
        ["forged: key signed by a stranger"] = new(() => World.Chain(keyBy: World.Stranger), TrustErrorCode.Forged, "certificate"),
        ["forged: key signed by itself"] = new(() => World.Chain(keyBy: World.Key), TrustErrorCode.Forged, "certificate"),
        ["forged: terms changed after signing"] = new(() => [Changed(World.Chain()[0]), World.Chain()[1]], TrustErrorCode.Forged, "does not hold"),
        ["forged: issuer's terms changed"] = new(() => [World.Chain()[0], Changed(World.Chain()[1])], TrustErrorCode.Forged, "does not hold"),
        ["issuer unknown"] = new(() => World.Chain(developerBy: World.Stranger), TrustErrorCode.UntrustedIssuer, "not signed by an issuer who is trusted here (registry)"),
        ["order turned"] = new(() => [.. World.Chain().Reverse()], TrustErrorCode.UntrustedIssuer, "not signed by an issuer"),
        ["developer may not issue"] = new(() => World.Chain(developer: developer => developer with { Purposes = CertificatePurposes.SignModules }), TrustErrorCode.WrongPurpose, "purposes are sign-modules, not issue"),
        ["key may not sign modules"] = new(() => World.Chain(key => key with { Purposes = CertificatePurposes.SignMetadata }), TrustErrorCode.WrongPurpose, "purposes are sign-metadata, not sign-modules"),
        ["receipts beyond the developer"] = new(() => World.Chain(key => key with { Purposes = CertificatePurposes.SignModules | CertificatePurposes.IssueReceipts }), TrustErrorCode.WrongPurpose, "purposes has issue-receipts"),
        ["module outside the key's"] = new(() => World.Chain(key => key with { Modules = ["shoal.rocks"] }), TrustErrorCode.OutsideScope, "modules do not reach shoal.flock"),
        ["no module at all"] = new(() => World.Chain(key => key with { Modules = [] }), TrustErrorCode.OutsideScope, "modules do not reach"),
        ["a prefix is not a parent"] = new(() => World.Chain(key => key with { Modules = ["sho.*"] }, developer => developer with { Modules = ["*"] }), TrustErrorCode.OutsideScope, "modules do not reach"),
        ["key's modules beyond the developer's"] = new(() => World.Chain(key => key with { Modules = ["shoal.*", "tide"] }), TrustErrorCode.OutsideScope, "modules has tide"),
        ["key's modules are all"] = new(() => World.Chain(key => key with { Modules = ["*"] }), TrustErrorCode.OutsideScope, "modules has *"),
        ["key before the developer"] = new(() => World.Chain(key => key with { NotBefore = Now.AddDays(-2) }), TrustErrorCode.OutsideScope, "notBefore lies outside"),
        ["key after the developer"] = new(() => World.Chain(key => key with { NotAfter = Now.AddDays(60) }), TrustErrorCode.OutsideScope, "notAfter lies outside"),
        ["key of another publisher"] = new(() => World.Chain(key => key with { Publisher = "other" }), TrustErrorCode.OutsideScope, "subject.name is not shoal-studio"),
        ["chain of another publisher"] = new(() => World.Chain(key => key with { Publisher = "other" }, developer => developer with { Publisher = "other" }), TrustErrorCode.WrongModule, "subject.name is not shoal-studio"),
    };

    private const string Revoked = "00112233445566778899aabbccddeeff";

    public static TheoryData<string> Names => [.. Vectors.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void EachHasItsCode(string name)
    {
        var vector = Vectors[name];
        var demand = new ChainDemand(CertificatePurposes.SignModules, Now, SignedWorld.ModuleId, SignedWorld.Publisher);

        var result = CertificateChain.Check(vector.Chain(), World.Roots, World.Revoked(Revoked), demand);

        Assert.Equal(vector.Code, result.Fault?.Code);
        if (result.Fault is { } fault)
        {
            Assert.Contains(vector.Says, fault.Message, StringComparison.Ordinal);
            Assert.NotEmpty(fault.Mend);
            Assert.DoesNotContain(fault.Message, char.IsControl);
        }
        else
        {
            Assert.Equal("registry", result.Value.Name);
        }
    }

    /// <summary>A list of one issuer takes back nothing of another.</summary>
    [Fact]
    public void OnlyTheIssuersOwnListCounts()
    {
        var roots = new TrustRoots([new("registry", World.Issuer.PublicKey), new("other", World.Stranger.PublicKey)], []);
        var chain = World.Chain();
        var envelope = RevocationList.Issue(new RevocationTerms(1, Now, Now.AddDays(1), [chain[0].Terms.Serial]), World.Stranger).Value;
        var lists = RevocationSet.Empty.With(RevocationList.Open(envelope, roots).Value);

        Assert.True(CertificateChain.Check(chain, roots, lists, new ChainDemand(CertificatePurposes.SignModules, Now)).IsOk);
    }

    [Fact]
    public void TermsThatCannotBeReadAreNotSigned()
    {
        var terms = World.KeyTerms();

        Assert.Throws<ArgumentException>(() => Certificate.Issue(terms with { Serial = "x" }, World.Issuer));
        Assert.Throws<ArgumentException>(() => Certificate.Issue(terms with { Publisher = "Not A Name" }, World.Issuer));
        Assert.Throws<ArgumentException>(() => Certificate.Issue(terms with { Modules = ["b", "a"] }, World.Issuer));
        Assert.Throws<ArgumentException>(() => Certificate.Issue(terms with { Purposes = CertificatePurposes.None }, World.Issuer));
        Assert.Throws<ArgumentException>(() => Certificate.Issue(terms with { NotAfter = terms.NotBefore.AddSeconds(-1) }, World.Issuer));
    }

    private static ImmutableArray<Certificate> Three()
    {
        var team = SignedWorld.Signer(9);
        return
        [
            Certificate.Issue(World.KeyTerms(), team).Value,
            Certificate.Issue(SignedWorld.Terms(team.PublicKey, CertificatePurposes.Issue, "shoal.*"), World.Developer).Value,
            World.Chain()[1],
        ];
    }

    /// <summary>The same certificate for one more day, under the old signature.</summary>
    private static Certificate Changed(Certificate certificate)
    {
        var text = System.Text.Encoding.UTF8.GetString(certificate.Envelope.Payload.Span);
        var changed = text.Replace("2026-12-21", "2026-12-20", StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        return Certificate.Parse(certificate.Envelope with { Payload = System.Text.Encoding.UTF8.GetBytes(changed) }, "x").Value;
    }

    private sealed record Vector(Func<ImmutableArray<Certificate>> Chain, TrustErrorCode? Code, string Says);
}
