using Ludos.Trust.Tests.Support;
using Xunit;

namespace Ludos.Trust.Tests;

public sealed class RevocationListTests
{
    private static readonly SignedWorld World = new();
    private static readonly DateTimeOffset Now = SignedWorld.Now;
    private const string Serial = "00112233445566778899aabbccddeeff";

    [Fact]
    public void ANewerListIsTakenAndFinds()
    {
        var first = Accept(World.Revocations(1, Now, Now.AddDays(1)), null).Value;
        var second = Accept(World.Revocations(2, Now, Now.AddDays(1), Serial), first).Value;

        Assert.False(first.Has(Serial));
        Assert.True(second.Has(Serial));
        Assert.Equal("registry", second.Issuer);
        Assert.Same(second, RevocationSet.Empty.With(second).With(first).Of("registry"));
    }

    [Fact]
    public void TheSameListAgainIsFine()
    {
        var envelope = World.Revocations(1, Now, Now.AddDays(1));

        Assert.True(Accept(envelope, Accept(envelope, null).Value).IsOk);
    }

    [Fact]
    public void AnOlderListIsReplayed()
    {
        var fault = Accept(World.Revocations(1, Now, Now.AddDays(1)), Accept(World.Revocations(2, Now, Now.AddDays(1), Serial), null).Value).Fault!;

        Assert.Equal(TrustErrorCode.Replayed, fault.Code);
        Assert.Contains("number is 1; 2 was taken before", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneNumberIsOneList()
    {
        var last = Accept(World.Revocations(2, Now, Now.AddDays(1), Serial), null).Value;

        Assert.Equal(TrustErrorCode.Replayed, Accept(World.Revocations(2, Now, Now.AddDays(1)), last).Fault?.Code);
    }

    [Fact]
    public void TimesAreHeld()
    {
        Assert.Equal(TrustErrorCode.Expired, Accept(World.Revocations(1, Now.AddDays(-2), Now.AddSeconds(-1)), null).Fault?.Code);
        Assert.Equal(TrustErrorCode.FutureDated, Accept(World.Revocations(1, Now.AddHours(1), Now.AddDays(1)), null).Fault?.Code);
        Assert.True(Accept(World.Revocations(1, Now.AddSeconds(TrustLimits.MaxClockSkewS), Now.AddDays(1)), null).IsOk);
        Assert.True(RevocationList.Open(World.Revocations(1, Now.AddDays(-2), Now.AddSeconds(-1)), World.Roots).IsOk);
    }

    [Fact]
    public void OnlyAnIssuerSigns()
    {
        var terms = new RevocationTerms(1, Now, Now.AddDays(1), []);

        Assert.Equal(TrustErrorCode.UntrustedIssuer, Accept(RevocationList.Issue(terms, World.Stranger).Value, null).Fault?.Code);
        var forged = World.Revocations(1, Now, Now.AddDays(1)) with { Payload = World.Revocations(2, Now, Now.AddDays(1)).Payload };
        Assert.Equal(TrustErrorCode.Forged, Accept(forged, null).Fault?.Code);
    }

    /// <summary>A certificate that an issuer signed is no revocation list, although the key is the same.</summary>
    [Fact]
    public void AnotherDocumentIsNoList() =>
        Assert.Equal(TrustErrorCode.BadDocument, Accept(World.Chain()[1].Envelope, null).Fault?.Code);

    [Fact]
    public void AFullListFitsAnEnvelope()
    {
        var serials = Enumerable.Range(0, TrustLimits.MaxRevokedSerials).Select(index => index.ToString("x32", System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var envelope = World.Revocations(1, Now, Now.AddDays(1), serials);

        Assert.True(Envelope.Parse(envelope.ToJson(), "x").IsOk);
        Assert.All(serials, serial => Assert.True(Accept(envelope, null).Value.Has(serial)));
        Assert.Throws<ArgumentException>(() => World.Revocations(1, Now, Now.AddDays(1), [.. serials, Serial]));
    }

    private static Base.Result<RevocationList, TrustErrorCode> Accept(Envelope envelope, RevocationList? last) => RevocationList.Accept(envelope, World.Roots, last, Now);
}
