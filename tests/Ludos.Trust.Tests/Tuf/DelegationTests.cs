using System.Collections.Immutable;
using Ludos.Trust.Tests.Tuf.Simulation;
using Xunit;

namespace Ludos.Trust.Tests.Tuf;

/// <summary>Which roles a search visits, in which order, and by whose word.</summary>
public sealed class DelegationTests
{
    private readonly SimulatedRepository _repository = new();

    [Theory]
    [InlineData("A B", "targets>A targets>B")]
    [InlineData("A C D B", "targets>A targets>B A>C A>D")]
    [InlineData("A C D B", "targets>A targets>B A>C C>D")]
    [InlineData("A C", "targets>A targets>B A>C! A>D")]
    [InlineData("A C D", "targets>A targets>B A>C! C>D")]
    [InlineData("A B C D", "targets>A targets>B B>C C>D D>B")]
    [InlineData("A C B", "targets>A targets>B B>C A>C")]
    public async Task A_search_goes_depth_first_in_order_and_visits_none_twice(string visited, string graph)
    {
        foreach (var role in graph.Split(' ').Select(edge => edge[..edge.IndexOf('>', StringComparison.Ordinal)]).Concat(["A", "B", "C", "D"]).Distinct())
        {
            DelegatedRole[] delegations = [.. graph.Split(' ').Where(edge => edge.StartsWith(role + ">", StringComparison.Ordinal)).Select(edge => Delegate(edge[(role.Length + 1)..].TrimEnd('!'), edge.EndsWith('!')))];
            Publish(role, delegations);
        }

        _repository.PublishSnapshot();
        using var client = _repository.Client();
        _ = (await client.Refresh(SimulatedRepository.Now)).Value;
        _repository.Source.Asked.Clear();

        Assert.Equal(TufErrorCode.TargetNotFound, (await client.Find("nowhere")).Fault!.Code);
        Assert.Equal(visited.Split(' '), _repository.Source.Asked.Select(file => file.Split('.')[1]));
    }

    [Fact]
    public async Task Trust_in_a_role_by_one_delegator_is_none_by_another()
    {
        Publish(TufRoles.Targets, Delegate("parent-a", false, "team-a/*"), Delegate("parent-b", false, "team-b/*"));
        Publish("parent-a", Delegate("release", false, "team-a/*"));
        Publish("parent-b", Delegate("release", false, "team-b/*") with { Keys = new RoleKeys([TufKey.Of(SimulatedRepository.Key(77).PublicKey).Id], 1) });
        var release = new Dictionary<string, TargetFile> { ["team-a/x"] = TargetFile.Of("a"u8), ["team-b/x"] = TargetFile.Of("b"u8) };
        _repository.PublishRole(TufRepository.Role("release", new TargetsMetadata(1, SimulatedRepository.Later, release), [_repository.BinKey]).Value);
        _repository.PublishSnapshot();
        using var client = _repository.Client();
        _ = (await client.Refresh(SimulatedRepository.Now)).Value;

        Assert.Equal("release", (await client.Find("team-a/x")).Value.Role);
        Assert.Equal(TufErrorCode.TooFewSignatures, (await client.Find("team-b/x")).Fault!.Code);
        Assert.Equal("release", (await client.Find("team-a/x")).Value.Role);
    }

    [Theory]
    [InlineData("?", "1.%3F.json")]
    [InlineData("#", "1.%23.json")]
    [InlineData("/delegated", "1.%2Fdelegated.json")]
    [InlineData("../delegated", "1...%2Fdelegated.json")]
    [InlineData("Großer Fisch", "1.Gro%C3%9Fer%20Fisch.json")]
    [InlineData("con", "1.con.json")]
    public async Task Unusual_role_names_are_escaped_wherever_they_go(string role, string asked)
    {
        Publish(TufRoles.Targets, Delegate(role, false));
        Publish(role);
        _repository.PublishSnapshot();
        var folder = new MemoryFolder();
        using var client = _repository.Client(folder);
        _ = (await client.Refresh(SimulatedRepository.Now)).Value;

        Assert.Equal(TufErrorCode.TargetNotFound, (await client.Find("nowhere")).Fault!.Code);
        Assert.Contains(asked, _repository.Source.Asked);
        var kept = Assert.Single(folder.Files.Keys, name => name is not ("root.json" or "timestamp.json" or "snapshot.json" or "targets.json"));
        Assert.Matches("^[a-z0-9_%-]+[.]json$", kept);
        Assert.NotEqual("con.json", kept);
    }

