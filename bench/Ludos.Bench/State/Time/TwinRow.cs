using System.Diagnostics;
using Ludos.State;

namespace Ludos.Bench.State.Time;

/// <summary>A consistent copy of a world of 2.36 MB in three regions, each published anew before every copy, beside plain copies of the same fronts.</summary>
internal sealed class TwinRow : IStateRow
{
    private const int WorldBytes = 2_360_000;
    private const int Regions = 3;
    private const int RegionBytes = WorldBytes / Regions / 64 * 64;
    private const int Rounds = 301;
    private const int QuickRounds = 31;
    private const double MostTimes = 1.3;

    public string Name => "twin";

    public void Run(StateBenchContext context, RowTally tally)
    {
        using var reference = new CopyReference(context);
        using var arena = Arena.Create(ArenaOptions.Default).Value;
        var writers = Enumerable.Range(0, Regions).Select(index => arena.Add(Schema($"part{index}")).Value.AcquireWriter().Value).ToArray();
        using var twin = WorldTwin.Create([.. writers.Select(writer => writer.Region)]);
        var plain = GC.AllocateUninitializedArray<byte>(RegionBytes * Regions, pinned: true);
        Array.Clear(plain);
        var (value, allocated, good) = ((byte)0, 0L, true);
        double Take()
        {
            Publish(writers, ++value);
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var begin = Stopwatch.GetTimestamp();
            var outcome = twin.Take();
            var microseconds = Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            good &= outcome == TwinOutcome.Ok && twin.CopiedBytes == RegionBytes * Regions
                && Array.TrueForAll(writers, writer => twin.Content(writer.Region).IndexOfAnyExcept(value) < 0 && twin.Epoch(writer.Region) == writer.Region.Epoch);
            return microseconds;
        }

        double Copy()
        {
            Publish(writers, ++value);
            var begin = Stopwatch.GetTimestamp();
            for (var index = 0; index < Regions; index++)
            {
                writers[index].Region.Front.CopyTo(plain.AsSpan(index * RegionBytes));
            }

            var microseconds = Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
            good &= plain.AsSpan().IndexOfAnyExcept(value) < 0;
            return microseconds;
        }

        _ = PairedRuns.Take(Rounds, Take, Copy);
        allocated = 0;
        var pairs = PairedRuns.Take(context.Quick ? QuickRounds : Rounds, Take, Copy);
        tally.Add(pairs.Ratio("twin of 2.36 MB against memcpy of the same fronts", "us", atMost: MostTimes));
        tally.Add(new Figure("memcpy in C, 2.36 MB, no publish before it", Percentile.Of(Enumerable.Range(0, QuickRounds).Select(_ => reference.Microseconds(RegionBytes * Regions, 20)), 0.5), "us"));
        tally.Add(new Check("every twin was whole and of the newest epochs, every copy too", good));
        tally.Add(new Check("bytes allocated by all twins", allocated == 0, $"{allocated}"));
        Array.ForEach(writers, writer => writer.Dispose());
    }

    private static void Publish(RegionWriter[] writers, byte value)
    {
        foreach (var writer in writers)
        {
            using var scope = writer.Begin(WriteMode.Replace);
            scope.Bytes.Fill(value);
            _ = scope.Publish();
        }
    }

    private static RegionSchema Schema(string name) => new(name, [new FieldSchema(1, "byte", FieldType.U8)], RegionBytes, 3, IsVolatile: false);
}
