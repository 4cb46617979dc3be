using Xunit;

namespace Ludos.Modules.Tests;

public sealed class DependencyCheckTests
{
    [Theory]
    [InlineData("1.0.0", "[1.0.0,2.0.0)")]
    [InlineData("1.9.9", "[1.0.0,2.0.0)")]
    [InlineData("1.0.0", "1.0.0")]
    [InlineData("3.0.0", "1.0.0")]
    [InlineData("1.0.0-beta.2", "[1.0.0-beta.1,2.0.0)")]
    [InlineData("2.0.0", "[2.0.0]")]
    public void AVersionInTheRangeDoes(string version, string range) =>
        Assert.Empty(DependencyCheck.Of([Module("fish", "1.0.0", ("shark", range)), Module("shark", version)]));

    [Theory]
    [InlineData("2.0.0", "[1.0.0,2.0.0)")]
    [InlineData("0.9.9", "1.0.0")]
    [InlineData("1.0.0-beta.1", "[1.0.0,2.0.0)")]
    [InlineData("2.0.1", "[2.0.0]")]
    public void AnotherIsNamedWithBothSides(string version, string range)
    {
        DependencyCheck.Unmet unmet = Assert.Single(DependencyCheck.Of([Module("fish", "1.2.0", ("shark", range)), Module("shark", version)]));

        Assert.StartsWith("fish 1.2.0 needs shark ", unmet.Problem, StringComparison.Ordinal);
        Assert.EndsWith($"; the game has {version}.", unmet.Problem, StringComparison.Ordinal);
        Assert.Equal("Use a version of shark in that range.", unmet.Mend);
    }

    [Fact]
    public void AllThatAreMissingAreNamed()
    {
        IReadOnlyList<DependencyCheck.Unmet> unmet = DependencyCheck.Of([Module("fish", "1.0.0", ("shark", "1.0.0"), ("food", "[1.0.0]")), Module("view", "1.0.0", ("fish", "1.0.0"), ("sky", "1.0.0"))]);

        Assert.Equal(3, unmet.Count);
        Assert.All(unmet, entry => Assert.Contains("which the game does not have", entry.Problem, StringComparison.Ordinal));
        Assert.Equal("Add sky to the game's modules.", unmet[2].Mend);
    }

    private static ModuleManifest Module(string id, string version, params (string Id, string Range)[] dependencies) => Support.Manifests.Parse($$"""
        { "id": "{{id}}", "version": "{{version}}", "kind": "wasm4", "code": "a.wasm",
          "dependencies": [ {{string.Join(",", dependencies.Select(pair => $$"""{ "id": "{{pair.Id}}", "range": "{{pair.Range}}" }"""))}} ] }
        """);
}
