using System.Globalization;
using Ludos.Platform.Processes;

namespace Ludos.Bench.State;

/// <summary>1 GB through five processes by transfer: each hashes all of it and edits its part. What was copied is judged by the kernel's own counters.</summary>
internal sealed class TransferRow : IStateRow
{
    private const int Stages = 5;
    private const int SegmentBytes = 16 << 20;
    private const int Segments = 64;
    private const int QuickSegments = 4;

    /// <summary>The hand-over's own messages and reading the counters: 16,000 times less than went through.</summary>
    private const int MostMovedBytes = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Name => "transfer";

    public void Run(StateBenchContext context, RowTally tally)
    {
        if (!File.Exists("/proc/self/io"))
        {
            throw new BenchmarkSetupException("This kernel does not count what processes read and write (/proc/PID/io).");
        }

        var segments = context.Quick ? QuickSegments : Segments;
        var folder = context.Scratch.CreateSubdirectory("transfer").FullName;
        var children = Enumerable.Range(0, Stages)
            .Select(stage => StateBenchContext.StartRole(TransferStage.Role, Text(stage), Text(Stages - 1), folder, Text(segments), Text(SegmentBytes))).ToList();
        try
        {
            if (children.Any(child => Line(child) != "ready"))
            {
                throw new BenchmarkSetupException("A stage did not start.");
            }

            children.ForEach(Go);
            var told = children.Select(child => Line(child).Split(' ')).ToArray();
            children.ForEach(Go);
            Report(tally, segments, told);
        }
        finally
        {
            children.ForEach(child => child.Dispose());
        }
    }

    private static void Report(RowTally tally, int segments, string[][] told)
    {
        var total = (double)segments * SegmentBytes;
        long[] moved = [.. told.Select(one => Number(one[3]))];
        long[] own = [.. told.Select(one => Number(one[4]))];
        var isSame = told.All(one => one[1] == told[0][1] && Number(one[2]) == (long)total);
        tally.Add(new Figure("handed through five processes", total / (1 << 20), "MiB"));
        tally.Add(new Figure("not on the same kernel pages at every stage", isSame ? 0 : total, "bytes", AtMost: 0));
        tally.Add(new Figure("most bytes that a stage read and wrote by calls", moved.Max(), "bytes", AtMost: MostMovedBytes));
        tally.Add(new Figure("most private memory that a stage gained", Math.Max(0, own.Max()), "bytes", AtMost: SegmentBytes));
        tally.Add(new Figure("hand-over of 16 MiB", told.SkipLast(1).Max(one => double.Parse(one[5], CultureInfo.InvariantCulture)), "us, mean of the slowest stage, waiting for the receiver included"));
        tally.Add(new Check("the same kernel files at every stage, with as many pages in all as were made", isSame));
        tally.Add(new Check("every stage's digest is that of the same work on private memory", Expected(segments).Select(Text).SequenceEqual(told.Select(one => one[0]))));
        tally.Add(new Check("the last owner proved that nobody else can write", Number(told[^1][6]) == segments));
        tally.Add(new Check("every use after transfer was told", told.SkipLast(1).All(one => Number(one[7]) == segments)));
    }

    private static long[] Expected(int segments)
    {
        var digests = new uint[Stages];
        var content = new byte[SegmentBytes];
        for (var segment = 0; segment < segments; segment++)
        {
            TransferStage.Fill(content, segment);
            for (var stage = 0; stage < Stages; stage++)
            {
                digests[stage] = TransferStage.Work(content, stage, digests[stage]);
            }
        }

        return [.. digests.Select(digest => (long)digest)];
    }

    private static void Go(ChildProcess child)
    {
        child.Input.Write("go\n"u8);
        child.Input.Flush();
    }

    private static string Line(ChildProcess child)
    {
        var line = child.Output.ReadLineAsync();
        return line.Wait(Patience) && line.Result is { } text ? text : throw new BenchmarkSetupException($"A stage ended: {(child.HasExited ? child.Error.ReadToEnd() : "silent")}");
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
