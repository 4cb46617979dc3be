namespace Ludos.Store;

/// <summary>A cheap guess whether compressing is a waste: the order-0 entropy of samples taken across the content.</summary>
internal static class Entropy
{
    private const int Samples = 16;
    private const int SampleBytes = 256;

    /// <summary>Bits a byte above which a sample counts as random. 4,096 random bytes show about 7.95.</summary>
    private const double RandomBits = 7.9;

    internal static bool LooksIncompressible(ReadOnlySpan<byte> content)
    {
        if (content.Length < Samples * SampleBytes)
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

        return BitsPerByte(counts, Samples * SampleBytes) > RandomBits;
    }

    private static double BitsPerByte(ReadOnlySpan<int> counts, int total)
    {
        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
            {
                bits -= count * Math.Log2((double)count / total);
            }
        }

        return bits / total;
    }
}
