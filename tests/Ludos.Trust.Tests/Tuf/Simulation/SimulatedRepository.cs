using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Ludos.Trust.Tests.Tuf.Simulation;

/// <summary>
/// A registry's repository with two developers, made by the same functions as a real one. A test changes a part, publishes, and sees what a
/// client makes of it; what a real registry would never publish, tests put into <see cref="Source"/> by hand.
/// </summary>
internal sealed class SimulatedRepository
{
    public static readonly DateTimeOffset Now = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, MetaFile> _meta = new(StringComparer.Ordinal);
    private readonly List<DeveloperDelegation> _more = [];

    public SimulatedRepository()
    {
        PublishRoot();
        PublishAll();
    }

    public static DateTimeOffset Later => Now.AddDays(30);

    public SimulatedSource Source { get; } = new();

    public ImmutableArray<MemorySigner> RootKeys { get; set; } = [Key(1), Key(2), Key(3)];

    public int RootThreshold { get; set; } = 2;

    public MemorySigner TimestampKey { get; set; } = Key(4);

    public MemorySigner SnapshotKey { get; set; } = Key(5);

    public MemorySigner TargetsKey { get; set; } = Key(6);

    public MemorySigner BinKey { get; set; } = Key(7);

    public MemorySigner Anna { get; set; } = Key(8);

    public MemorySigner Bert { get; set; } = Key(9);

