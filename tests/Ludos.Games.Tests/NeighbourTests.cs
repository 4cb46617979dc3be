using Xunit;

namespace Ludos.Games.Tests;

/// <summary>The flock's grid finds exactly the neighbours that comparing every pair finds.</summary>
public class NeighbourTests
{
    private const float Radius2 = 64;
    private const double LeastMeanNeighbours = 24;

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(220)]
    public void TheGridMissesNoNeighbourAndAddsNone(int ticksBefore)
    {
        using var game = new ShoalGame();
        game.Step(ticksBefore + 1);
        var before = game.Fish.ToArray();
        game.Step();
        var stats = game.Stats.ToArray();
        Parallel.For(0, before.Length, i => Assert.Equal(BruteForce(before, i), stats[i]));
    }

    [Fact]
    public void SchoolsStayCloseAndLively()
    {
        using var game = new ShoalGame();
        game.Step(60);
        double neighbours = 0;
        const int Samples = 30;
        for (var sample = 0; sample < Samples; sample++)
        {
            game.Step(10);
            neighbours += game.Stats.ToArray().Average(stats => (double)stats.Count);
        }

        Assert.True(neighbours / Samples >= LeastMeanNeighbours, $"{neighbours / Samples:F1} neighbours on average");
        var speeds = game.Fish.ToArray().Select(fish => Math.Sqrt((fish.Vx * fish.Vx) + (fish.Vy * fish.Vy))).ToList();
        Assert.InRange(speeds.Average(), 0.5, 2);
        Assert.All(game.Fish.ToArray(), fish => Assert.True(fish.X is >= 0 and < 640 && fish.Y is >= 30 and < 360));
    }

    private static FlockStats BruteForce(Fish[] fish, int i)
    {
        uint count = 0;
        ulong hash = 0;
        for (var j = 0; j < fish.Length; j++)
        {
            var dx = fish[j].X - fish[i].X;
            var dy = fish[j].Y - fish[i].Y;
            if (j != i && (dx * dx) + (dy * dy) <= Radius2)
            {
                count++;
                hash += Mix((uint)j);
            }
        }

        return new FlockStats(hash, count);
    }

    private static ulong Mix(uint index)
    {
        var z = ((ulong)index + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
