using System.Collections.Immutable;
using System.Text;
using Ludos.Base;
using Ludos.Trust.Tests.Support;
using Xunit;

namespace Ludos.Trust.Tests;

/// <summary>A module with a bundle: what is accepted, and that nothing else is.</summary>
public sealed class SignedModuleTests
{
    private static readonly SignedWorld World = new();
    private static readonly DateTimeOffset Now = SignedWorld.Now;

    [Theory]
    [InlineData(ModuleOrigin.GmodFile)]
    [InlineData(ModuleOrigin.Dropped)]
    [InlineData(ModuleOrigin.Installed)]
    [InlineData(ModuleOrigin.Streamed)]
    [InlineData(ModuleOrigin.CommandLine)]
    public void ASignedModuleHasAPublisher(ModuleOrigin origin)
    {
        var module = World.Verifier().Verify(World.Module, origin, "flock.gmod", World.Bundle().ToJson(), Now).Value;

        Assert.Equal(SignedWorld.Publisher, module.Publisher?.Name);
        Assert.Equal(SignedWorld.ModuleId, module.Publisher?.Statement.ModuleId);
        Assert.Equal("registry", module.Publisher?.Issuer.Name);
        Assert.Equal(2, module.Publisher?.LogIndex);
        Assert.Equal(5, module.Publisher?.Log?.Size);
        Assert.Equal(World.Digest, module.Digest);
        Assert.Equal(["flock.wasm", "module.json"], module.Files.Select(file => file.Path));
    }

    [Fact]
    public void BundlesAreReadAsTheyAreWritten()
    {
        foreach (var bundle in new[] { World.Bundle(), World.Bundle(isLogged: false) })
        {
            Assert.Equal(bundle.ToJson(), Bundle.Parse(bundle.ToJson(), "x").Value.ToJson());
        }
    }

    /// <summary>No byte of a signed module can be another, at any of three bits, and no byte of its bundle at two.</summary>
    [Fact]
    public void ATamperedByteAnywhereIsRefused()
    {
        var verifier = World.Verifier();
        var bundle = World.Bundle().ToJson();
        var module = World.Module;
        Assert.All(Flips(module, 1, 32, 128), bad => Assert.False(verifier.Verify(bad.Bytes, ModuleOrigin.Installed, "x", bundle, Now).IsOk, $"module byte {bad.At}"));
        Assert.All(Flips(bundle, 1, 32), bad => Assert.False(verifier.Verify(module, ModuleOrigin.Installed, "x", bad.Bytes, Now).IsOk, $"bundle byte {bad.At}"));
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        var verifier = World.Verifier();
        var bundle = World.Bundle().ToJson();
        for (var length = 1; length < World.Module.Length; length++)
        {
            Assert.False(verifier.Verify(World.Module.AsMemory(0, length), ModuleOrigin.Installed, "x", bundle, Now).IsOk);
        }

        for (var length = 0; length < bundle.Length; length++)
        {
            Assert.False(verifier.Verify(World.Module, ModuleOrigin.Installed, "x", bundle.AsMemory(0, length), Now).IsOk);
        }
    }

    [Fact]
    public void RegistryContentAlwaysNeedsABundle()
    {
        var verifier = new ModuleVerifier(new VerifierOptions { AllowUnsigned = true, Roots = World.Roots });

        Assert.Equal(TrustErrorCode.Unsigned, verifier.Verify(World.Module, ModuleOrigin.Installed, "x").Fault?.Code);
        Assert.Equal(TrustErrorCode.Unsigned, verifier.Verify(World.Module, ModuleOrigin.Streamed, "x").Fault?.Code);
    }

    /// <summary>Development mode takes what is unsigned, not what is signed badly.</summary>
    [Fact]
    public void ABadBundleIsRefusedInDevelopmentToo()
    {
        var verifier = new ModuleVerifier(allowUnsigned: true);

        Assert.Equal(TrustErrorCode.UntrustedIssuer, verifier.Verify(World.Module, ModuleOrigin.GmodFile, "x", World.Bundle().ToJson(), Now).Fault?.Code);
        Assert.Equal(TrustErrorCode.BadDocument, verifier.Verify(World.Module, ModuleOrigin.CommandLine, "x", "{}"u8.ToArray(), Now).Fault?.Code);
    }

    public static TheoryData<string> Wrong => [.. WrongBundles.Keys];

