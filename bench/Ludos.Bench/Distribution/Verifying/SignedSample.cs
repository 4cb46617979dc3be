using System.Collections.Immutable;
using Ludos.Trust;
using NuGet.Versioning;

namespace Ludos.Bench.Distribution;

/// <summary>A module that is signed as a registry's are: issuer, developer, key, log and revocation list. The same bytes in every run.</summary>
internal sealed class SignedSample
{
    public const string Origin = "log.example/bench";

    private const string Publisher = "bench-works";
    private const string ModuleId = "bench.module";

    private readonly MemorySigner _issuer = Signer(1);
    private readonly MemorySigner _developer = Signer(2);
    private readonly MemorySigner _key = Signer(3);
    private readonly MemorySigner _log = Signer(4);

    /// <param name="files">Beside module.json.</param>
    public SignedSample(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        var manifest = System.Text.Encoding.UTF8.GetBytes($$"""{"id":"{{ModuleId}}","version":"1.0.0"}""");
        Package = GmodWriter.Write(files.Append(new("module.json", manifest))).Value;
        Chain =
        [
            Certificate.Issue(Terms("1", _key.PublicKey, CertificatePurposes.SignModules, "bench.*"), _developer).Value,
            Certificate.Issue(Terms("2", _developer.PublicKey, CertificatePurposes.Issue, "bench.*"), _issuer).Value,
        ];
        var envelope = new Statement(ModuleId, SemanticVersion.Parse("1.0.0"), ModuleDigest.Of(Package), Publisher).Sign(_key).Value;
        var tree = new MerkleTree();
        for (var entry = 0; entry < 1_000; entry++)
        {
            tree.Append(BitConverter.GetBytes(entry));
        }

        var index = tree.Append(envelope.ToJson());
        Note = new Checkpoint(Origin, tree.Size, tree.Root).Sign(_log).Value.ToString();
        Bundle = new Bundle(envelope, Chain, new LogProof(Note, index, tree.Inclusion(index, tree.Size)));
        Roots = new TrustRoots([new TrustedIssuer("registry", _issuer.PublicKey)], [new TrustedLog(Origin, _log.PublicKey)]);
        Revocations = RevocationList.Issue(new RevocationTerms(5, Now.AddHours(-1), Now.AddDays(7), [Serial("a"), Serial("b")]), _issuer).Value;
    }

    public static DateTimeOffset Now { get; } = DateTimeOffset.UnixEpoch.AddYears(57);

    public byte[] Package { get; }

    public ImmutableArray<Certificate> Chain { get; }

    public Bundle Bundle { get; }

    public string Note { get; }

    public TrustRoots Roots { get; }

    public Envelope Revocations { get; }

    public ModuleVerifier Verifier()
    {
        var set = RevocationSet.Empty.With(RevocationList.Open(Revocations, Roots).Value);
        return new ModuleVerifier(new VerifierOptions { Roots = Roots, Revocations = () => set });
    }

    private static MemorySigner Signer(byte seed) => new(Enumerable.Repeat(seed, Ed25519.SeedBytes).ToArray());

    private static string Serial(string digit) => digit.PadLeft(32, '0');

    private static CertificateTerms Terms(string serial, PublicKey key, CertificatePurposes purposes, string modules) =>
        new(Serial(serial), Publisher, key, purposes, [modules], Now.AddDays(-1), Now.AddDays(30));
}