    [Fact]
    public void Two_names_never_share_a_file()
    {
        string[] names = ["a", "A", "%41", "a.", "a ", "con", "CON", "%63on", "ä", "a\u0308", new('x', 200), new('x', 201), "root/", "../root"];

        Assert.Equal(names.Length, names.Select(TufNames.Local).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal("root", TufNames.Local("root"));
        Assert.All(names, name => Assert.True(TufNames.Local(name).Length <= 200));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(12)]
    public async Task Succinct_bins_name_the_one_role_for_a_path(int bits)
    {
        var key = TufKey.Of(_repository.BinKey.PublicKey);
        var bins = new SuccinctBins(new RoleKeys([key.Id], 1), bits, "hashed");
        var name = bins.For("shoal.json").Name;
        _repository.RollBack(TufRoles.Targets, 2);
        _repository.PublishRole(TufRepository.Role(TufRoles.Targets, new TargetsMetadata(2, SimulatedRepository.Later, ImmutableDictionary<string, TargetFile>.Empty, new Delegations(new Dictionary<string, TufKey> { [key.Id] = key }, [], bins)), [_repository.TargetsKey]).Value);
        _repository.PublishRole(TufRepository.Role(name, new TargetsMetadata(1, SimulatedRepository.Later, new Dictionary<string, TargetFile> { ["shoal.json"] = TargetFile.Of("x"u8) }), [_repository.BinKey]).Value);
        _repository.PublishSnapshot();
        using var client = _repository.Client();
        _ = (await client.Refresh(SimulatedRepository.Now)).Value;

        Assert.Equal(name, (await client.Find("shoal.json")).Value.Role);
        var value = Convert.ToInt32(name["hashed-".Length..], 16);
        Assert.Equal(Convert.ToInt32(PathDigest.Of("shoal.json").ToString()[..4], 16) >> (16 - bits), value);
        Assert.Equal((bits + 3) / 4, name.Length - "hashed-".Length);
    }

    [Theory]
    [InlineData("*", "a", true)]
    [InlineData("*", "a/b", false)]
    [InlineData("*", "", true)]
    [InlineData("a/*", "a/b", true)]
    [InlineData("a/*", "a/", true)]
    [InlineData("a/*", "a", false)]
    [InlineData("*/b", "a/b", true)]
    [InlineData("releases/*/*", "releases/x/y_v1.zip", true)]
    [InlineData("foo-?.tgz", "foo-1.tgz", true)]
    [InlineData("foo-?.tgz", "foo-.tgz", false)]
    [InlineData("foo-?.tgz", "foo-12.tgz", false)]
    [InlineData("?", "/", false)]
    [InlineData("[ab]", "b", true)]
    [InlineData("[ab]", "c", false)]
    [InlineData("[!ab]", "c", true)]
    [InlineData("[!ab]", "/", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[]a]", "]", true)]
    [InlineData("[a", "[a", true)]
    [InlineData("[a-]", "-", true)]
    [InlineData("*.md", "README.md", true)]
    [InlineData("*.md", "README.MD", false)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b*c", "aXbYbZ", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("**", "a", true)]
    [InlineData("**", "a/b", false)]
    public void Patterns_match_as_in_a_shell(string pattern, string path, bool matches) => Assert.Equal(matches, PathPattern.Matches(pattern, path));

    [Fact]
    public void A_hostile_pattern_takes_no_longer_than_pattern_times_path()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 400)) + "b";

        Assert.False(PathPattern.Matches(pattern, new string('a', 1000)));
    }

    private static DelegatedRole Delegate(string name, bool terminating, string path = "*") =>
        new(name, new RoleKeys([TufKey.Of(SimulatedRepository.Key(7).PublicKey).Id], 1), terminating, [path]);

    private void Publish(string role, params DelegatedRole[] delegations)
    {
        var keys = new[] { 7, 77 }.Select(key => TufKey.Of(SimulatedRepository.Key((byte)key).PublicKey)).ToDictionary(key => key.Id);
        var version = role == TufRoles.Targets ? 2 : 1;
        var metadata = new TargetsMetadata(version, SimulatedRepository.Later, ImmutableDictionary<string, TargetFile>.Empty, new Delegations(keys, [.. delegations]));
        _repository.PublishRole(TufRepository.Role(role, metadata, [role == TufRoles.Targets ? _repository.TargetsKey : _repository.BinKey]).Value);
    }
}
