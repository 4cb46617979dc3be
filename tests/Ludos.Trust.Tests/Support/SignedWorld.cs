using System.Collections.Immutable;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Trust.Tests.Support;

/// <summary>An issuer, a developer, a signing key, a log and a small module that they signed. Equal in every run but for serials.</summary>
internal sealed class SignedWorld
{
    public const string Publisher = "shoal-studio";
    public const string ModuleId = "shoal.flock";
    public const string LogOrigin = "log.example/ludos";

    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public MemorySigner Issuer { get; } = Signer(1);

    public MemorySigner Developer { get; } = Signer(2);

    public MemorySigner Key { get; } = Signer(3);

    public MemorySigner Log { get; } = Signer(4);

    public MemorySigner Stranger { get; } = Signer(5);

    public byte[] Module { get; } = Gmod("1.2.0");

    public Digest Digest => ModuleDigest.Of(Module);

    public TrustRoots Roots => new([new TrustedIssuer("registry", Issuer.PublicKey)], [new TrustedLog(LogOrigin, Log.PublicKey)]);

    public static MemorySigner Signer(byte seed) => new(Enumerable.Repeat(seed, Ed25519.SeedBytes).ToArray());

    public static byte[] Gmod(string version, string id = ModuleId) => GmodWriter.Write(new Dictionary<string, ReadOnlyMemory<byte>>
    {
        ["module.json"] = System.Text.Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","version":"{{version}}"}"""),
        ["flock.wasm"] = new byte[] { 0, 0x61, 0x73, 0x6D, 1, 0, 0, 0 },
    }).Value;

    /// <summary>Terms that are valid from a day before now to thirty days after.</summary>
    public static CertificateTerms Terms(PublicKey key, CertificatePurposes purposes, params string[] modules) =>
        CertificateTerms.Create(Publisher, key, purposes, modules, Now.AddDays(-1), TimeSpan.FromDays(31));

    public CertificateTerms DeveloperTerms() => Terms(Developer.PublicKey, CertificatePurposes.Issue, "shoal", "shoal.*");

    public CertificateTerms KeyTerms() => Terms(Key.PublicKey, CertificatePurposes.SignModules | CertificatePurposes.SignMetadata, "shoal.*");

    /// <summary>The key's certificate and the developer's, after changes.</summary>
    public ImmutableArray<Certificate> Chain(Func<CertificateTerms, CertificateTerms>? key = null, Func<CertificateTerms, CertificateTerms>? developer = null, ISigner? keyBy = null, ISigner? developerBy = null) =>
    [
        Certificate.Issue((key ?? Same)(KeyTerms()), keyBy ?? Developer).Value,
        Certificate.Issue((developer ?? Same)(DeveloperTerms()), developerBy ?? Issuer).Value,
    ];

    public Bundle Bundle(byte[]? module = null, string version = "1.2.0", string id = ModuleId, string publisher = Publisher, ISigner? by = null, bool isLogged = true, ImmutableArray<Certificate>? chain = null)
    {
        var envelope = new Statement(id, SemanticVersion.Parse(version), ModuleDigest.Of(module ?? Module), publisher).Sign(by ?? Key).Value;
        return new Bundle(envelope, chain ?? Chain(), isLogged ? Logged(envelope) : null);
    }

    /// <summary>The envelope as entry 2 of 5.</summary>
    public LogProof Logged(Envelope envelope)
    {
        var tree = new MerkleTree();
        tree.Append("zero"u8);
        tree.Append("one"u8);
        var index = tree.Append(envelope.ToJson());
        tree.Append("three"u8);
        tree.Append("four"u8);
        return new LogProof(new Checkpoint(LogOrigin, tree.Size, tree.Root).Sign(Log).Value.ToString(), index, tree.Inclusion(index, tree.Size));
    }

    public Envelope Revocations(long number, DateTimeOffset issuedAt, DateTimeOffset expires, params string[] serials) =>
        RevocationList.Issue(new RevocationTerms(number, issuedAt, expires, [.. serials.Order(StringComparer.Ordinal)]), Issuer).Value;

    public RevocationSet Revoked(params string[] serials) => RevocationSet.Empty.With(RevocationList.Open(Revocations(7, Now.AddHours(-1), Now.AddDays(7), serials), Roots).Value);

    public ModuleVerifier Verifier(AcceptedModules? accepted = null, RevocationSet? revocations = null, bool allowDowngrade = false) => new(new VerifierOptions
    {
        Roots = Roots,
        Accepted = accepted,
        AllowDowngrade = allowDowngrade,
        Revocations = () => revocations ?? Revoked(),
    });

    private static CertificateTerms Same(CertificateTerms terms) => terms;
}
