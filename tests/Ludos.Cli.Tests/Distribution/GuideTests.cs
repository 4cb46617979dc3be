using Xunit;

namespace Ludos.Cli.Tests.Distribution;

/// <summary>Every command of docs/guide/publish.md is run, in its order.</summary>
public sealed class GuideTests
{
    private const string Printed = "http://127.0.0.1:7878";

    [Fact]
    [Trait("Category", "Slow")]
    public void The_commands_of_the_guide_do_what_it_says()
    {
        var commands = File.ReadAllLines(Path.Combine(Cli.Root, "docs", "guide", "publish.md"))
            .Where(line => line.StartsWith("    ludos ", StringComparison.Ordinal))
            .Select(line => line["    ludos ".Length..])
            .ToList();

        // The registry is the one part that runs beside the others, and on a free port.
        Assert.Equal("registry init pond --data registry", commands[0]);
        Assert.Equal("registry serve --open --data registry --listen 127.0.0.1:7878", commands[1]);
        using var registry = new RegistryProcess();
        using var person = new Person();
        using var game = new GameCopy("shoal");
        var ran = new List<string>();
        foreach (var command in commands.Skip(2))
        {
            if (command == "outdated")
            {
                // Somebody publishes the next version before the player looks.
                game.Raise("", "1.1.0", 1_000);
                person.Must("publish", game.Path);
            }

            var words = command.Replace(Printed, registry.Address, StringComparison.Ordinal).Replace("games/shoal", game.Path, StringComparison.Ordinal).Split(' ').ToList();
            if (command.StartsWith("keys new", StringComparison.Ordinal))
            {
                words.Add("--no-passphrase");
            }

            var result = person.Run([.. words]);
            Assert.True(result.ExitCode == (command == "outdated" ? 1 : 0), $"ludos {command} exits {result.ExitCode}: {result.Error}");
            ran.Add(words[0]);
        }

        Assert.Equal(["keys", "login", "publish", "publish", "install", "play", "outdated", "update", "rollback", "verify", "remove", "gc"], ran);
    }
}
