using Xunit;

namespace Ludos.Cli.Tests.Distribution;

/// <summary>A game that plays is brought its next version: good ones stay, bad ones are gone, and what is installed says which.</summary>
public sealed class LiveUpdateTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void A_playing_game_is_updated_and_a_version_that_fails_is_not_gone_to_again()
    {
        using var registry = new RegistryProcess();
        using var developer = new Person();
        using var player = new Person();
        using var copy = new GameCopy("shoal");
        developer.Must("keys", "new", "shoal", "--no-passphrase");
        developer.Must("login", registry.Address, "--as", "shoal", "--enrol");
        developer.Must("publish", copy.Path);
        player.Must("login", registry.Address, "--trust", developer.Json("login", registry.Address)["fingerprint"]!.GetValue<string>());
        player.Must("install", "shoal");
        Assert.Equal(5, player.Run("update", "--live", "shoal").ExitCode);

        using var game = LiveGame.Play(player.Home, "shoal");
        Assert.Contains("newest", player.Must("update", "--live", "shoal"), StringComparison.Ordinal);

        copy.Raise("flock", "1.1.0", 400_000);
        copy.Raise("shark", "1.1.0", 1_000);
        copy.Raise("", "1.1.0", 1_000);
        developer.Must("publish", copy.Path);
        Assert.Contains("shoal 1.0.0 -> 1.1.0: plays", player.Must("update", "--live", "shoal"), StringComparison.Ordinal);
        Assert.Equal("1.1.0", player.Version("shoal"));
        Assert.Contains("1.1.0", player.Must("stats"), StringComparison.Ordinal);

        Starve(copy, "flock", "1.2.0");
        copy.Raise("", "1.2.0", 1_000);
        developer.Must("publish", copy.Path);
        var failed = player.Run("update", "--live", "shoal");
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("quarantine", failed.Error, StringComparison.Ordinal);
        Assert.Equal("1.1.0", player.Version("shoal"));
        Assert.Contains("In quarantine: shoal 1.2.0", player.Must("list"), StringComparison.Ordinal);
        Assert.Contains("newest", player.Must("update", "--live", "shoal"), StringComparison.Ordinal);
    }

    /// <summary>Raises the version of a module and leaves its unit no fuel to speak of: it compiles, and fails when it runs.</summary>
    private static void Starve(GameCopy copy, string part, string version)
    {
        copy.Raise(part, version, 1_000);
        var manifest = Path.Combine(copy.Path, part, "module.json");
        File.WriteAllText(manifest, System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(manifest), "\"fuel\": *[0-9]+", "\"fuel\": 1000"));
    }
}
