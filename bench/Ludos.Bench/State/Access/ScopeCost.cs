using System.Diagnostics;

namespace Ludos.Bench.State.Access;

/// <summary>Nanoseconds of one call of something short: batches long enough to time, the median of them.</summary>
internal static class ScopeCost
{
    /// <summary>Until the code is compiled in full, which happens on another thread and may wait its turn.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    /// <param name="batch">Does the thing as often as it is told.</param>
    /// <returns>Sorted nanoseconds a call, one figure a batch.</returns>
    public static double[] Measure(int batches, int callsPerBatch, Action<int> batch)
    {
        for (var warm = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(warm) < WarmUp;)
        {
            batch(callsPerBatch);
        }

        var taken = new double[batches];
        for (var index = 0; index < batches; index++)
        {
            var begin = Stopwatch.GetTimestamp();
            batch(callsPerBatch);
            taken[index] = Stopwatch.GetElapsedTime(begin).TotalNanoseconds / callsPerBatch;
        }

        Array.Sort(taken);
        return taken;
    }

    public static Figure Figure(string name, double[] sorted, double atMost) =>
        new(name, sorted[sorted.Length / 2], "ns", AtMost: atMost, Spread: string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sorted[0]:0.0} to {sorted[^1]:0.0}"));
}
