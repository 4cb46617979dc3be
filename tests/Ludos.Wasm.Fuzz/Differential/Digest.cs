using System.Runtime.InteropServices;

namespace Ludos.Wasm.Fuzz.Differential;

/// <summary>A running 32-bit digest; fuzz.mjs has the same.</summary>
internal static class Digest
{
    public static uint Mix(uint hash, uint value)
    {
        var mixed = (hash ^ value) * 0x9E3779B1u;
        return mixed ^ (mixed >> 15);
    }

    public static uint MixWide(uint hash, long value) => Mix(Mix(hash, (uint)value), (uint)(value >> 32));

    public static uint MixMemory(uint hash, ReadOnlySpan<byte> memory)
    {
        var words = MemoryMarshal.Cast<byte, uint>(memory);
        hash = Mix(hash, (uint)words.Length);
        foreach (var word in words)
        {
            hash = Mix(hash, word);
        }

        return hash;
    }
}
