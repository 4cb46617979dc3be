using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Ludos.Cli.Tests;

/// <summary>A game that is killed between two instructions is told of afterwards; one that closes leaves nothing.</summary>
public class CrashTests
{
    private const string Game = "games/glowworm/glowworm.wasm";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void AKilledGameIsReportedByTheNextOne()
    {
        using var folder = new TempFolder();
        var markers = Path.Combine(folder.Path, "marks.txt");
        Assert.Contains("No game was lost.", Cli.RunIn(Cli.Root, folder.Path, "crash").Output, StringComparison.Ordinal);
        using (var game = Cli.Start(Cli.Root, folder.Path, "play", Game, "--headless", "--realtime", "--frames", "100000", "--markers", markers))
        {
            Assert.True(SpinWait.SpinUntil(() => File.Exists(markers) && File.ReadAllText(markers).Contains("LUDOS-MARK READY", StringComparison.Ordinal), Patience));
            game.Kill(entireProcessTree: true);
            Assert.True(game.WaitForExit(Patience));
        }

        using var report = JsonDocument.Parse(Cli.RunIn(Cli.Root, folder.Path, "crash", "--json").Output);
        var root = report.RootElement.GetProperty("report");
        Assert.Equal("glowworm", root.GetProperty("game").GetString());
        Assert.True(root.GetProperty("isLost").GetBoolean());
        Assert.Equal(root.GetProperty("tick").GetInt64(), root.GetProperty("counters").GetProperty("ticks").GetInt64());
        Assert.Contains(root.GetProperty("lines").EnumerateArray(), line => line.GetProperty("text").GetString()!.StartsWith("LUDOS-MARK READY", StringComparison.Ordinal));
        Assert.Contains("ended without closing", Cli.RunIn(Cli.Root, folder.Path, "crash").Output, StringComparison.Ordinal);
        using var next = LiveGame.Play(folder.Path, Game);
        Assert.Equal(0, next.Ludos("stop").ExitCode);
        Assert.True(next.Process.WaitForExit(Patience));
        Assert.Contains("'ludos crash' shows", next.Process.StandardError.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void AGameThatClosesLeavesNoBoxAndCountsWhileItRuns()
    {
        using var folder = new TempFolder();
        using (var game = LiveGame.Play(folder.Path, Game))
        {
            using var stats = JsonDocument.Parse(game.Ludos("stats", "--json").Output);
            Assert.Equal("glowworm", stats.RootElement.GetProperty("game").GetString());
            Assert.True(stats.RootElement.GetProperty("counters").GetProperty("markers").GetInt64() >= 1);
            Assert.Equal(0, game.Ludos("stop").ExitCode);
            Assert.True(game.Process.WaitForExit(Patience));
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder.Path, "data", "boxes")));
    }

    [Fact]
    public void AFileThatIsNoBoxIsRefused()
    {
        var result = Cli.Run("crash", "README.md");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("README.md", result.Error, StringComparison.Ordinal);
    }
}
