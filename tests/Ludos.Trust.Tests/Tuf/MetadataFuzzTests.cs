using System.Text;
using System.Text.Json;
using Ludos.Modules.Tests.Support;
using Ludos.Trust.Tests.Tuf.Simulation;
using Xunit;

namespace Ludos.Trust.Tests.Tuf;

/// <summary>Damaged metadata: a typed fault, or the very content that was signed; never an exception, and never anything else.</summary>
public sealed class MetadataFuzzTests
{
    private const int RoundsOfClient = 2_000;
    private const int RoundsOfReaders = 12_000;

    private static readonly string[] Names = ["root", "timestamp", "snapshot", "targets", "delegations", "succinct"];

    [Fact]
    public async Task A_client_accepts_no_damaged_metadata()
    {
        var repository = new SimulatedRepository();
        repository.PublishRoot();
        var bin = TufRoles.Bin(TufRoles.BinOf("shoal.json"));
        string[] names = ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json", $"1.{bin}.json", "1.dev-anna.json"];
        var originals = names.ToDictionary(name => name, name => repository.Source.Files[name]);
        var mutations = new Mutations(0x7F0);
        var codes = new HashSet<TufErrorCode>();
        var reencoded = 0;
        for (var round = 0; round < RoundsOfClient; round++)
        {
            var name = names[round % names.Length];
            var damaged = mutations.Of(originals[name].ToArray());
            repository.Source.Files[name] = damaged;
            using var client = repository.Client();
            var fault = (await client.Refresh(SimulatedRepository.Now)).Fault ?? (await client.Find("shoal.json")).Fault;
            repository.Source.Files[name] = originals[name];
            if (fault is not null)
            {
                _ = codes.Add(fault.Code);
                continue;
            }

            // What no signature covers may change: white space, fields beside the signed object, signatures beyond the threshold.
            Assert.Equal(SignedContent(originals[name]), SignedContent(damaged));
            reencoded++;
        }

        Assert.True(reencoded < RoundsOfClient / 20, $"{reencoded} of {RoundsOfClient} damages changed nothing.");
        Assert.Superset(new HashSet<TufErrorCode> { TufErrorCode.BadJson, TufErrorCode.TooFewSignatures, TufErrorCode.WrongLength, TufErrorCode.WrongHash, TufErrorCode.TooLarge }, codes);
    }

    /// <summary>With nobody's signature in the way, the readers stand alone.</summary>
    [Fact]
    public void Readers_answer_any_bytes_with_a_fault_or_legal_metadata()
    {
        var seeds = Seeds();
        var mutations = new Mutations(0xBEEF);
        var (accepted, refused) = (0, 0);
        for (var round = 0; round < RoundsOfReaders; round++)
        {
            _ = Judge(mutations.Of(seeds[round % seeds.Count])) ? accepted++ : refused++;
        }

        Assert.All(seeds, seed => Assert.True(Judge(seed)));
        Assert.True(accepted > RoundsOfReaders / 100, $"Only {accepted} were accepted: the seeds are not legal.");
        Assert.True(refused > RoundsOfReaders / 2, $"Only {refused} were refused: the damage does nothing.");
    }

    /// <summary>Files that a fuzzer or a reader of the code once found troublesome; the name says why.</summary>
    [Fact]
    public void Past_failures_stay_fixed()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Tuf", "corpus"), "*.json");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.False(Judge(File.ReadAllBytes(file)), Path.GetFileName(file)));
    }

    /// <summary>The largest file of the worst forms, whoever signed it, costs a bounded multiple of its size.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"\\u0041\"")]
    [InlineData("{\"b\":1,\"a\":[]}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]")]
    public void The_largest_hostile_file_costs_a_bounded_multiple_of_its_size(string item)
    {
        const int mostTimesItsSize = 48;
        var items = string.Join(',', Enumerable.Repeat(item, (TufLimits.Default.MaxTargetsBytes - 200) / (item.Length + 1)));
        var bytes = Encoding.UTF8.GetBytes($$$"""{"signatures":[],"signed":{"_type":"targets","expires":"2400-01-01T00:00:00Z","spec_version":"1.0.0","targets":{},"version":1,"x":[{{{items}}}]}}""");
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(TufErrorCode.TooFewSignatures, DeveloperSubmission.Check("anna", KeySet.Of(SimulatedRepository.Key(8).PublicKey), 0, bytes, SimulatedRepository.Now).Fault!.Code);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / bytes.Length, 0, mostTimesItsSize);
    }

    private static string SignedContent(ReadOnlyMemory<byte> bytes)
    {
        using var file = TufFile.Open(bytes).Value;
        return Encoding.UTF8.GetString(file.SignedBytes);
    }

    private static List<byte[]> Seeds()
    {
        var repository = new SimulatedRepository();
        var key = TufKey.Of(repository.BinKey.PublicKey);
        var keys = new Dictionary<string, TufKey> { [key.Id] = key };
        var role = new RoleKeys([key.Id], 1);
        var delegating = new TargetsMetadata(1, SimulatedRepository.Later, new Dictionary<string, TargetFile> { ["a/b"] = TargetFile.Of("x"u8) }, new Delegations(keys, [new DelegatedRole("r", role, true, ["a/*"]), new DelegatedRole("h", role, false, default, ["0a", "f"])]));
        var succinct = delegating with { Delegations = new Delegations(keys, [], new SuccinctBins(role, 5, "bin")) };
        byte[][] files =
        [
            repository.Root.Bytes.ToArray(),
            repository.Source.Files["timestamp.json"].ToArray(),
            repository.Snapshot.Bytes.ToArray(),
            repository.Source.Files["1.targets.json"].ToArray(),
            TufRepository.Role("d", delegating, [repository.BinKey]).Value.Bytes.ToArray(),
            TufRepository.Role("s", succinct, [repository.BinKey]).Value.Bytes.ToArray(),
        ];
        Assert.Equal(Names.Length, files.Length);
        return [.. files];
    }

    /// <summary>True when one of the readers accepts; then every rule must hold.</summary>
    private static bool Judge(byte[] bytes)
    {
        if (!TufFile.Open(bytes).TryGet(out var file, out var fault))
        {
            Assert.NotEmpty(fault.Message);
            return false;
        }

        using (file)
        {
            using var canonical = JsonDocument.Parse(file.SignedBytes);
            Assert.Equal(file.SignedBytes, CanonicalJson.Of(canonical.RootElement));
            var isRoot = MetadataReader.Root(file).TryGet(out var root, out _);
            var isTimestamp = MetadataReader.Timestamp(file).IsOk;
            var isSnapshot = MetadataReader.Snapshot(file).IsOk;
            var isTargets = MetadataReader.Targets(file).TryGet(out var targets, out _);
            var accepting = new[] { isRoot, isTimestamp, isSnapshot, isTargets }.Count(one => one);
            Assert.InRange(accepting, 0, 1);
            if (isRoot)
            {
                Assert.All(root!.Roles.Values, role => Assert.True(role.Threshold > 0 && role.KeyIds.Distinct().Count() == role.KeyIds.Length));
            }

            if (isTargets)
            {
                Search(targets!);
            }

            return accepting == 1;
        }
    }

    private static void Search(TargetsMetadata targets)
    {
        foreach (var role in targets.Delegations?.For("a/b") ?? [])
        {
            Assert.False(TufRoles.IsTopLevel(role.Name), role.Name);
            Assert.Matches("^[a-z0-9_%-]+$", TufNames.Local(role.Name));
        }
    }
}
