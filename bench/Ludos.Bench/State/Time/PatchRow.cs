using System.Diagnostics;
using Ludos.State;

namespace Ludos.Bench.State.Time;

/// <summary>
/// A patch write, begun, filled and published, that changes 1 % of 32 MB, beside a full copy: the same stretch each epoch, a stretch that moves on, the same scattered
/// lines, and other scattered lines each epoch. Each is measured twice: as the mean of some patches in a row, and one at a time, the full copy having swept the caches between.
/// </summary>
internal sealed class PatchRow : IStateRow
{
    private const int SizeBytes = 32 << 20;
    private const int LineBytes = 64;
    private const int Lines = SizeBytes / LineBytes;
    private const int Changed = Lines / 100;
    private const int LinesAhead = 24;
    private const int InRow = 16;
    private const int Rounds = 31;
    private const int QuickRounds = 5;
    private const double MostShare = 0.05;

    public string Name => "patch";

    public void Run(StateBenchContext context, RowTally tally)
    {
        using var reference = new CopyReference(context);
        var same = Scatter.Lines(Lines, Changed, 1);
        Run(context, tally, reference, "the same stretch each epoch", _ => Scatter.Run(Lines / 3, Changed));
        Run(context, tally, reference, "a stretch that moves on", epoch => Scatter.Run((int)(epoch * Changed % (Lines - Changed)), Changed));
        Run(context, tally, reference, "the same scattered lines each epoch", _ => same);
        Run(context, tally, reference, "other scattered lines each epoch", epoch => Scatter.Lines(Lines, Changed, (ulong)epoch));
    }

    private static void Run(StateBenchContext context, RowTally tally, CopyReference reference, string what, Func<long, int[]> choose)
    {
        using var arena = Arena.Create(ArenaOptions.Default).Value;
        using var writer = arena.Add(new RegionSchema("large", [new FieldSchema(1, "byte", FieldType.U8)], SizeBytes, 3, IsVolatile: false)).Value.AcquireWriter().Value;
        var model = new byte[SizeBytes];
        var epoch = 0L;
        double Patches()
        {
            var sum = 0.0;
            for (var patch = 0; patch < InRow; patch++)
            {
                sum += Patch();
            }

            return sum / InRow;
        }

        double Patch()
        {
            var lines = choose(++epoch);
            var value = (byte)epoch;
            var begin = Stopwatch.GetTimestamp();
            Write(writer, lines, value);
            var microseconds = Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
            foreach (var line in lines)
            {
                model.AsSpan(line * LineBytes, LineBytes).Fill(value);
            }

            return microseconds;
        }

        // Every slot comes in front, every page is touched, and the compiler is done.
        for (var warmUp = 0; warmUp < Rounds * InRow / 4; warmUp++)
        {
            _ = Patch();
        }

        var rounds = context.Quick ? QuickRounds : Rounds;
        var inRow = PairedRuns.Take(rounds, Patches, () => reference.Microseconds(SizeBytes, 4));
        tally.Add(inRow.Ratio($"1 % of 32 MB against a full copy in C, {what}, in a row", "us", atMost: MostShare));
        var alone = PairedRuns.Take(rounds, Patch, () => reference.Microseconds(SizeBytes, 4));
        tally.Add(alone.Ratio($"1 % of 32 MB against a full copy in C, {what}, caches swept", "us", atMost: MostShare));
        tally.Add(new Check($"the front is what was written, {what}", model.AsSpan().SequenceEqual(writer.Region.Front)));
    }

    private static void Write(RegionWriter writer, int[] lines, byte value)
    {
        using var scope = writer.Begin(WriteMode.Patch);
        for (var index = 0; index < lines.Length; index++)
        {
            if (index + LinesAhead < lines.Length)
            {
                scope.Expect(lines[index + LinesAhead] * LineBytes);
            }

            scope.Change(lines[index] * LineBytes, LineBytes).Fill(value);
        }

        _ = scope.Publish();
    }
}
