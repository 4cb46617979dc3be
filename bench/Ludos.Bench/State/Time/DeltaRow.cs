using System.Diagnostics;
using System.Globalization;
using Ludos.State;

namespace Ludos.Bench.State.Time;

/// <summary>The search for what changed, few changes and many, small world and large, beside memcpy; then the delta made of it, applied and compared.</summary>
internal sealed class DeltaRow : IStateRow
{
    private const int BlockBytes = 32;
    private const int SmallBytes = 2_360_000;
    private const int LargeBytes = 32 << 20;
    private const int Rounds = 41;
    private const int QuickRounds = 7;
    private const double LeastShare = 0.5;
    private const long BytesPerRound = 48 << 20;

    public string Name => "delta";

    public void Run(StateBenchContext context, RowTally tally)
    {
        using var reference = new CopyReference(context);
        foreach (var size in (int[])[SmallBytes, LargeBytes])
        {
            foreach (var (what, oneIn) in ((string, int)[])[("1 % of blocks changed", 100), ("half of them changed", 2)])
            {
                Run(context, tally, reference, size, what, oneIn);
            }
        }
    }

    private static void Run(StateBenchContext context, RowTally tally, CopyReference reference, int size, string what, int oneIn)
    {
        var before = GC.AllocateUninitializedArray<byte>(size, pinned: true);
        Array.Fill(before, (byte)7);
        var after = (byte[])before.Clone();
        var blocks = size / BlockBytes;
        foreach (var block in Scatter.Lines(blocks, blocks / oneIn, (ulong)oneIn))
        {
            after[(block * BlockBytes) + (block % BlockBytes)]++;
        }

        var runs = new DeltaRun[(blocks / 2) + 2];
        var delta = new byte[RegionDelta.MaxBytes(size)];
        var copies = (int)Math.Max(1, BytesPerRound / size);
        var name = string.Create(CultureInfo.InvariantCulture, $"{size / 1e6:0.##} MB, {what}");
        var (count, written, allocated) = (0, 0, 0L);
        double Scan()
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var begin = Stopwatch.GetTimestamp();
            for (var copy = 0; copy < copies; copy++)
            {
                _ = RegionDelta.TryFindRuns(before, after, runs, out count);
            }

            var end = Stopwatch.GetTimestamp();
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            return GigabytesPerSecond(size, Stopwatch.GetElapsedTime(begin, end).TotalMicroseconds / copies);
        }

        double Encode()
        {
            var begin = Stopwatch.GetTimestamp();
            written = RegionDelta.Encode(before, after, new DeltaStamp(0, 1, 1, 2), delta).Value;
            return Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
        }

        for (var warmUp = 0; warmUp < Rounds; warmUp++)
        {
            _ = Scan();
            _ = Encode();
        }

        allocated = 0;
        var rounds = context.Quick ? QuickRounds : Rounds;
        var pairs = PairedRuns.Take(rounds, Scan, () => GigabytesPerSecond(size, reference.Microseconds(size, copies)));
        tally.Add(pairs.Ratio($"scan against memcpy in C, {name}", "GB/s", atLeast: LeastShare));
        tally.Add(new Figure($"whole delta made, {name}", Percentile.Of(Enumerable.Range(0, rounds).Select(_ => Encode()), 0.5), "us"));
        tally.Add(new Check($"bytes allocated by the scan, {name}", allocated == 0, $"{allocated}"));
        var content = (byte[])before.Clone();
        var applied = RegionDelta.Apply(delta.AsSpan(0, written), content, 1, Schema(size));
        tally.Add(new Check($"the delta leads to the later content, {name}", applied.IsOk && content.AsSpan().SequenceEqual(after), $"{count} runs, {written} bytes"));
    }

    private static RegionSchema Schema(int size) => new("content", [new FieldSchema(1, "byte", FieldType.U8)], size, 3, IsVolatile: false);

    private static double GigabytesPerSecond(int bytes, double microseconds) => bytes / 1e3 / microseconds;
}
