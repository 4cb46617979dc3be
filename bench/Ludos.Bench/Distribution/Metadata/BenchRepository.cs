using System.Globalization;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Bench.Distribution.Metadata;

/// <summary>A whole TUF repository in memory: developers with five modules each, every role with a key of its own. Serves what it made.</summary>
internal sealed class BenchRepository : IMetadataSource
{
    public const int ModulesEach = 5;

    public static readonly DateTimeOffset Now = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Expires = Now.AddDays(30);

    private readonly MemorySigner[] _developers;
    private readonly MemorySigner _root = Key(1);
    private readonly MemorySigner _online = Key(2);
    private readonly Dictionary<string, MetaFile> _meta = new(StringComparer.Ordinal);
    private long _state = 1;

    public BenchRepository(int developers)
    {
        _developers = [.. Enumerable.Range(0, developers).Select(developer => Key(1000 + developer))];
        var online = KeySet.Of(_online.PublicKey);
        FirstRoot = Root(1).Bytes;
        Add(TufRepository.Targets(1, Expires, online, [_online]).Value);
        var delegations = _developers.Select((key, developer) => new DeveloperDelegation(Name(developer), KeySet.Of(key.PublicKey), [.. Paths(developer)])).ToArray();
        for (var bin = 0; bin < TufRoles.BinCount; bin++)
        {
            Add(TufRepository.Bin(bin, 1, Expires, delegations, [_online]).Value);
        }

        for (var developer = 0; developer < developers; developer++)
        {
            Release(developer, 1);
        }

        PublishSnapshot();
    }

    public Dictionary<string, ReadOnlyMemory<byte>> Files { get; } = new(StringComparer.Ordinal);

    public ReadOnlyMemory<byte> FirstRoot { get; }

    public int Modules => _developers.Length * ModulesEach;

    public static string Path(int developer, int module) => string.Create(CultureInfo.InvariantCulture, $"studio{developer}.game{module}.json");

    /// <summary>A second root, of the same keys.</summary>
    public void PublishRoot()
    {
        var root = Root(2);
        Files[root.FileName] = root.Bytes;
    }

    /// <summary>One developer's next version, and the snapshot and timestamp that tell of it.</summary>
    public void PublishNext(int developer)
    {
        _state++;
        Release(developer, _state);
        PublishSnapshot();
    }

    public ValueTask<Result<byte[], TufErrorCode>> Fetch(string name, int maxBytes, CancellationToken cancellation)
    {
        Result<byte[], TufErrorCode> answer = !Files.TryGetValue(name, out var bytes) ? new Fault<TufErrorCode>(TufErrorCode.NotFound, $"No {name}.")
            : bytes.Length > maxBytes ? new Fault<TufErrorCode>(TufErrorCode.TooLarge, $"{name} is too large.")
            : bytes.ToArray();
        return ValueTask.FromResult(answer);
    }

    private static MemorySigner Key(int number) => new(Digest.Of(BitConverter.GetBytes(number)).Span);

    private static string Name(int developer) => string.Create(CultureInfo.InvariantCulture, $"studio{developer}");

    private static IEnumerable<string> Paths(int developer) => Enumerable.Range(0, ModulesEach).Select(module => Path(developer, module));

    private SignedRole Root(long version)
    {
        var online = KeySet.Of(_online.PublicKey);
        return TufRepository.Root(version, Expires, new RootPlan(KeySet.Of(_root.PublicKey), online, online, online), [_root]).Value;
    }

    private void Release(int developer, long version) => Add(TufRepository.Developer(
        Name(developer),
        version,
        Expires,
        Paths(developer).ToDictionary(path => path, path => TargetFile.Of(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{path} {version}")))),
        [_developers[developer]]).Value);

    private void PublishSnapshot()
    {
        var snapshot = TufRepository.Snapshot(_state, Expires, _meta, [_online]).Value;
        Files[snapshot.FileName] = snapshot.Bytes;
        var timestamp = TufRepository.Timestamp(_state, Expires, snapshot, [_online]).Value;
        Files[timestamp.FileName] = timestamp.Bytes;
    }

    private void Add(SignedRole role)
    {
        _meta[role.Role] = role.Meta;
        Files[role.FileName] = role.Bytes;
    }
}
