using System.Text;
using Ludos.Base;
using NuGet.Versioning;
using Xunit;

namespace Ludos.Trust.Tests;

/// <summary>The example of docs/reference/signing.md, made anew: who writes another implementation can trust every byte of it.</summary>
public sealed class WorkedExampleTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly MemorySigner _issuer = Signer(1);
    private readonly MemorySigner _developer = Signer(2);
    private readonly MemorySigner _key = Signer(3);
    private readonly MemorySigner _log = Signer(4);

    [Fact]
    public void TheDocumentedBytesAreThoseThatAreMade()
    {
        var page = File.ReadAllText(Page());

        foreach (var (name, value) in Values())
        {
            Assert.True(page.Contains(value, StringComparison.Ordinal), $"signing.md lacks the {name}: {value}");
        }
    }

    [Fact]
    public void TheExampleIsAccepted()
    {
        var (module, bundle) = Make();
        var roots = new TrustRoots([new TrustedIssuer("registry", _issuer.PublicKey)], [new TrustedLog("log.example", _log.PublicKey)]);
        var verifier = new ModuleVerifier(new VerifierOptions { Roots = roots });

        Assert.Equal("fish-works", verifier.Verify(module, ModuleOrigin.GmodFile, "fish.gmod", bundle.ToJson(), Begin.AddDays(1)).Value.Publisher?.Name);
    }

    private IEnumerable<(string Name, string Value)> Values()
    {
        var (module, bundle) = Make();
        var statement = Encoding.UTF8.GetString(bundle.Envelope.Payload.Span);
        yield return ("module", Convert.ToHexStringLower(module));
        yield return ("module digest", ModuleDigest.Of(module).ToString());
        yield return ("issuer's key", Convert.ToBase64String(_issuer.PublicKey.Bytes.Span));
        yield return ("signing key's id", _key.PublicKey.Id);
        yield return ("statement", statement);
        yield return ("signed bytes", Encoding.UTF8.GetString(Envelope.SignedBytes(PayloadType.Statement, bundle.Envelope.Payload.Span))[..60]);
        yield return ("statement's envelope", Encoding.UTF8.GetString(bundle.Envelope.ToJson()));
        yield return ("key's certificate", Encoding.UTF8.GetString(bundle.Certificates[0].Envelope.Payload.Span));
        yield return ("developer's certificate", Encoding.UTF8.GetString(bundle.Certificates[1].Envelope.Payload.Span));
        yield return ("developer's envelope", Encoding.UTF8.GetString(bundle.Certificates[1].ToJson()));
        yield return ("leaf hash", TreeHash.Leaf(bundle.Envelope.ToJson()).ToString());
        yield return ("log's key", new NoteVerifier("log.example", _log.PublicKey).ToString());
        yield return ("checkpoint", bundle.Log!.Checkpoint);
        yield return ("bundle's log", Encoding.UTF8.GetString(bundle.ToJson())[^150..]);
        yield return ("bundle's digest", Digest.Of(bundle.ToJson()).ToString());
    }

    private (byte[] Module, Bundle Bundle) Make()
    {
        var module = GmodWriter.Write([new("module.json", """{"id":"fish","version":"1.0.0"}"""u8.ToArray())]).Value;
        var envelope = new Statement("fish", SemanticVersion.Parse("1.0.0"), ModuleDigest.Of(module), "fish-works").Sign(_key).Value;
        var developer = Certificate.Issue(Terms("11", _developer.PublicKey, CertificatePurposes.Issue), _issuer).Value;
        var key = Certificate.Issue(Terms("22", _key.PublicKey, CertificatePurposes.SignModules), _developer).Value;
        var tree = new MerkleTree();
        tree.Append("first"u8);
        var index = tree.Append(envelope.ToJson());
        var checkpoint = new Checkpoint("log.example", tree.Size, tree.Root).Sign(_log).Value.ToString();
        return (module, new Bundle(envelope, [key, developer], new LogProof(checkpoint, index, tree.Inclusion(index, tree.Size))));
    }

    private static CertificateTerms Terms(string digits, PublicKey key, CertificatePurposes purposes) =>
        new(string.Concat(Enumerable.Repeat(digits, 16)), "fish-works", key, purposes, ["fish", "fish.*"], Begin, Begin.AddDays(365));

    private static MemorySigner Signer(byte seed) => new(Enumerable.Repeat(seed, Ed25519.SeedBytes).ToArray());

    private static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Ludos.slnx")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "docs", "reference", "signing.md");
    }
}
