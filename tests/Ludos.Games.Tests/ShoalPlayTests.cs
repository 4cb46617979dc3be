using System.Runtime.InteropServices;
using Ludos.State;
using Xunit;

namespace Ludos.Games.Tests;

/// <summary>What a player of Shoal can count on.</summary>
public class ShoalPlayTests
{
    [Fact]
    public void TheSharkSwimsWhereThePadPoints()
    {
        using var game = new ShoalGame();
        game.Pad(ShoalGame.ButtonLeft);
        game.Step(120);
        Assert.True(game.Shark.X < 260, $"x = {game.Shark.X}");
        Assert.True(game.Shark.Roll < 0);
        game.Pad(ShoalGame.ButtonRight);
        game.Step(200);
        Assert.True(game.Shark.X > 300, $"x = {game.Shark.X}");
        Assert.True(game.Shark.Roll > 0);
    }

    [Fact]
    public void TheSharkFollowsThePointer()
    {
        using var game = new ShoalGame();
        game.Pointer(120, 280);
        game.Step(300);
        Assert.InRange(game.Shark.X, 60, 180);
        Assert.InRange(game.Shark.Y, 240, 320);
        Assert.Equal(2, game.World.Steering);
    }

    [Fact]
    public void APilotIsFollowedWhileWhatItSaysIsFreshAndIsAPlace()
    {
        using var game = new ShoalGame();
        using var writer = game.Regions.Single(region => region.Name == "pilot").AcquireWriter().Value;
        game.Step(1);
        Say(writer, new Pilot(120, 280, game.Helm.Tick, 1));
        game.Step(31);
        Assert.Equal((30u, 0u), (game.Helm.Piloted, game.Helm.IsPiloted));
        foreach (var nonsense in new[] { new Pilot(float.NaN, 280, 32, 1), new Pilot(120, float.PositiveInfinity, 32, 1), new Pilot(120, -1e30f, 32, 1), new Pilot(120, 280, 1_000, 1), new Pilot(120, 280, int.MinValue, 1), new Pilot(120, 280, 32, 0) })
        {
            Say(writer, nonsense);
            game.Step();
            Assert.Equal((30u, 0u), (game.Helm.Piloted, game.Helm.IsPiloted));
        }

        for (var tick = 0; tick < 300; tick++)
        {
            Say(writer, new Pilot(120, 280, game.Helm.Tick, 1));
            game.Step();
        }

        Assert.InRange(game.Shark.X, 60, 180);
        Assert.InRange(game.Shark.Y, 240, 320);
    }

    [Fact]
    public void LeftAloneTheSharkHuntsAndFeeds()
    {
        using var game = new ShoalGame();
        game.Step(600);
        Assert.Equal(0, game.World.Steering);
        Assert.True(game.World.Eaten > 0);
        Assert.True(game.World.Fed > 0);
    }

    [Fact]
    public void AButtonDropsFoodOnceAPress()
    {
        using var game = new ShoalGame();
        game.Step();
        game.Pad(ShoalGame.ButtonFeed);
        game.Step(10);
        Assert.Equal(10u, game.World.Dropped);
        game.Pad(0);
        game.Step(2);
        game.Pad(ShoalGame.ButtonFeed);
        game.Step();
        Assert.Equal(20u, game.World.Dropped);
    }

    [Fact]
    public void EveryFishEatenComesBackAtASide()
    {
        using var game = new ShoalGame();
        game.Step();
        for (var tick = 0; tick < 240; tick++)
        {
            var eatenBefore = game.World.Eaten;
            var before = game.Fish.ToArray();
            game.Step();
            var jumped = game.Fish.ToArray().Where((fish, id) => Math.Abs(fish.X - before[id].X) > 30).ToList();
            Assert.All(jumped, fish => Assert.True(fish.X is <= 3 or >= 637));
            Assert.True(game.World.Eaten - eatenBefore >= jumped.Count);
        }

        Assert.True(game.World.Eaten > 0);
    }

    [Fact]
    public void TheHoursGoBy()
    {
        using var game = new ShoalGame();
        game.Step(1);
        Assert.Equal(9, game.World.Hour, 0.1);
        game.Step(300);
        Assert.Equal(10, game.World.Hour, 0.1);
    }

    [Fact]
    public void TheNeonModPaintsThePaletteAndTouchesNothingElse()
    {
        using var plain = new ShoalGame();
        using var neon = new ShoalGame("neon");
        plain.Step(60);
        neon.Step(60);
        Assert.True(plain.Fish.SequenceEqual(neon.Fish));
        Assert.Equal(plain.World, neon.World);
        Assert.False(plain.Palette.SequenceEqual(neon.Palette));
        var first = neon.Palette.ToArray();
        neon.Step(60);
        Assert.NotEqual(first, neon.Palette.ToArray());
    }

    private static void Say(RegionWriter writer, Pilot said)
    {
        using var scope = writer.Begin(WriteMode.Replace);
        MemoryMarshal.Write(scope.Bytes, said);
        _ = scope.Publish();
    }
}
