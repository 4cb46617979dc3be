using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Ludos.Cli.Tests;

/// <summary>docs/guide/first-game.md, step by step. The commands are read from the page, so the page cannot drift from the program.</summary>
public partial class GuideTests
{
    private static readonly TimeSpan SwapTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private static readonly string Guide = File.ReadAllText(Path.Combine(Cli.Root, "docs/guide/first-game.md"));

    [Fact]
    public void EveryCommandOfTheGuideExists()
    {
        var commands = CommandPattern().Matches(Guide).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Superset(new HashSet<string> { "new", "play", "ps", "swap", "pack", "inspect" }, commands.ToHashSet());
        Assert.All(commands, command => Assert.Equal(0, Cli.Run(command, "--help").ExitCode));
    }

    [Fact]
    public void TheGameIsMadePackedInspectedAndRepeatsItself()
    {
        using var folder = new TempFolder();
        Assert.Equal(0, Step(folder, "./ludos new game comets").ExitCode);
        Assert.Equal(0, Step(folder, "./ludos play comets --headless --frames 600 --record comets.png").ExitCode);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(folder.File("comets.png"))[..4]);
        Assert.Equal(0, Step(folder, "./ludos pack comets/comets").ExitCode);
        Assert.Contains("comet", Step(folder, "./ludos inspect comets.comets-0.1.0.gmod").Output, StringComparison.Ordinal);
        var first = Step(folder, "./ludos play comets --headless --frames 600 --hash '*' --at 600");
        var second = Step(folder, "./ludos play comets --headless --frames 600 --hash '*' --at 600");
        Assert.Matches("^600 [0-9a-f]{64}\n$", first.Output);
        Assert.Equal(first.Output, second.Output);
    }

    [ClangFact]
    public void SavingASourceSwapsItAndABrokenOneIsRolledBack()
    {
        using var folder = new TempFolder();
        Assert.Equal(0, Step(folder, "./ludos new game comets").ExitCode);
        using var game = LiveGame.Play(folder.Path, folder.File("comets"), "--watch");
        var source = folder.File("comets/comets/comets.c");
        var original = File.ReadAllText(source);
        Assert.Contains("#define GRAVITY 0.03f", original, StringComparison.Ordinal);

        File.WriteAllText(source, original.Replace("#define GRAVITY 0.03f", "#define GRAVITY 0.012f", StringComparison.Ordinal));
        Assert.Equal("promoted", NextOutcome(game, ""));

        File.WriteAllText(source, EntryPattern().Replace(original, "$0\n    if (tick % 2 == 0) __builtin_trap();"));
        Assert.Equal("rolledBack", NextOutcome(game, "promoted"));
    }

    private static CliResult Step(TempFolder folder, string line)
    {
        Assert.Contains(line, Guide, StringComparison.Ordinal);
        var words = line.Split(' ').Skip(1).Select(word => word.Trim('\'')).ToArray();
        return Cli.Run(folder.Path, folder.Path, words);
    }

    private static string NextOutcome(LiveGame game, string previous)
    {
        var outcome = previous;
        for (var waited = TimeSpan.Zero; outcome == previous && waited < SwapTimeout; waited += PollInterval)
        {
            Task.Delay(PollInterval).Wait();
            using var listed = JsonDocument.Parse(game.Ludos("ps", "--json").Output);
            var module = listed.RootElement[0].GetProperty("status").GetProperty("modules").EnumerateArray().First(each => each.GetProperty("id").GetString() == "comets.comets");
            outcome = module.GetProperty("lastSwap") is { ValueKind: JsonValueKind.Object } swap ? swap.GetProperty("outcome").GetString()! : previous;
        }

        return outcome;
    }

    [GeneratedRegex(@"\./ludos ([a-z]+)")]
    private static partial Regex CommandPattern();

    [GeneratedRegex(@"LUDOS_UNIT\(comets_tick\)\s*\{")]
    private static partial Regex EntryPattern();
}
