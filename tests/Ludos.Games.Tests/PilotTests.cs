using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ludos.Platform.Processes;
using Ludos.State;
using Xunit;

namespace Ludos.Games.Tests;

/// <summary>A program in C attaches to a live Shoal and steers the shark, if the player grants it; where the shark goes is read by a third process, this one.</summary>
public sealed class PilotTests : IDisposable
{
    private const float Near = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();
    private readonly LudosCommand _ludos;

    public PilotTests() => _ludos = new LudosCommand(_folder.Root);

    public void Dispose() => _folder.Dispose();

    [CompilerFact]
    public void TheSharkGoesWhereThePilotSaysAndAKilledPilotHasAnHeir()
    {
        var program = BuildPilot();
        using var game = _ludos.Play("play", Checkout.PathOf("games/shoal"), "--no-open", "--grant", "pilot");
        game.Await("Playing Shoal");
        using var arena = Arena.Attach(SocketOf("Shoal"), AttachOptions.Default).Value;
        Await(() => Helm(arena).Tick > 30, "the game ticks");
        Assert.Equal((0u, 0u), (Helm(arena).Piloted, Helm(arena).IsPiloted));

        using (var first = Pilot(program, "shoal", "--goal", "100", "300"))
        {
            first.Await("Steering the shark of shoal.");
            Await(() => DistanceTo(arena, 100, 300) < Near, "the shark is where the first pilot wants it");

            using var second = Pilot(program, "shoal", "--goal", "540", "120");
            second.Await("Region 'pilot' is being written by");
            Assert.Equal(3, second.WaitForExit());
        }

        var tick = Helm(arena).Tick;
        Await(() => Helm(arena).Tick > tick + 40 && Helm(arena).IsPiloted == 0, "the game goes on, and no longer hears the pilot that was killed");

        using var heir = Pilot(program, "shoal", "--goal", "540", "120", "--seconds", "30");
        heir.Await("Steering the shark of shoal.");
        Await(() => DistanceTo(arena, 540, 120) < Near, "the shark is where the heir wants it");
        Assert.True(Helm(arena).Piloted > 60);
        Stop();
        Assert.Equal(0, game.WaitForExit());
        heir.Await("The game has ended.");
        Assert.Equal(4, heir.WaitForExit());
    }

    [CompilerFact]
    public void WithoutAGrantThePilotIsRefusedAndToldHow()
    {
        var program = BuildPilot();
        using var game = _ludos.Play("play", Checkout.PathOf("games/shoal"), "--no-open");
        game.Await("Playing Shoal");
        using (var refused = Pilot(program, "Shoal"))
        {
            refused.Await("The player did not grant region 'pilot'");
            refused.Await("Start the game with --grant pilot.");
            Assert.Equal(3, refused.WaitForExit());
        }

        using (var lost = Pilot(program, "frogger"))
        {
            lost.Await("No game 'frogger' runs (1 in ");
            Assert.Equal(3, lost.WaitForExit());
        }

        Stop();
        Assert.Equal(0, game.WaitForExit());
    }

    [Fact]
    public void AGrantOfARegionThatUnitsWriteIsRefused()
    {
        var refused = _ludos.Run("play", Checkout.PathOf("games/shoal"), "--no-open", "--grant", "fish");
        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("Region 'fish' is written by shoal.flock", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Those that can be granted are pilot.", refused.Error, StringComparison.Ordinal);
    }

    private string BuildPilot()
    {
        var build = CCompiler.Run(Checkout.PathOf("sdk/c/build.sh"), _folder.PathOf("c"));
        Assert.True(build.ExitCode == 0, build.Error);
        return _folder.PathOf("c/pilot");
    }

    private RunningPlay Pilot(string program, params string[] arguments) =>
        new(ChildProcess.Start(program, arguments, ChildStreams.Piped, _folder.Root, new Dictionary<string, string?> { ["LUDOS_HOME"] = _folder.Root }).Value);

    private void Stop() => Assert.Equal(0, _ludos.Run("stop").ExitCode);

    /// <summary>The arena's socket, as ps tells it to people and to programs.</summary>
    private string SocketOf(string game)
    {
        var status = JsonDocument.Parse(_ludos.Run("ps", "--json").Output).RootElement.EnumerateArray().Single(row => row.GetProperty("status").GetProperty("name").GetString() == game);
        var socket = status.GetProperty("status").GetProperty("arena").GetString()!;
        Assert.Contains(Path.GetFileName(socket), _ludos.Run("ps").Output, StringComparison.Ordinal);
        return socket;
    }

    private static float DistanceTo(Arena arena, float x, float y)
    {
        var shark = Read<Shark>(arena, "shark");
        return MathF.Sqrt(((shark.X - x) * (shark.X - x)) + ((shark.Y - y) * (shark.Y - y)));
    }

    private static Helm Helm(Arena arena) => Read<Helm>(arena, "helm");

    private static T Read<T>(Arena arena, string name)
        where T : unmanaged
    {
        using var reader = arena.Find(name).Value.OpenReader();
        while (true)
        {
            var scope = reader.Pin();
            var element = MemoryMarshal.Read<T>(scope.Bytes);
            if (scope.Close() == ReadOutcome.Ok)
            {
                return element;
            }
        }
    }

    private static void Await(Func<bool> isSo, string what)
    {
        var since = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(since.Elapsed < Patience, $"In vain: {what}.");
            Thread.Sleep(20);
        }
    }
}
