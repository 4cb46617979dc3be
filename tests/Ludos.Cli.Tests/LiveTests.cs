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
