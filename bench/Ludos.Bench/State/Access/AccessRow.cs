using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ludos.State;

namespace Ludos.Bench.State.Access;

/// <summary>A region's bytes against plain memory: random reads and writes through the scope's span against a raw pointer, and a copy of 1 MB against the C library's.</summary>
internal sealed unsafe partial class AccessRow : IStateRow
{
    private const int Slots = 3;
    private const int Bytes = 1_048_576;
    private const int Words = Bytes / sizeof(ulong);
    private const int Accesses = 1_000_000;
    private const int Copies = 200;
    private const int Rounds = 31;
    private const double MostTimesRaw = 2;
    private const double LeastOfMemcpy = 0.95;

    public string Name => "access";

    public void Run(StateBenchContext context, RowTally tally)
    {
        using var arena = Arena.Create(ArenaOptions.Default with { Label = "access" }).Value;
        var region = arena.Add(new RegionSchema("words", [new FieldSchema(1, "word", FieldType.U64)], Words, Slots, IsVolatile: true)).Value;
        using var writer = region.AcquireWriter().Value;
        var plain = (ulong*)NativeMemory.AlignedAlloc(Bytes, 64 * 1024);
        var other = (byte*)NativeMemory.AlignedAlloc(Bytes, 64 * 1024);
        try
        {
            new Span<byte>(plain, Bytes).Clear();
            new Span<byte>(other, Bytes).Clear();
            var order = Order();
            using (var scope = writer.Begin(WriteMode.Carry))
            {
                RandomAccess(context, tally, order, scope.Bytes, plain);
                _ = scope.Publish();
            }

            Copy(context, tally, region, other, plain);
        }
        finally
        {
            NativeMemory.AlignedFree(plain);
            NativeMemory.AlignedFree(other);
        }
    }

    private static void RandomAccess(StateBenchContext context, RowTally tally, int[] order, Span<byte> bytes, ulong* plain)
    {
        var through = new ScopeBytes((ulong*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)), Words);
        var runs = PairedRuns.Take(context.Quick ? 5 : Rounds, () => Time(() => through.Mix(order)), () => Time(() => Mix(plain, order)));
        tally.Add(runs.Ratio("random read and write through a span, against a raw pointer", "ns", atMost: MostTimesRaw));
        tally.Add(new Check("both did the same work", bytes.SequenceEqual(new ReadOnlySpan<byte>(plain, Bytes)) && plain[order[0]] != 0));
    }

    private static void Copy(StateBenchContext context, RowTally tally, Region region, byte* destination, ulong* plain)
    {
        var runs = PairedRuns.Take(context.Quick ? 5 : Rounds,
            () => TimeCopies(() => region.Front.CopyTo(new Span<byte>(destination, Bytes))),
            () => TimeCopies(() => MemCopy(destination, (byte*)plain, Bytes)));
        var speed = runs.Ratios.Select(ratio => 1 / ratio).Order().ToArray();
        tally.Add(new Figure("copy of 1 MB out of a region, of memcpy's speed", speed[speed.Length / 2], "x", AtLeast: LeastOfMemcpy,
            Spread: string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{speed[0]:0.###} to {speed[^1]:0.###}; ours {runs.OursMedian:0.#} us, memcpy {runs.TheirsMedian:0.#} us")));
        tally.Add(new Check("the copy is the region's content", region.Front.SequenceEqual(new ReadOnlySpan<byte>(destination, Bytes))));
    }

    /// <summary>The same places in the same order for both sides.</summary>
    private static int[] Order()
    {
        var state = 0x2545_F491_4F6C_DD1DUL;
        var order = new int[Accesses];
        foreach (ref var place in order.AsSpan())
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            place = (int)(state % Words);
        }

        return order;
    }

    private static double Time(Action work)
    {
        var begin = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(begin).TotalNanoseconds / Accesses;
    }

    private static double TimeCopies(Action copy)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var count = 0; count < Copies; count++)
        {
            copy();
        }

        return Stopwatch.GetElapsedTime(begin).TotalMicroseconds / Copies;
    }

    private static void Mix(ulong* words, int[] order)
    {
        foreach (var place in order)
        {
            words[place] = (words[place] * 31) + 1;
        }
    }

    [LibraryImport("libc", EntryPoint = "memcpy"), SuppressGCTransition]
    private static partial byte* MemCopy(byte* destination, byte* source, nuint bytes);

    /// <summary>A scope's bytes as its user sees them: a span, bounds-checked at each access.</summary>
    private readonly struct ScopeBytes(ulong* first, int count)
    {
        public void Mix(int[] order)
        {
            var words = new Span<ulong>(first, count);
            foreach (var place in order)
            {
                words[place] = (words[place] * 31) + 1;
            }
        }
    }
}