    private static readonly Dictionary<string, (Func<Bundle> Bundle, TrustErrorCode Code)> WrongBundles = new(StringComparer.Ordinal)
    {
        ["of another module"] = (() => World.Bundle(SignedWorld.Gmod("1.2.1")), TrustErrorCode.WrongModule),
        ["signed by a stranger"] = (() => World.Bundle(by: World.Stranger), TrustErrorCode.UntrustedIssuer),
        ["signed by the developer's own key"] = (() => World.Bundle(by: World.Developer), TrustErrorCode.UntrustedIssuer),
        ["under another name"] = (() => World.Bundle(publisher: "other"), TrustErrorCode.WrongModule),
        ["of a module outside"] = (() => World.Bundle(id: "tide"), TrustErrorCode.OutsideScope),
        ["without certificates"] = (() => World.Bundle(chain: []), TrustErrorCode.UntrustedIssuer),
        ["with too many certificates"] = (() => World.Bundle(chain: [.. World.Chain(), .. World.Chain()]), TrustErrorCode.ChainTooLong),
        ["in no log"] = (() => World.Bundle(isLogged: false), TrustErrorCode.NotInLog),
        ["in the log elsewhere"] = (() => World.Bundle() is var bundle ? bundle with { Log = bundle.Log! with { Index = 1 } } : bundle, TrustErrorCode.NotInLog),
        ["with another's proof"] = (() => World.Bundle() with { Log = World.Logged(World.Bundle(version: "9.9.9").Envelope) }, TrustErrorCode.NotInLog),
        ["in an unknown log"] = (() => World.Bundle() is var bundle ? bundle with { Log = bundle.Log! with { Checkpoint = Elsewhere() } } : bundle, TrustErrorCode.NotInLog),
        ["a certificate for a statement"] = (() => World.Bundle() with { Envelope = World.Chain()[0].Envelope }, TrustErrorCode.BadDocument),
        ["signed twice"] = (() => World.Bundle() is var bundle ? bundle with { Envelope = bundle.Envelope.With(World.Stranger).Value } : bundle, TrustErrorCode.UntrustedIssuer),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void AWrongBundleIsRefused(string name)
    {
        var (bundle, code) = WrongBundles[name];

        var fault = World.Verifier().Verify(World.Module, ModuleOrigin.Installed, "flock.gmod", bundle().ToJson(), Now).Fault!;

        Assert.Equal(code, fault.Code);
        Assert.Contains("flock.gmod", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNoGmodCannotBeSigned() =>
        Assert.Equal(TrustErrorCode.BadContainer, World.Verifier().Verify("\0asm1234"u8.ToArray(), ModuleOrigin.CommandLine, "x", World.Bundle().ToJson(), Now).Fault?.Code);

    /// <summary>A file beside its bundle runs without a connection; a registry's content needs to know of revocations once.</summary>
    [Fact]
    public void FreshContentNeedsAFreshRevocationList()
    {
        var bundle = World.Bundle().ToJson();
        var stale = RevocationSet.Empty.With(RevocationList.Open(World.Revocations(3, Now.AddDays(-9), Now.AddDays(-2)), World.Roots).Value);

        Assert.Equal(TrustErrorCode.RevocationsStale, World.Verifier(revocations: RevocationSet.Empty).Verify(World.Module, ModuleOrigin.Streamed, "x", bundle, Now).Fault?.Code);
        Assert.Equal(TrustErrorCode.RevocationsStale, World.Verifier(revocations: stale).Verify(World.Module, ModuleOrigin.Installed, "x", bundle, Now).Fault?.Code);
        Assert.True(World.Verifier(revocations: RevocationSet.Empty).Verify(World.Module, ModuleOrigin.GmodFile, "x", bundle, Now).IsOk);
    }

    /// <summary>A game that was accepted once still starts when its certificates are old and nothing can be fetched, but not when they are revoked.</summary>
    [Fact]
    public void WhatWasAcceptedStaysAcceptedUntilItIsRevoked()
    {
        var accepted = new AcceptedModules();
        var bundle = World.Bundle();
        var later = Now.AddYears(2);
        Assert.Equal(TrustErrorCode.Expired, World.Verifier(accepted).Verify(World.Module, ModuleOrigin.Installed, "x", bundle.ToJson(), later).Fault?.Code);
        Assert.True(World.Verifier(accepted).Verify(World.Module, ModuleOrigin.Installed, "x", bundle.ToJson(), Now).IsOk);

        Assert.True(World.Verifier(accepted).Verify(World.Module, ModuleOrigin.Installed, "x", bundle.ToJson(), later).IsOk);
        Assert.True(World.Verifier(accepted, RevocationSet.Empty).Verify(World.Module, ModuleOrigin.Installed, "x", bundle.ToJson(), later).IsOk);
        var revoked = World.Revoked(bundle.Certificates[1].Terms.Serial);
        Assert.Equal(TrustErrorCode.Revoked, World.Verifier(accepted, revoked).Verify(World.Module, ModuleOrigin.Installed, "x", bundle.ToJson(), later).Fault?.Code);
    }

    private static string Elsewhere() => new Checkpoint("other.example", 5, TreeHash.Empty).Sign(World.Log).Value.ToString();

    private static IEnumerable<(int At, byte[] Bytes)> Flips(byte[] good, params byte[] masks)
    {
        for (var at = 0; at < good.Length; at++)
        {
            foreach (var mask in masks)
            {
                byte[] bad = [.. good];
                bad[at] ^= mask;
                yield return (at, bad);
            }
        }
    }
}
