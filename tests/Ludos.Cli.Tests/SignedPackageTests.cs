using System.Diagnostics;
using System.Text.Json;
using Ludos.Trust;
using NuGet.Versioning;
using Xunit;

namespace Ludos.Cli.Tests;

/// <summary>A package with its bundle, as a person plays it: believed, shown, tampered with, and older than before.</summary>
public sealed class SignedPackageTests : IDisposable
{
    private const int Refused = 4;

    private readonly TempFolder _folder = new();
    private readonly MemorySigner _issuer = MemorySigner.Generate();
    private readonly MemorySigner _key = MemorySigner.Generate();

    public SignedPackageTests() => File.WriteAllBytes(Roots, new TrustRoots([new TrustedIssuer("registry", _issuer.PublicKey)], []).ToJson());

    private string Roots => _folder.File("roots.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ASignedPackageNeedsNoDevelopmentMode()
    {
        var package = Signed("1.1.0");

        Assert.Equal(0, Play(package).ExitCode);
        var shown = Ludos("inspect", package, "--trust", Roots);
        Assert.Contains("by counter-works", shown.Output, StringComparison.Ordinal);
        Assert.Contains("believed: its chain ends at an issuer who is trusted here", shown.Output, StringComparison.Ordinal);
        Assert.Contains("\"isBelieved\": true", Ludos("inspect", package, "--trust", Roots, "--json").Output, StringComparison.Ordinal);
    }

    /// <summary>What was pinned by a login is trusted without naming it; one of the same name and another key is not.</summary>
    [Fact]
    public void APinnedRegistryIsTrusted()
    {
        var package = Signed("1.1.0");
        Assert.Equal(Refused, Ludos("play", package, "--headless", "--frames", "1").ExitCode);
        Pin("0", _issuer.PublicKey);

        Assert.Equal(0, Ludos("play", package, "--headless", "--frames", "1").ExitCode);

        Directory.Delete(_folder.File("home/data/registries"), recursive: true);
        Pin("0", _key.PublicKey);
        Pin("1", _issuer.PublicKey);
        var played = Ludos("play", package, "--headless", "--frames", "1");
        Assert.Equal(Refused, played.ExitCode);
        Assert.Contains("another issuer has its name", played.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhoeverIsNotTrustedIsRefusedByName()
    {
        var package = Signed("1.1.0");

        var played = Ludos("play", package, "--headless", "--frames", "1");

        Assert.Equal(Refused, played.ExitCode);
        Assert.Contains("not signed by an issuer who is trusted here", played.Error, StringComparison.Ordinal);
        Assert.Contains("not believed", Ludos("inspect", package).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ATamperedPackageIsRefused()
    {
        var package = Signed("1.1.0");
        var other = File.ReadAllBytes(Packed("1.2.0"));
        File.WriteAllBytes(package, other);

        var played = Play(package);

        Assert.Equal(Refused, played.ExitCode);
        Assert.Contains("the bundle is about", played.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOlderVersionNeedsTheUsersWord()
    {
        Assert.Equal(0, Play(Signed("1.2.0")).ExitCode);
        var older = Signed("1.1.0");

        var played = Play(older);

        Assert.Equal(Refused, played.ExitCode);
        Assert.Contains("1.1.0 is older than 1.2.0", played.Error, StringComparison.Ordinal);
        Assert.Equal(0, Play(older, "--allow-downgrade").ExitCode);
        Assert.Equal(0, Play(older).ExitCode);
    }

    /// <summary>The manifest says what was signed, or it does not run.</summary>
    [Fact]
    public void ASignatureForAnotherNameIsRefused()
    {
        var package = Packed("1.1.0");
        Sign(package, "9.9.9");

        var played = Play(package);

        Assert.Equal(Refused, played.ExitCode);
        Assert.Contains("signed it as counter.region 9.9.9; its module.json says counter.region 1.1.0", played.Error, StringComparison.Ordinal);
    }

    /// <summary>What a file is called does not make it the user's own content.</summary>
    [Fact]
    public void APackageUnderAnotherNameIsAPackage()
    {
        var renamed = _folder.File("counter.bin");
        File.Copy(Packed("1.1.0"), renamed);

        var played = Play(renamed);

        Assert.Equal(Refused, played.ExitCode);
        Assert.Contains("not signed", played.Error, StringComparison.Ordinal);
        Assert.Equal(0, Play(renamed, "--dev").ExitCode);
    }

    /// <summary>From a key in the keeper to a package that runs: this process never has the key.</summary>
    [Fact]
    public void PackSignsWithAKeyOfTheKeepers()
    {
        var made = Ludos("keys", "new", "work", "--no-passphrase", "--json");
        try
        {
            Assert.True(made.ExitCode == 0, made.Error);
            var key = PublicKey.Ed25519(Convert.FromBase64String(JsonDocument.Parse(made.Output).RootElement.GetProperty("public").GetString()!));
            var certificates = _folder.File("certificates.json");
            File.WriteAllBytes(certificates, new CertificateList([Certificate.Issue(Terms(key, "counter.*"), _issuer).Value]).ToJson());
            var package = Packed("1.1.0", "--sign", "work", "--certificates", certificates);
            Assert.Equal(0, Play(package).ExitCode);
            Assert.Contains("signed as counter.region 1.1.0 by counter-works", Ludos("inspect", package).Output, StringComparison.Ordinal);

            File.WriteAllBytes(certificates, new CertificateList([Certificate.Issue(Terms(key, "other.*"), _issuer).Value]).ToJson());
            var outside = Ludos("pack", _folder.File("counter-1.1.0"), "--sign", "work", "--certificates", certificates);
            Assert.Equal(Refused, outside.ExitCode);
            Assert.Contains("does not reach counter.region", outside.Error, StringComparison.Ordinal);
        }
        finally
        {
            using var keeper = Process.GetProcessById(JsonDocument.Parse(Ludos("keys", "lock", "--json").Output).RootElement.GetProperty("processId").GetInt32());
            keeper.Kill();
            keeper.WaitForExit();
        }
    }

    [Fact]
    public void SigningNeedsBothOptions()
    {
        Assert.Equal(2, Ludos("pack", _folder.Path, "--sign", "work").ExitCode);
        Assert.Equal(2, Ludos("pack", _folder.Path, "--certificates", "x").ExitCode);
    }

    /// <summary>As <c>ludos login</c> leaves it.</summary>
    private void Pin(string folder, PublicKey issuer)
    {
        var trust = System.Text.Encoding.UTF8.GetString(new TrustRoots([new TrustedIssuer("registry", issuer)], []).ToJson());
        var empty = Convert.ToBase64String(new byte[32]);
        var path = Directory.CreateDirectory(_folder.File($"home/data/registries/{folder}")).FullName;
        File.WriteAllText(
            Path.Combine(path, "roots.json"),
            $$$"""{"type":"ludos.registry/v1","name":"registry","trust":{{{trust}}},"sealing":{"algorithm":"x25519","public":"{{{empty}}}"},"root":"{{{empty}}}"}""");
    }

    private CliResult Play(string package, params string[] more) => Ludos(["play", package, "--headless", "--frames", "1", "--trust", Roots, .. more]);

    private CliResult Ludos(params string[] arguments) => Cli.RunIn(_folder.Path, _folder.File("home"), arguments);

    private string Signed(string version)
    {
        var package = Packed(version);
        Sign(package, version);
        return package;
    }

    private void Sign(string package, string version)
    {
        var statement = new Statement("counter.region", SemanticVersion.Parse(version), ModuleDigest.Of(File.ReadAllBytes(package)), "counter-works");
        var bundle = new Bundle(statement.Sign(_key).Value, [Certificate.Issue(Terms(_key.PublicKey, "counter.*"), _issuer).Value], null);
        File.WriteAllBytes(package + Bundle.FileSuffix, bundle.ToJson());
    }

    private static CertificateTerms Terms(PublicKey key, string modules) =>
        CertificateTerms.Create("counter-works", key, CertificatePurposes.SignModules, [modules], DateTimeOffset.UnixEpoch.AddYears(50), TimeSpan.FromDays(36_500));

    private string Packed(string version, params string[] more)
    {
        var source = Path.Combine(Cli.Root, "tests", "modules", "counter-region");
        var folder = Directory.CreateDirectory(_folder.File($"counter-{version}")).FullName;
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        var manifest = Path.Combine(folder, "module.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"1.0.0\"", $"\"{version}\"", StringComparison.Ordinal));
        var package = _folder.File($"counter-{version}.gmod");
        var packed = Ludos(["pack", folder, "-o", package, .. more]);
        Assert.True(packed.ExitCode == 0, packed.Error);
        return package;
    }
}
