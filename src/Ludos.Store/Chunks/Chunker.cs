using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ludos.Store;

/// <summary>
/// Cuts content where the content says (FastCDC: a gear hash, normalised), so that an insertion moves the cuts near it and no others. The same bytes
/// are cut alike on every machine. Thread-safe.
/// </summary>
public static class Chunker
{
    /// <summary>No chunk but a file's last is smaller.</summary>
    public const int MinBytes = 16 * 1024;

    /// <summary>Before this a cut is unlikely, after it likely. A file of no more bytes is one chunk.</summary>
    public const int AverageBytes = 64 * 1024;

    /// <summary>No chunk is larger.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Bits of the hash that must be zero for a cut before and after <see cref="AverageBytes"/>: two more and two fewer than its logarithm.</summary>
    private const int StrictBits = 18;
    private const int LooseBits = 14;

    private const ulong StrictBound = 1UL << (64 - StrictBits);
    private const ulong LooseBound = 1UL << (64 - LooseBits);

    /// <summary>Length of the first chunk of what is left of a file; 0 for nothing.</summary>
    public static int NextCut(ReadOnlySpan<byte> rest)
    {
        var end = Math.Min(rest.Length, MaxBytes);
        if (end <= MinBytes)
        {
            return end;
        }

        ref var at = ref MemoryMarshal.GetReference(rest);
        ref var gear = ref MemoryMarshal.GetArrayDataReference(GearTable.Values);
        var hash = 0UL;
        var place = Scan(ref at, ref gear, MinBytes, Math.Min(end, AverageBytes), StrictBound, ref hash);
        return place != 0 ? place
            : end > AverageBytes && Scan(ref at, ref gear, AverageBytes, end, LooseBound, ref hash) is > 0 and var later ? later
            : end;
    }

    /// <summary>Lengths of all chunks of a file, in order; none for an empty file.</summary>
    public static List<int> Cut(ReadOnlySpan<byte> file)
    {
        var lengths = new List<int>();
        if (file.Length is > 0 and <= AverageBytes)
        {
            lengths.Add(file.Length);
            return lengths;
        }

        for (; !file.IsEmpty; file = file[lengths[^1]..])
        {
            lengths.Add(NextCut(file));
        }

        return lengths;
    }

    /// <returns>Where to cut: behind the first byte at which the hash falls below the bound; 0 for nowhere.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Scan(ref byte at, ref ulong gear, int from, int to, ulong bound, ref ulong state)
    {
        var hash = state;
        nint place = from;

        // Four bytes a turn: the counter and its comparison cost as much as a byte does.
        for (; place <= to - 4; place += 4)
        {
            ref var four = ref Unsafe.Add(ref at, place);
            hash = (hash << 1) + Unsafe.Add(ref gear, (nint)four);
            if (hash < bound)
            {
                return (int)place + 1;
            }

            hash = (hash << 1) + Unsafe.Add(ref gear, (nint)Unsafe.Add(ref four, 1));
            if (hash < bound)
            {
                return (int)place + 2;
            }

            hash = (hash << 1) + Unsafe.Add(ref gear, (nint)Unsafe.Add(ref four, 2));
            if (hash < bound)
            {
                return (int)place + 3;
            }

            hash = (hash << 1) + Unsafe.Add(ref gear, (nint)Unsafe.Add(ref four, 3));
            if (hash < bound)
            {
                return (int)place + 4;
            }
        }

        for (; place < to; place++)
        {
            hash = (hash << 1) + Unsafe.Add(ref gear, (nint)Unsafe.Add(ref at, place));
            if (hash < bound)
            {
                return (int)place + 1;
            }
        }

        state = hash;
        return 0;
    }
}
