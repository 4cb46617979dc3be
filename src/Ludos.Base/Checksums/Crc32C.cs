using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Arm = System.Runtime.Intrinsics.Arm.Crc32;
using X86 = System.Runtime.Intrinsics.X86.Sse42;

namespace Ludos.Base.Checksums;

/// <summary>
/// CRC-32C (Castagnoli, reflected, as in RFC 3720): it finds damage, not forgery. By the processor's own instruction where it has one, by tables elsewhere;
/// the value is the same. Allocates nothing after its first use. Thread-safe.
/// </summary>
public static class Crc32C
{
    /// <summary>The instruction's result comes three cycles later, but one can start every cycle: long input runs as three streams of this many bytes.</summary>
    private const int StreamBytes = 1024;

    /// <summary>The checksum of <paramref name="bytes"/>; 0 for none.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of what <paramref name="checksum"/> was of, followed by <paramref name="bytes"/>.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes) =>
        X86.X64.IsSupported || Arm.Arm64.IsSupported ? ~Hardware(~checksum, bytes) : AppendByTable(checksum, bytes);

    /// <summary>The same, without the processor's instruction.</summary>
    internal static uint AppendByTable(uint checksum, ReadOnlySpan<byte> bytes) => ~Crc32CTables.Run(~checksum, bytes);

    private static uint Hardware(uint state, ReadOnlySpan<byte> bytes)
    {
        ref var at = ref MemoryMarshal.GetReference(bytes);
        var left = (nuint)bytes.Length;
        for (; left >= 3 * StreamBytes; left -= 3 * StreamBytes)
        {
            state = ThreeStreams(state, ref at);
            at = ref Unsafe.Add(ref at, 3 * StreamBytes);
        }

        for (; left >= sizeof(ulong); left -= sizeof(ulong))
        {
            state = Step(state, Unsafe.ReadUnaligned<ulong>(ref at));
            at = ref Unsafe.Add(ref at, sizeof(ulong));
        }

        for (; left > 0; left--)
        {
            state = X86.IsSupported ? X86.Crc32(state, at) : Arm.ComputeCrc32C(state, at);
            at = ref Unsafe.Add(ref at, 1);
        }

        return state;
    }

    private static uint ThreeStreams(uint state, ref byte at)
    {
        var (second, third) = (0U, 0U);
        for (nuint offset = 0; offset < StreamBytes; offset += sizeof(ulong))
        {
            state = Step(state, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, offset)));
            second = Step(second, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, offset + StreamBytes)));
            third = Step(third, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, offset + (2 * StreamBytes))));
        }

        // A stream's state moves behind the next one's bytes as if those were zeroes; what they are was counted from state 0, and the two add up.
        return Skip.Zeroes(Skip.Zeroes(state) ^ second) ^ third;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Step(uint state, ulong word) => X86.X64.IsSupported ? (uint)X86.X64.Crc32(state, word) : Arm.Arm64.ComputeCrc32C(state, word);

    /// <summary>What <see cref="StreamBytes"/> zero bytes do to a state: a linear map, so four look-ups, one for each byte of the state.</summary>
    private static class Skip
    {
        private const int Bits = 32;
        private const int PerByte = 256;

        private static readonly uint[] Table = Make();

        internal static uint Zeroes(uint state) =>
            Table[(byte)state] ^ Table[PerByte + (byte)(state >> 8)] ^ Table[(2 * PerByte) + (byte)(state >> 16)] ^ Table[(3 * PerByte) + (state >> 24)];

        private static uint[] Make()
        {
            var table = new uint[4 * PerByte];
            Span<byte> zeroes = stackalloc byte[StreamBytes];
            zeroes.Clear();
            for (var bit = 0; bit < Bits; bit++)
            {
                var image = Crc32CTables.Run(1U << bit, zeroes);
                for (var value = 0; value < PerByte; value++)
                {
                    table[(bit / 8 * PerByte) + value] ^= (value >> (bit % 8) & 1) != 0 ? image : 0;
                }
            }

            return table;
        }
    }
}
