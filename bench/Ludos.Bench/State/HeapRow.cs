using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Ludos.Platform.Memory;
using Ludos.State;

namespace Ludos.Bench.State;

/// <summary>The allocator inside a shared segment on a long trace of mixed sizes and lives, beside malloc and free of the C library on the same trace.</summary>
internal sealed class HeapRow : IStateRow
{
    private const int Allocations = 1_000_000;
    private const int QuickAllocations = 100_000;
    private const long HeapBytes = 256L << 20;
    private const int Rounds = 5;
    private const double MostMicroseconds = 1.0;
    private static readonly TimeSpan ReferenceTimeout = TimeSpan.FromMinutes(2);

    public string Name => "heap";

    public void Run(StateBenchContext context, RowTally tally)
    {
        var trace = HeapTrace.Make(context.Quick ? QuickAllocations : Allocations, out var places);
        var file = Path.Combine(context.Scratch.FullName, "heap.trace");
        File.WriteAllBytes(file, MemoryMarshal.AsBytes(trace.AsSpan()).ToArray());
        var reference = context.Reference("malloc_trace");
        using var segment = SharedSegment.Create("heap", HeapBytes).Value;
        using var heap = Heap.Create(segment).Value;
        var handles = new HeapHandle[places];
        var (allocating, freeing) = (new long[trace.Length / 2], new long[trace.Length / 2]);

        // The first pass compiles, and meets pages that were never touched; so does the reference's.
        var kept = Pass(heap, trace, handles, allocating, freeing);
        var theirs = (Alloc: 0.0, Free: 0.0, Bytes: 0L);
        var pairs = PairedRuns.Take(Rounds, () =>
        {
            kept = Pass(heap, trace, handles, allocating, freeing);
            return NinetyNine(allocating) + NinetyNine(freeing);
        }, () =>
        {
            theirs = Reference(reference, file, places);
            return theirs.Alloc + theirs.Free;
        });
        tally.Add(new Figure("alloc + free, 99 %", pairs.OursMedian, "us", AtMost: MostMicroseconds, Spread: Spread(pairs.Ours)));
        tally.Add(new Figure("alloc, 99 %, last round", NinetyNine(allocating), "us"));
        tally.Add(new Figure("free, 99 %, last round", NinetyNine(freeing), "us"));
        tally.Add(new Figure("alloc + free, median, last round", Microseconds(allocating[allocating.Length / 2]) + Microseconds(freeing[freeing.Length / 2]), "us"));
        tally.Add(new Figure("malloc + free of the C library, 99 %", pairs.TheirsMedian, "us", Spread: Spread(pairs.Theirs)));
        tally.Add(new Figure("operations a round", trace.Length, "operations"));
        tally.Add(new Check("both sides gave out the same bytes", kept == theirs.Bytes, string.Create(CultureInfo.InvariantCulture, $"{kept} and {theirs.Bytes}")));
        tally.Add(new Check("everything freed came back", heap.Statistics is { LiveBlocks: 0, HeldBytes: 0 }, heap.Statistics.ToString()));
        tally.Add(new Check("a second free and a use after it are told", TellsStale(heap)));
    }

    private static bool TellsStale(Heap heap)
    {
        var handle = heap.Allocate(4096).Value;
        return heap.Free(handle) is null && heap.Allocate(4096).Value.Offset == handle.Offset
            && heap.Free(handle)?.Code == HeapErrorCode.DoubleFree && heap.Resolve(handle, out _)?.Code == HeapErrorCode.UseAfterFree;
    }

    /// <summary>Times each operation alone; returns the bytes that were given out.</summary>
    private static long Pass(Heap heap, HeapTrace.Entry[] trace, HeapHandle[] handles, long[] allocating, long[] freeing)
    {
        var (bytes, made, freed) = (0L, 0, 0);
        foreach (var entry in trace)
        {
            if (entry.Bytes == 0)
            {
                var begin = Stopwatch.GetTimestamp();
                var fault = heap.Free(handles[entry.Place]);
                freeing[freed++] = Stopwatch.GetTimestamp() - begin;
                if (fault is not null)
                {
                    throw new BenchmarkSetupException(fault.ToString());
                }
            }
            else
            {
                var begin = Stopwatch.GetTimestamp();
                var block = heap.Allocate(entry.Bytes);
                allocating[made++] = Stopwatch.GetTimestamp() - begin;
                if (!block.TryGet(out handles[entry.Place], out var fault))
                {
                    throw new BenchmarkSetupException(fault.ToString());
                }

                // Both sides touch the block, as whoever asked for it would.
                _ = heap.Resolve(handles[entry.Place], out var span);
                span[0] = 1;
                bytes += span.Length;
            }
        }

        Array.Sort(allocating);
        Array.Sort(freeing);
        return bytes;
    }

    private static (double Alloc, double Free, long Bytes) Reference(string program, string file, int places)
    {
        var fields = StateBenchContext.RunReference(program, ReferenceTimeout, file, places.ToString(CultureInfo.InvariantCulture)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(fields[0], CultureInfo.InvariantCulture), double.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[2], CultureInfo.InvariantCulture));
    }

    private static double NinetyNine(long[] sorted) => Microseconds(sorted[(int)(sorted.Length * 0.99)]);

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;

    private static string Spread(double[] sorted) => string.Create(CultureInfo.InvariantCulture, $"{sorted[0]:0.###} to {sorted[^1]:0.###}");
}
