using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Ludos.State;

namespace Ludos.Bench.Tick;

/// <summary>An element of shoal's region <c>fish</c>; games/shoal/README.md has its layout.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Fish
{
    public float X, Y, VelocityX, VelocityY;
    public byte Species, Depth, Fear, Tail;
}

/// <summary>An element of shoal's region <c>flockstats</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FlockStats
{
    public ulong Hash;
    public uint Count;
    public uint Padding;
}

/// <summary>Every fish against every other, in single precision and in the order that shoal documents.</summary>
internal static class Neighbours
{
    public const string FishRegion = "fish";
    public const string StatsRegion = "flockstats";

    private const float RadiusSquared = 64;

    public static double Average(Region stats)
    {
        var sum = 0L;
        var all = MemoryMarshal.Cast<byte, FlockStats>(stats.Front);
        foreach (ref readonly var entry in all)
        {
            sum += entry.Count;
        }

        return sum / (double)all.Length;
    }

    /// <param name="before">The fish before the tick that made <paramref name="stats"/>.</param>
    public static string? FirstDifference(Fish[] before, Region stats)
    {
        var x = before.Select(fish => fish.X).ToArray();
        var y = before.Select(fish => fish.Y).ToArray();
        var found = stats.Front.ToArray();
        string? difference = null;
        Parallel.For(0, before.Length, (fish, loop) =>
        {
            var (count, hash) = BruteForce(x, y, fish);
            var entry = MemoryMarshal.Cast<byte, FlockStats>(found)[fish];
            if (entry.Count != count || entry.Hash != hash)
            {
                Interlocked.CompareExchange(ref difference, string.Create(CultureInfo.InvariantCulture, $"fish {fish} has {entry.Count} neighbours, brute force finds {count}"), null);
                loop.Stop();
            }
        });
        return difference;
    }

    private static (uint Count, ulong Hash) BruteForce(float[] x, float[] y, int fish)
    {
        var count = 0u;
        var hash = 0UL;
        var ownX = new Vector<float>(x[fish]);
        var ownY = new Vector<float>(y[fish]);
        var radius = new Vector<float>(RadiusSquared);
        var other = 0;
        for (; other <= x.Length - Vector<float>.Count; other += Vector<float>.Count)
        {
            var dx = new Vector<float>(x, other) - ownX;
            var dy = new Vector<float>(y, other) - ownY;
            if (Vector.LessThanOrEqualAny((dx * dx) + (dy * dy), radius))
            {
                Scalar(other, other + Vector<float>.Count);
            }
        }

        Scalar(other, x.Length);
        return (count, hash);

        void Scalar(int from, int to)
        {
            for (var index = from; index < to; index++)
            {
                var dx = x[index] - x[fish];
                var dy = y[index] - y[fish];
                if (index != fish && (dx * dx) + (dy * dy) <= RadiusSquared)
                {
                    count++;
                    hash += Mix((uint)index);
                }
            }
        }
    }

    private static ulong Mix(uint fish)
    {
        var z = (fish + 1UL) * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
