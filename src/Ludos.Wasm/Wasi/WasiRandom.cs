using System.Buffers.Binary;

namespace Ludos.Wasm.Wasi;

/// <summary>Fills a buffer with random bytes. What a host grants as randomness.</summary>
public delegate void WasiRandomSource(Span<byte> destination);

/// <summary>Randomness that repeats.</summary>
public static class WasiRandom
{
    /// <summary>The same bytes for the same seed, on every machine (SplitMix64). Not for keys. Not synchronised.</summary>
    public static WasiRandomSource Seeded(ulong seed)
    {
        var state = seed;
        return destination =>
        {
            Span<byte> word = stackalloc byte[sizeof(ulong)];
            while (destination.Length > 0)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(word, Next(ref state));
                var count = Math.Min(word.Length, destination.Length);
                word[..count].CopyTo(destination);
                destination = destination[count..];
            }
        };
    }

    private static ulong Next(ref ulong state)
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
