using System.Globalization;

namespace Ludos.State.TestHost;

/// <summary>Opens a heap and lives a <see cref="HeapLife"/>, counting its steps in the second segment before each, until it is killed.</summary>
internal static unsafe class HeapWriter
{
    internal static int Run(string heapName, string progressName, string seed)
    {
        using var segment = ForeignSegment.Open(heapName);
        using var progress = ForeignSegment.Open(progressName);
        using var heap = Heap.Open(segment).Value;
        var life = new HeapLife(heap, ulong.Parse(seed, CultureInfo.InvariantCulture));
        Console.WriteLine("living");
        for (var step = 1L; ; step++)
        {
            Volatile.Write(ref *(long*)progress.Base, step);
            life.Step();
        }
    }
}
