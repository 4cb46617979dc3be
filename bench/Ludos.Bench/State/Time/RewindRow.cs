using System.Diagnostics;
using Ludos.State;

namespace Ludos.Bench.State.Time;

/// <summary>Eight ticks back in a world of 4 MB of which each tick changes 5 %: in stretches, and in other scattered lines each tick. The content is compared, byte by byte.</summary>
internal sealed class RewindRow : IStateRow
{
    private const int Regions = 4;
    private const int RegionBytes = 1 << 20;
    private const int LineBytes = 64;
    private const int Lines = RegionBytes / LineBytes;
    private const int Changed = Lines / 20;
    private const int Ticks = 8;
    private const int Rounds = 101;
    private const int QuickRounds = 15;
    private const double MostMilliseconds = 1.0;
    private const long BudgetBytes = 64 << 20;

    public string Name => "rewind";

    public void Run(StateBenchContext context, RowTally tally)
    {
        using var reference = new CopyReference(context);
        Run(context, tally, "stretches", (tick, region) => Scatter.Run((int)(((tick * 3) + region) * Changed % (Lines - Changed)), Changed));
        Run(context, tally, "other scattered lines each tick", (tick, region) => Scatter.Lines(Lines, Changed, (ulong)((tick * Regions) + region + 1)));
        tally.Add(new Figure("memcpy in C, 4 MB", reference.Microseconds(Regions * RegionBytes, 50) / 1000, "ms"));
    }

    private static void Run(StateBenchContext context, RowTally tally, string what, Func<long, int, int[]> choose)
    {
        using var arena = Arena.Create(ArenaOptions.Default).Value;
        var writers = Enumerable.Range(0, Regions).Select(index => arena.Add(Schema($"part{index}")).Value.AcquireWriter().Value).ToArray();
        using var timeline = Timeline.Create(new TimelineOptions(BudgetBytes, MaxBranches: 0), writers).Value;
        var (rewinds, records) = (new List<double>(Rounds), new List<double>(Rounds * Ticks));
        var (good, allocated) = (true, 0L);
        var kept = Array.ConvertAll(writers, _ => new byte[RegionBytes]);
        _ = timeline.Record(0);
        var rounds = context.Quick ? QuickRounds : Rounds;
        for (var round = 0; round < rounds * 2; round++)
        {
            for (var index = 0; index < Regions; index++)
            {
                writers[index].Region.Front.CopyTo(kept[index]);
            }

            var back = timeline.Tick;
            for (var tick = 0; tick < Ticks; tick++)
            {
                Play(writers, round * Ticks + tick, choose);
                var began = Stopwatch.GetTimestamp();
                _ = timeline.Record(timeline.Tick + 1);
                Note(records, began, round, rounds);
            }

            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var begin = Stopwatch.GetTimestamp();
            var rewound = timeline.Rewind(back);
            Note(rewinds, begin, round, rounds);
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            good &= rewound.IsOk;
            for (var index = 0; index < Regions; index++)
            {
                good &= writers[index].Region.Front.SequenceEqual(kept[index]);
            }
        }

        tally.Add(new Figure($"8 ticks back in 4 MB, 5 % changed each, {what}", Percentile.Of(rewinds, 0.5), "ms", AtMost: MostMilliseconds, Spread: $"{rewinds.Min():0.###} to {rewinds.Max():0.###}"));
        tally.Add(new Figure($"a tick recorded, {what}", Percentile.Of(records, 0.5), "ms", Spread: $"{records.Min():0.###} to {records.Max():0.###}"));
        tally.Add(new Check($"every rewind brought back every byte, {what}", good));
        tally.Add(new Check($"bytes allocated by all rewinds, {what}", allocated == 0, $"{allocated}"));
        Array.ForEach(writers, writer => writer.Dispose());
    }

    private static void Note(List<double> times, long began, int round, int rounds)
    {
        // The first half of the rounds is for the compiler.
        if (round >= rounds)
        {
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    private static void Play(RegionWriter[] writers, long tick, Func<long, int, int[]> choose)
    {
        for (var index = 0; index < writers.Length; index++)
        {
            var lines = choose(tick, index);
            using var scope = writers[index].Begin(WriteMode.Patch);
            foreach (var line in lines)
            {
                scope.Change(line * LineBytes, LineBytes).Fill((byte)(tick + 1));
            }

            _ = scope.Publish();
        }
    }

    private static RegionSchema Schema(string name) => new(name, [new FieldSchema(1, "byte", FieldType.U8)], RegionBytes, 3, IsVolatile: false);
}
