using System.Text.RegularExpressions;
using Xunit;

namespace Ludos.Cli.Tests.Distribution;

/// <summary>The whole way through the built program, with a registry in a process of its own: key, login, publish, install, play, update, rollback, remove, gc.</summary>
public sealed class JourneyTests
{
    private static readonly string[] Frames = ["--headless", "--frames", "30", "--hash", "fish", "--at", "30"];

    [Fact]
    public void A_game_goes_from_its_developer_to_a_player_and_on()
    {
        using var registry = new RegistryProcess();
        using var developer = new Person();
        using var player = new Person();
        using var game = new GameCopy("shoal");
        developer.Must("keys", "new", "shoal", "--no-passphrase");
        developer.Must("login", registry.Address, "--as", "shoal", "--enrol");
        Assert.Equal(["shoal.shark 1.0.0", "shoal.flock 1.0.0", "shoal.view 1.0.0", "shoal.neon 1.0.0", "shoal 1.0.0"], Published(developer.Must("publish", game.Path)));
        Assert.DoesNotContain("Published", developer.Must("publish", game.Path), StringComparison.Ordinal);

        // Careful people compare the fingerprint; a wrong one is refused.
        var fingerprint = developer.Json("login", registry.Address)["fingerprint"]!.GetValue<string>();
        Assert.Equal(4, player.Run("login", registry.Address, "--trust", new string('0', 64)).ExitCode);
        player.Must("login", registry.Address, "--trust", fingerprint);
        Assert.Contains("shoal.flock", player.Must("search", "flock"), StringComparison.Ordinal);
        player.Must("install", "shoal");
        Assert.Equal("1.0.0", player.Version("shoal"));
        Assert.Contains("you asked for shoal", player.Must("why", "shoal.flock"), StringComparison.Ordinal);
        Assert.Equal(4, Regex.Count(player.Must("verify"), "whole and signed by shoal"));

        // What was installed plays as what was published.
        var installed = player.Must(["play", "shoal", .. Frames]);
        Assert.Equal(player.Must(["play", game.Path, .. Frames]), installed);
        Assert.NotEmpty(installed);

        game.Raise("flock", "1.1.0", 400_000);
        game.Raise("", "1.1.0", 1_000);
        Assert.Equal(["shoal.flock 1.1.0", "shoal 1.1.0"], Published(developer.Must("publish", game.Path)));
        var outdated = player.Run("outdated");
        Assert.Equal(1, outdated.ExitCode);
        Assert.Matches(@"shoal\.flock +1\.0\.0 +1\.1\.0", outdated.Output);
        Assert.Equal(1, player.Run("update", "--check").ExitCode);
        player.Must("update");
        Assert.Equal("1.1.0", player.Version("shoal"));
        Assert.Equal(0, player.Run("outdated").ExitCode);
        Assert.Equal(installed, player.Must(["play", "shoal", .. Frames]));

        player.Must("rollback", "shoal");
        Assert.Equal("1.0.0", player.Version("shoal"));
        Assert.Equal(installed, player.Must(["play", "shoal", .. Frames]));
        player.Must("remove", "shoal");
        Assert.Equal(4, player.Run("play", "shoal", "--headless").ExitCode);
        Assert.Equal(0, player.Json("gc")["storedBytes"]!.GetValue<long>());
    }

    [Fact]
    public void A_published_file_is_verified_with_its_bundle()
    {
        using var registry = new RegistryProcess();
        using var developer = new Person();
        using var folder = new TempFolder();
        developer.Must("keys", "new", "shoal", "--no-passphrase");
        developer.Must("login", registry.Address, "--as", "shoal", "--enrol");
        developer.Must("pack", Path.Combine(Cli.Root, "games", "shoal", "shark"), "-o", folder.File("shark.gmod"));
        Assert.Equal(4, developer.Run("verify", folder.File("shark.gmod")).ExitCode);
        developer.Must("publish", folder.File("shark.gmod"));

        // A player who knows the registry, offline: revocations came with the last look.
        using var player = new Person();
        player.Must("install", "shoal.shark", "--registry", registry.Address);
        Assert.Contains("signed by shoal", player.Must("verify", folder.File("shark.gmod"), "--registry", registry.Address), StringComparison.Ordinal);
        var bytes = File.ReadAllBytes(folder.File("shark.gmod"));
        bytes[^1] ^= 1;
        File.WriteAllBytes(folder.File("shark.gmod"), bytes);
        Assert.Equal(4, player.Run("verify", folder.File("shark.gmod"), "--registry", registry.Address).ExitCode);
    }

    [Fact]
    public void Wrong_wishes_are_refused_by_name()
    {
        using var person = new Person();
        Assert.Equal(2, person.Run("install", "Shoal!").ExitCode);
        Assert.Equal(2, person.Run("login", "ftp://registry").ExitCode);
        Assert.Equal(2, person.Run("search", "--take", "0").ExitCode);
        Assert.Equal(4, person.Run("install", "shoal").ExitCode);
        Assert.Equal(4, person.Run("rollback", "shoal").ExitCode);
        Assert.Equal(4, person.Run("remove", "shoal").ExitCode);
        Assert.Equal(4, person.Run("why", "shoal").ExitCode);
        Assert.Equal(4, person.Run("publish", person.Home).ExitCode);
        Assert.Contains("cannot be reached", person.Run("install", "shoal", "--registry", "http://127.0.0.1:9").Error, StringComparison.Ordinal);
        Assert.Contains("Nothing is installed", person.Must("list"), StringComparison.Ordinal);
    }

    private static string[] Published(string output) => [.. Regex.Matches(output, @"Published (\S+ \S+)").Select(match => match.Groups[1].Value)];
}
