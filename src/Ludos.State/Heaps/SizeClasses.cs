using System.Numerics;

namespace Ludos.State;

/// <summary>Sizes of slab items: four to each doubling, all multiples of a cache line. What is larger comes from the buddy blocks.</summary>
internal static class SizeClasses
{
    internal const int MaxBytes = 8192;

    private const int StepsPerDoubling = 4;

    private static readonly int[] Sizes = [.. Make()];
    private static readonly int[] Capacities = [.. Sizes.Select(CapacityFor)];
    private static readonly int[] Starts = [.. Capacities.Select(StartFor)];
    private static readonly byte[] OfLines = [.. Enumerable.Range(0, (MaxBytes / HeapLayout.LineBytes) + 1).Select(lines => (byte)Array.FindIndex(Sizes, size => size >= lines * HeapLayout.LineBytes))];

    internal static int Count => Sizes.Length;

    /// <param name="bytes">1 to <see cref="MaxBytes"/>.</param>
    internal static int Of(int bytes) => OfLines[(bytes + HeapLayout.LineBytes - 1) / HeapLayout.LineBytes];

    internal static int SizeBytes(int sizeClass) => Sizes[sizeClass];

    /// <summary>Items of a slab.</summary>
    internal static int Capacity(int sizeClass) => Capacities[sizeClass];

    /// <summary>Where a slab's first item begins in it.</summary>
    internal static int ItemsOffset(int sizeClass) => Starts[sizeClass];

    private static IEnumerable<int> Make()
    {
        for (var size = HeapLayout.LineBytes; size <= MaxBytes; size += Math.Max(HeapLayout.LineBytes, (1 << BitOperations.Log2((uint)size)) / StepsPerDoubling))
        {
            yield return size;
        }
    }

    private static int CapacityFor(int size)
    {
        var capacity = (HeapLayout.SlabBytes - HeapLayout.LineBytes) / size;
        while (StartFor(capacity) + (capacity * size) > HeapLayout.SlabBytes)
        {
            capacity--;
        }

        return capacity;
    }

    private static unsafe int StartFor(int capacity) =>
        (HeapLayout.LineBytes + (capacity * sizeof(SlabItem)) + HeapLayout.LineBytes - 1) & -HeapLayout.LineBytes;
}
