using Xunit;

namespace Ludos.Runtime.Tests;

/// <summary>Feeds a parser its past failures, then many small damages of a good input. The same bytes on every machine.</summary>
internal static class Mutations
{
    private const int Rounds = 4_000;
    private const int MaxDamages = 6;

    /// <param name="corpus">Folder under Corpus/ that holds the past failures.</param>
    public static void Run(byte[] good, string corpus, Action<byte[]> parse)
    {
        var failures = Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "Ludos.Runtime.Tests", "Corpus", corpus));
        Assert.NotEmpty(failures);
        foreach (var file in failures.Order(StringComparer.Ordinal))
        {
            parse(File.ReadAllBytes(file));
        }

        var state = 0x9E3779B97F4A7C15UL;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = good.ToList();
            for (var damage = 0; damage <= (int)(Next(ref state) % MaxDamages) && bytes.Count > 0; damage++)
            {
                Damage(bytes, ref state);
            }

            parse([.. bytes]);
        }
    }

    private static void Damage(List<byte> bytes, ref ulong state)
    {
        var at = (int)(Next(ref state) % (ulong)bytes.Count);
        switch (Next(ref state) % 4)
        {
            case 0: bytes[at] = (byte)Next(ref state); break;
            case 1: bytes.RemoveAt(at); break;
            case 2: bytes.Insert(at, "\"{}[],:0-9e.\\u\n\0"u8[(int)(Next(ref state) % 16)]); break;
            default: bytes.RemoveRange(at, Math.Min(bytes.Count - at, (int)(Next(ref state) % 8))); break;
        }
    }

    private static ulong Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state;
    }
}
