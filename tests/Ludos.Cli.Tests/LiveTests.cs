using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Ludos.Cli.Tests;

/// <summary>Commands against a running game: ps, swap, roll back, stop, signals, ports, leftovers.</summary>
public class LiveTests
{
    private const string Shoal = "games/shoal";
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(10);

    [Fact]
    public void ARunningGameIsListedSwappedRolledBackAndStopped()
    {
        using var folder = new TempFolder();
        using var game = LiveGame.Play(folder.Path, Shoal);
        using (var listed = JsonDocument.Parse(game.Ludos("ps", "--json").Output))
        {
            var only = Assert.Single(listed.RootElement.EnumerateArray());
            Assert.Equal(game.Process.Id, only.GetProperty("pid").GetInt32());
            Assert.Equal("shoal", only.GetProperty("status").GetProperty("id").GetString());
        }

        var swapped = game.Ludos("swap", "shoal.flock", Path.Combine(Shoal, "flock"), "--json");
        Assert.True(swapped.ExitCode == 0, swapped.Output + swapped.Error);
        using (var report = JsonDocument.Parse(swapped.Output))
        {
            Assert.Equal("promoted", report.RootElement.GetProperty("outcome").GetString());
            Assert.True(report.RootElement.GetProperty("flipTick").GetInt64() >= 0);
        }

        var back = game.Ludos("swap", "shoal.flock", "--back");
        Assert.True(back.ExitCode == 0, back.Error);
        Assert.Equal(0, game.Ludos("stop").ExitCode);
        Assert.True(game.Process.WaitForExit(EndTimeout));
        Assert.Equal(0, game.Process.ExitCode);
        Assert.Empty(Leftovers(folder.Path));
    }

    [Fact]
    public void ARunningGameGoesBackOnAndTheOtherWay()
    {
        using var folder = new TempFolder();
        using var game = LiveGame.Play(folder.Path, Shoal);
        var held = Position(game, "--pause").Tick;
        var end = Position(game, "--step", "30").Tick;
        Assert.Equal(held + 30, end);
        Assert.Equal((10, end, "main"), Position(game, "--to", "10"));
        Assert.Equal((9, end, "main"), Position(game, "shoal", "--step", "-1"));
        Assert.Contains($"paused at tick 9 of main, which is kept from 0 to {end}.", game.Ludos("timeline").Output, StringComparison.Ordinal);
        Assert.Equal((9, 9, "bold"), Position(game, "--branch", "bold"));
        Assert.Equal((12, 12, "bold"), Position(game, "--step", "3"));
        Assert.Equal((end, end, "main"), Position(game, "--branch", "main"));
        var listed = game.Ludos("timeline", $"{game.Process.Id}", "--list").Output;
        Assert.Matches(@"bold +main at 9 +9 to 12", listed);

        var refused = game.Ludos("timeline", "--to", "999999");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("999999", refused.Error, StringComparison.Ordinal);
        Assert.Contains($"0 to {end}", refused.Error, StringComparison.Ordinal);
        Assert.Equal(5, game.Ludos("timeline", "whale", "--pause").ExitCode);
        Assert.Equal(0, game.Ludos("timeline", "--resume").ExitCode);
        Assert.Equal(0, game.Ludos("stop").ExitCode);

        static (long Tick, long LastTick, string Branch) Position(LiveGame game, params string[] arguments)
        {
            var answer = game.Ludos(["timeline", .. arguments, "--json"]);
            Assert.True(answer.ExitCode == 0, answer.Error);
            using var document = JsonDocument.Parse(answer.Output);
            var root = document.RootElement;
            return (root.GetProperty("tick").GetInt64(), root.GetProperty("lastTick").GetInt64(), root.GetProperty("branch").GetString()!);
        }
    }

    [Fact]
    public void AModuleThatIsNoneAndAFaultyModuleLeaveTheGameRunning()
    {
        using var folder = new TempFolder();
        using var game = LiveGame.Play(folder.Path, Shoal);
        var unknown = game.Ludos("swap", "shoal.whale", Path.Combine(Shoal, "flock"));
        Assert.NotEqual(0, unknown.ExitCode);
        Assert.Contains("shoal.whale", unknown.Error, StringComparison.Ordinal);
        var other = game.Ludos("swap", "shoal.flock", Path.Combine(Shoal, "view"));
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("refused", other.Error, StringComparison.Ordinal);
        using var status = JsonDocument.Parse(game.Ludos("ps", "--json").Output);
        Assert.NotEqual("crashed", status.RootElement[0].GetProperty("status").GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("-INT", 130)]
    [InlineData("-TERM", 143)]
    public void SignalsLeaveNothingBehind(string signal, int exitCode)
    {
        using var folder = new TempFolder();
        using var game = LiveGame.Play(folder.Path, Shoal);
        using (var kill = Process.Start("kill", [signal, $"{game.Process.Id}"]))
        {
            kill.WaitForExit();
        }

        Assert.True(game.Process.WaitForExit(EndTimeout));
        Assert.Equal(exitCode, game.Process.ExitCode);
        Assert.Empty(Leftovers(folder.Path));
    }

    [Fact]
    public void AKilledGameDoesNotHauntTheNext()
    {
        using var folder = new TempFolder();
        using (var game = LiveGame.Play(folder.Path, Shoal))
        {
            game.Process.Kill();
            game.Process.WaitForExit();
        }

        Assert.NotEmpty(Leftovers(folder.Path));
        Assert.Equal("No game is running.\n", Cli.RunIn(Cli.Root, folder.Path, "ps").Output);
        Assert.Empty(Leftovers(folder.Path));
        using var next = LiveGame.Play(folder.Path, Shoal);
        Assert.Equal(0, next.Ludos("stop").ExitCode);
    }

    [Fact]
    public void TwoGamesOnOnePortIsAnErrorThatNamesThePort()
    {
        using var folder = new TempFolder();
        using var first = LiveGame.Play(folder.Path, Shoal);
        var port = new Uri(first.Address).Port;
        var second = Cli.RunIn(Cli.Root, folder.Path, "play", Shoal, "--no-open", "--port", $"{port}");
        Assert.Equal(5, second.ExitCode);
        Assert.Contains($"{port}", second.Error, StringComparison.Ordinal);
        Assert.Contains("--port", second.Error, StringComparison.Ordinal);
        Assert.Equal(0, first.Ludos("stop").ExitCode);
    }

    private static IEnumerable<string> Leftovers(string home)
    {
        var run = Path.Combine(home, "run");
        return Directory.Exists(run) ? Directory.EnumerateFileSystemEntries(run) : [];
    }
}
