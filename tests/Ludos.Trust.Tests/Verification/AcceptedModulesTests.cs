using System.Text;
using Ludos.Base;
using Ludos.Trust.Tests.Support;
using Xunit;

namespace Ludos.Trust.Tests;

/// <summary>What was accepted before decides what is accepted now.</summary>
public sealed class AcceptedModulesTests
{
    private static readonly SignedWorld World = new();
    private static readonly DateTimeOffset Now = SignedWorld.Now;

    [Fact]
    public void ANewerVersionIsTakenAndAnOlderOneRefused()
    {
        var accepted = new AcceptedModules();

        Assert.Null(Verify(accepted, "1.2.0"));
        Assert.Null(Verify(accepted, "1.2.0"));
        Assert.Null(Verify(accepted, "1.10.0"));
        var fault = Verify(accepted, "1.9.0")!;
        Assert.Equal(TrustErrorCode.Downgrade, fault.Code);
        Assert.Contains("shoal.flock 1.9.0 is older than 1.10.0", fault.Message, StringComparison.Ordinal);
        Assert.Equal(TrustErrorCode.Downgrade, Verify(accepted, "1.10.0-beta.1")?.Code);
        Assert.Equal("1.10.0", Assert.Single(accepted.All).Version.ToString());
    }

    [Fact]
    public void AUserMayGoBack()
    {
        var accepted = new AcceptedModules();
        Assert.Null(Verify(accepted, "2.0.0"));

        Assert.Null(Verify(accepted, "1.0.0", allowDowngrade: true));

        Assert.Null(Verify(accepted, "1.0.0"));
        Assert.Equal(TrustErrorCode.Downgrade, Verify(accepted, "0.9.0")?.Code);
    }

    [Fact]
    public void AVersionIsPublishedOnce()
    {
        var accepted = new AcceptedModules();
        Assert.Null(Verify(accepted, "1.0.0"));
        var other = SignedWorld.Gmod("1.0.0+other");

        var fault = World.Verifier(accepted).Verify(other, ModuleOrigin.Installed, "x", World.Bundle(other, "1.0.0").ToJson(), Now).Fault;

        Assert.Equal(TrustErrorCode.VersionReused, fault?.Code);
    }

    /// <summary>What is refused leaves no trace: a forged new version must not keep the true one out.</summary>
    [Fact]
    public void OnlyWhatIsAcceptedIsRemembered()
    {
        var saves = 0;
        var accepted = new AcceptedModules(_ => saves++);
        var module = SignedWorld.Gmod("9.0.0");

        Assert.False(World.Verifier(accepted).Verify(module, ModuleOrigin.Installed, "x", World.Bundle(module, "9.0.0", by: World.Stranger).ToJson(), Now).IsOk);
        Assert.Empty(accepted.All);
        Assert.Equal(0, saves);
        Assert.Null(Verify(accepted, "1.0.0"));
        Assert.Null(Verify(accepted, "1.0.0"));
        Assert.Equal(1, saves);
    }

    [Fact]
    public void ItIsKeptAndReadAgain()
    {
        byte[] kept = [];
        var accepted = new AcceptedModules(json => kept = json);
        Assert.Null(Verify(accepted, "1.2.3"));

        var again = AcceptedModules.Parse(kept, "accepted.json").Value;

        Assert.Equal(accepted.All, again.All);
        Assert.Equal(TrustErrorCode.Downgrade, Verify(again, "1.2.2")?.Code);
        Assert.Equal(TrustErrorCode.BadDocument, AcceptedModules.Parse(kept.AsMemory(1), "accepted.json").Fault?.Code);
        Assert.Equal("""{"type":"ludos.accepted/v1","modules":[]}""", Encoding.UTF8.GetString(new AcceptedModules().ToJson()));
    }

    private static Fault<TrustErrorCode>? Verify(AcceptedModules accepted, string version, bool allowDowngrade = false)
    {
        var module = SignedWorld.Gmod(version);
        return World.Verifier(accepted, allowDowngrade: allowDowngrade).Verify(module, ModuleOrigin.Installed, "x", World.Bundle(module, version).ToJson(), Now).Fault;
    }
}
