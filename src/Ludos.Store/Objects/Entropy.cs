namespace Ludos.Store;

/// <summary>A cheap guess whether compressing is a waste: the order-0 entropy of samples taken across the content.</summary>
internal static class Entropy
{
    private const int Samples = 16;
    private const int SampleBytes = 128;

    /// <summary>Bits a byte above which a sample counts as random. 2,048 random bytes show about 7.91.</summary>
    private const double RandomBits = 7.8;

    private const int Total = Samples * SampleBytes;

    /// <summary>n log2 n for every count there can be.</summary>
    private static readonly double[] Weighted = [.. Enumerable.Range(0, Total + 1).Select(count => count == 0 ? 0 : count * Math.Log2(count))];

    internal static bool LooksIncompressible(ReadOnlySpan<byte> content)
    {
        if (content.Length < Total)
        {
            return false;
        }

        Span<int> counts = stackalloc int[256];
        counts.Clear();
        var step = (content.Length - SampleBytes) / (Samples - 1);
        for (var sample = 0; sample < Samples; sample++)
        {
            foreach (var value in content.Slice(sample * step, SampleBytes))
            {
                counts[value]++;
            }
        }

        var sum = 0.0;
        foreach (var count in counts)
        {
            sum += Weighted[count];
        }

        return Math.Log2(Total) - (sum / Total) > RandomBits;
    }
}
