using Ludos.Base;
using Ludos.Trust.Tests.Tuf.Simulation;
using Xunit;

namespace Ludos.Trust.Tests.Tuf.Attacks;

/// <summary>Every attack that the specification names, and then some: each ends in its code, and leaves what was trusted before as it was.</summary>
public sealed class AttackTests
{
    private static readonly IReadOnlyList<Attack> Attacks = [.. VersionAttacks.All, .. KeyAttacks.All, .. ContentAttacks.All];

    public static TheoryData<string> Names => [.. Attacks.Select(attack => attack.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_attack_is_refused_with_its_code(string name)
    {
        var attack = Attacks.Single(one => one.Name == name);
        var repository = new SimulatedRepository();
        _ = repository.PublishRoot();
        repository.PublishAll();
        var folder = new MemoryFolder();
        using var client = repository.Client(folder);
        Assert.True((await client.Refresh(SimulatedRepository.Now)).IsOk);
        Assert.True((await client.Find("shoal.json")).IsOk);
        var trusted = folder.Copy();
        var attacked = new AttackedClient();

        attack.Do(repository, attacked);

        Assert.Equal(attack.Expected, (await Look(client, attacked))?.Code);
        StillTrustsWhatItTrusted(repository, trusted, folder);
    }

    [Fact]
    public async Task The_client_that_is_attacked_in_nothing_finds_what_it_looks_for()
    {
        var repository = new SimulatedRepository();
        _ = repository.PublishRoot();
        repository.PublishAll();
        using var client = repository.Client();

        Assert.Null(await Look(client, new AttackedClient()));
    }

    [Fact]
    public void Every_attack_has_a_row_in_the_reference()
    {
        var reference = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Tuf", "tuf.md"));

        Assert.All(Attacks, attack => Assert.Contains($"| {attack.Name} | `{attack.Expected}` |", reference, StringComparison.Ordinal));
    }

    private static async Task<Fault<TufErrorCode>?> Look(TufClient client, AttackedClient attacked) =>
        (await client.Refresh(attacked.Now)).Fault ?? (await client.Find(attacked.LooksFor)).Fault;

    /// <summary>After an attack no role is older than before, and what is kept opens.</summary>
    private static void StillTrustsWhatItTrusted(SimulatedRepository repository, MemoryFolder before, MemoryFolder after)
    {
        using var old = repository.Client(before);
        using var now = repository.Client(after.Copy());
        Assert.True(now.Root.Version >= old.Root.Version);
        Assert.DoesNotContain(".new", after.Files.Keys);
        foreach (var role in before.Files.Keys.Where(role => role is not ("timestamp.json" or "snapshot.json") || now.Root.Version == old.Root.Version))
        {
            Assert.True(Version(after.Files[role]) >= Version(before.Files[role]), role);
        }

    }

    private static long Version(byte[] file)
    {
        using var document = System.Text.Json.JsonDocument.Parse(file);
        return document.RootElement.GetProperty("signed").GetProperty("version").GetInt64();
    }
}
