using System.Globalization;

namespace Ludos.Bench.Wasm;

/// <summary>Middle and ends of sorted figures.</summary>
internal static class Spread
{
    public static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    public static double MedianOf(double[] unsorted) => Median([.. unsorted.Order()]);

    public static string Ends(double[] sorted) => string.Create(CultureInfo.InvariantCulture, $"{sorted[0]:0.00} to {sorted[^1]:0.00}");

    public static double GeometricMean(IEnumerable<double> values) => Math.Exp(values.Average(Math.Log));
}