    public Dictionary<string, DateTimeOffset> Expiries { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> Versions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, byte[]> AnnasTargets { get; } = new(StringComparer.Ordinal) { ["shoal.json"] = "shoal 1"u8.ToArray(), ["shoal.sky.json"] = "sky 1"u8.ToArray() };

    public Dictionary<string, byte[]> BertsTargets { get; } = new(StringComparer.Ordinal) { ["comets.json"] = "comets 1"u8.ToArray() };

    public SignedRole Root { get; private set; } = null!;

    public SignedRole Snapshot { get; private set; } = null!;

    /// <summary>The root that clients begin with.</summary>
    public ReadOnlyMemory<byte> FirstRoot { get; private set; }

    /// <summary>The key of one seed byte.</summary>
    public static MemorySigner Key(byte number) => new(Enumerable.Repeat(number, 32).ToArray());

    public TufClient Client(MemoryFolder? folder = null) => TufClient.Open(folder ?? new MemoryFolder(), Source, FirstRoot).Value;

    public RootPlan Plan() => new(
        new KeySet([.. RootKeys.Select(key => key.PublicKey)], RootThreshold),
        KeySet.Of(TimestampKey.PublicKey),
        KeySet.Of(SnapshotKey.PublicKey),
        KeySet.Of(TargetsKey.PublicKey));

    /// <summary>The next root, signed by these keys, or by all of the old and new ones.</summary>
    public SignedRole PublishRoot(IReadOnlyList<ISigner>? signers = null)
    {
        Root = TufRepository.Root(Next(TufRoles.Root), Expiry(TufRoles.Root), Plan(), signers ?? [.. RootKeys]).Value;
        FirstRoot = FirstRoot.IsEmpty ? Root.Bytes : FirstRoot;
        Serve(Root);
        return Root;
    }

    /// <summary>Targets, bins and developers, then snapshot and timestamp.</summary>
    public void PublishAll()
    {
        _ = PublishTargets(BinKey);
        PublishBins();
        _ = PublishDeveloper("anna", Anna, AnnasTargets);
        _ = PublishDeveloper("bert", Bert, BertsTargets);
        PublishSnapshot();
    }

    public SignedRole PublishTargets(MemorySigner binKey) =>
        PublishRole(TufRepository.Targets(Next(TufRoles.Targets), Expiry(TufRoles.Targets), KeySet.Of(binKey.PublicKey), [TargetsKey]).Value);

    public void PublishBins()
    {
        DeveloperDelegation[] developers =
        [
            new("anna", KeySet.Of(Anna.PublicKey), [.. AnnasTargets.Keys]),
            new("bert", KeySet.Of(Bert.PublicKey), ["comets.json"]),
            .. _more,
        ];
        for (var bin = 0; bin < TufRoles.BinCount; bin++)
        {
            _ = PublishRole(TufRepository.Bin(bin, Next(TufRoles.Bin(bin)), Expiry(TufRoles.Bin(bin)), developers, [BinKey]).Value);
        }
    }

    /// <summary>One more developer with one module, in the bins and with a role of their own.</summary>
    public void AddDeveloper(string name, MemorySigner key, string path)
    {
        _more.Add(new DeveloperDelegation(name, KeySet.Of(key.PublicKey), [path]));
        PublishBins();
        _ = PublishDeveloper(name, key, new Dictionary<string, byte[]> { [path] = [1] });
    }

    /// <summary>A targets role of another shape: delegations to roles of the bins' key.</summary>
    public void PublishTop(params DelegatedRole[] roles)
    {
        _ = PublishRole(TufRepository.Role(TufRoles.Targets, Delegating(TufRoles.Targets, roles), [TargetsKey]).Value);
        PublishSnapshot();
    }

    /// <summary>A delegated role, signed by the bins' key, that delegates on.</summary>
    public void PublishDelegating(string name, params DelegatedRole[] roles)
    {
        _ = PublishRole(TufRepository.Role(name, Delegating(name, roles), [BinKey]).Value);
        PublishSnapshot();
    }

    public SignedRole PublishDeveloper(string name, MemorySigner signer, Dictionary<string, byte[]> targets) => PublishRole(TufRepository.Developer(
        name,
        Next(TufRoles.Developer(name)),
        Expiry(TufRoles.Developer(name)),
        targets.ToDictionary(target => target.Key, target => TargetFile.Of(target.Value)),
        [signer]).Value);

    /// <summary>Serves a role and lists it in the next snapshot.</summary>
    public SignedRole PublishRole(SignedRole role)
    {
        _meta[role.Role] = role.Meta;
        Versions[role.Role] = role.Version;
        Serve(role);
        return role;
    }

    /// <summary>Leaves a role out of the next snapshot.</summary>
    public void Unlist(string role) => _ = _meta.Remove(role);

    /// <summary>Lists a role as something else than it is.</summary>
    public void List(string role, MetaFile meta) => _meta[role] = meta;

    public MetaFile Listed(string role) => _meta[role];

    public void PublishSnapshot()
    {
        Snapshot = TufRepository.Snapshot(Next(TufRoles.Snapshot), Expiry(TufRoles.Snapshot), _meta, [SnapshotKey]).Value;
        Serve(Snapshot);
        PublishTimestamp();
    }

    public SignedRole PublishTimestamp(SignedRole? snapshot = null)
    {
        var timestamp = TufRepository.Timestamp(Next(TufRoles.Timestamp), Expiry(TufRoles.Timestamp), snapshot ?? Snapshot, [TimestampKey]).Value;
        Serve(timestamp);
        return timestamp;
    }

    /// <summary>Sets what the role's next version will be.</summary>
    public void RollBack(string role, long nextVersion) => Versions[role] = nextVersion - 1;

    public void Serve(SignedRole role) => Source.Files[role.FileName] = role.Bytes;

    /// <summary>Changes the text of a served file, signatures left as they are.</summary>
    public void Tamper(string fileName, string from, string to)
    {
        var text = Encoding.UTF8.GetString(Source.Files[fileName].Span);
        Source.Files[fileName] = Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Changes what a served file says, and signs that.</summary>
    public void TamperAndSign(string fileName, string from, string to, IReadOnlyList<ISigner> signers) => TamperAndSign(fileName, [(from, to)], signers);

    /// <summary>Changes what a served file says, and signs that.</summary>
    public void TamperAndSign(string fileName, IEnumerable<(string From, string To)> changes, IReadOnlyList<ISigner> signers)
    {
        var text = Encoding.UTF8.GetString(Source.Files[fileName].Span);
        var signed = text[(text.IndexOf("\"signed\":", StringComparison.Ordinal) + "\"signed\":".Length)..^1];
        foreach (var (from, to) in changes)
        {
            Assert.Contains(from, signed, StringComparison.Ordinal);
            signed = signed.Replace(from, to, StringComparison.Ordinal);
        }

        using var document = JsonDocument.Parse(signed);
        signed = Encoding.UTF8.GetString(CanonicalJson.Of(document.RootElement));
        var signatures = signers.Select(signer => $"{{\"keyid\":\"{TufKey.Of(signer.PublicKey).Id}\",\"sig\":\"{Convert.ToHexStringLower(signer.Sign(SigningContext.TufMetadata, Encoding.UTF8.GetBytes(signed)).Value)}\"}}");
        Source.Files[fileName] = Encoding.UTF8.GetBytes($"{{\"signatures\":[{string.Join(',', signatures)}],\"signed\":{signed}}}");
    }

    private TargetsMetadata Delegating(string role, DelegatedRole[] roles)
    {
        var key = TufKey.Of(BinKey.PublicKey);
        return new TargetsMetadata(Next(role), Expiry(role), ImmutableDictionary<string, TargetFile>.Empty, new Delegations(new Dictionary<string, TufKey> { [key.Id] = key }, [.. roles]));
    }

    private DateTimeOffset Expiry(string role) => Expiries.GetValueOrDefault(role, Later);

    private long Next(string role) => Versions[role] = Versions.GetValueOrDefault(role) + 1;
}
