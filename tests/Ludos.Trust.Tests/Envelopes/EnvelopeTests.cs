using System.Text;
using Ludos.Trust.Tests.Support;
using Xunit;

namespace Ludos.Trust.Tests;

public sealed class EnvelopeTests
{
    private static readonly MemorySigner[] Signers = [SignedWorld.Signer(11), SignedWorld.Signer(12), SignedWorld.Signer(13)];

    /// <summary>The example of DSSE's protocol.</summary>
    [Fact]
    public void WhatIsSignedIsAsDsseSays() =>
        Assert.Equal("DSSEv1 29 http://example.com/HelloWorld 11 hello world", Encoding.UTF8.GetString(Envelope.SignedBytes("http://example.com/HelloWorld", "hello world"u8)));

    [Fact]
    public void WhatIsWrittenIsReadAgain()
    {
        var envelope = Signed(3);
        var read = Envelope.Parse(envelope.ToJson(), "x").Value;

        Assert.Equal(envelope.ToJson(), read.ToJson());
        Assert.Equal(3, read.Signers(Signers.Select(signer => signer.PublicKey), 3, "x").Value.Length);
    }

    [Fact]
    public void TheThresholdIsHeld()
    {
        var keys = Signers.Select(signer => signer.PublicKey).ToArray();

        Assert.True(Signed(2).Signers(keys, 2, "x").IsOk);
        Assert.Equal(TrustErrorCode.TooFewSignatures, Signed(2).Signers(keys, 3, "x").Fault?.Code);
        Assert.Equal(TrustErrorCode.TooFewSignatures, new Envelope("t", "p"u8.ToArray(), []).Signers(keys, 1, "x").Fault?.Code);
        Assert.Equal(TrustErrorCode.UntrustedIssuer, Signed(2).Signers(keys[..1], 1, "x").Fault?.Code);
    }

    /// <summary>One key counts once, however often its signature is put in.</summary>
    [Fact]
    public void OneKeyIsOneSignature()
    {
        var envelope = Signed(1);
        var doubled = envelope with { Signatures = [envelope.Signatures[0], envelope.Signatures[0]] };

        Assert.Equal(TrustErrorCode.UntrustedIssuer, doubled.Signers([Signers[0].PublicKey], 2, "x").Fault?.Code);
        Assert.Equal(TrustErrorCode.BadDocument, Envelope.Parse(doubled.ToJson(), "x").Fault?.Code);
        Assert.Single(envelope.With(Signers[0]).Value.Signatures);
    }

    [Fact]
    public void TheTypeIsSigned()
    {
        var other = Signed(1) with { PayloadType = "text/other" };

        Assert.Equal(TrustErrorCode.Forged, other.Signers([Signers[0].PublicKey], 1, "x").Fault?.Code);
    }

    [Theory]
    [InlineData("{\"payload\":\"cA==\",\"payloadType\":\"t\",\"signatures\":[]}", true)]
    [InlineData("{\"payload\":\"cA==\",\"payloadType\":\"t\",\"signatures\":[]} ", false)]
    [InlineData("{\"payload\":\"cA==\", \"payloadType\":\"t\",\"signatures\":[]}", false)]
    [InlineData("{\"payloadType\":\"t\",\"payload\":\"cA==\",\"signatures\":[]}", false)]
    [InlineData("{\"payload\":\"cB==\",\"payloadType\":\"t\",\"signatures\":[]}", false)]
    [InlineData("{\"payload\":\"cA\",\"payloadType\":\"t\",\"signatures\":[]}", false)]
    [InlineData("{\"payload\":\"cA==\",\"payloadType\":\"\\u0074\",\"signatures\":[]}", false)]
    [InlineData("{\"payload\":\"cA==\",\"payloadType\":\"t\",\"signatures\":[],\"more\":1}", false)]
    [InlineData("{\"payload\":\"cA==\",\"payload\":\"cA==\",\"payloadType\":\"t\",\"signatures\":[]}", false)]
    [InlineData("{\"payload\":\"cA==\",\"payloadType\":\"t\"}", false)]
    [InlineData("{\"payload\":\"cA==\",\"payloadType\":\"t\",\"signatures\":[{\"keyid\":\"\",\"sig\":\"\"}]}", false)]
    [InlineData("[]", false)]
    [InlineData("", false)]
    public void ThereIsOneEncoding(string json, bool isRead)
    {
        var result = Envelope.Parse(Encoding.UTF8.GetBytes(json), "x.bundle");

        Assert.Equal(isRead, result.IsOk);
        if (result.Fault is { } fault)
        {
            Assert.Equal(TrustErrorCode.BadDocument, fault.Code);
            Assert.Contains("x.bundle", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ALargeOneIsRefusedUnread() =>
        Assert.Contains("at most", Envelope.Parse(new byte[TrustLimits.MaxEnvelopeBytes + 1], "x").Fault!.Message, StringComparison.Ordinal);

    private static Envelope Signed(int count)
    {
        var envelope = new Envelope("text/plain", "hello"u8.ToArray(), []);
        return Signers.Take(count).Aggregate(envelope, (signed, signer) => signed.With(signer).Value);
    }
}
