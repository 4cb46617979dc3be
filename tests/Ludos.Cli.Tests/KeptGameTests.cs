using System.Text.Json;
using Xunit;

namespace Ludos.Cli.Tests;

/// <summary>A live game that is journalled and recorded: killed, it goes on where it was; stopped, its recording replays.</summary>
public class KeptGameTests
{
    private const string Game = "games/brickwell/brickwell.wasm";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void AKilledGameGoesOnFromItsJournal()
    {
        using var folder = new TempFolder();
        var journal = Path.Combine(folder.Path, "world");
        using (var game = LiveGame.Play(folder.Path, Game, "--journal", journal))
        {
            Assert.Equal(0, game.Ludos("timeline", "--step", "40").ExitCode);
            game.Process.Kill(entireProcessTree: true);
            Assert.True(game.Process.WaitForExit(Patience));
        }

        using var resumed = LiveGame.Start(folder.Path, "resume", journal);
        using var listed = JsonDocument.Parse(resumed.Ludos("ps", "--json").Output);
        Assert.True(listed.RootElement[0].GetProperty("status").GetProperty("tick").GetInt64() >= 1);
        Assert.Equal(0, resumed.Ludos("stop").ExitCode);
        Assert.True(resumed.Process.WaitForExit(Patience));
    }

    [Fact]
    public void ALiveGamesRecordingReplays()
    {
        using var folder = new TempFolder();
        var recording = Path.Combine(folder.Path, "run.lrec");
        using (var game = LiveGame.Play(folder.Path, Game, "--record", recording))
        {
            Assert.Equal(0, game.Ludos("timeline", "--step", "30").ExitCode);
            Assert.Equal(0, game.Ludos("stop").ExitCode);
            Assert.True(game.Process.WaitForExit(Patience));
        }

        var replay = Cli.RunIn(Cli.Root, folder.Path, "replay", recording, "--json");
        Assert.True(replay.ExitCode == 0, replay.Error);
        using var report = JsonDocument.Parse(replay.Output);
        Assert.True(report.RootElement.GetProperty("steps").GetInt64() >= 30, replay.Output);
    }
}
