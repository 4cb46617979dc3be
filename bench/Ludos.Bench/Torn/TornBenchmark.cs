using System.Diagnostics;
using Ludos.Platform.Processes;
using Ludos.Platform.Sync;
using Ludos.State;

namespace Ludos.Bench.Torn;

/// <summary>One writer publishes as fast as it can; three readers in other processes check every byte: a quick one, a slow one, one that never lets go.</summary>
internal sealed class TornBenchmark : IBenchmark
{
    private const int Frames = 100_000;
    private const int QuickFrames = 5_000;
    private const int FramesPerStretch = 1_000;
    private const int Slots = 3;
    private const int WarmUpRounds = 4;
    private const int WarmUpFrames = 500;
    private static readonly TimeSpan WarmUpPause = TimeSpan.FromMilliseconds(150);
    private static readonly string[] Kinds = ["quick", "slow", "stuck"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Name => "torn";

    public string Summary => "checksummed frames to three readers in other processes: none torn unnoticed, the writer never waits";

    public BenchReport Run(BenchOptions options)
    {
        var frames = options.Quick ? QuickFrames : Frames;
        var folder = Directory.CreateTempSubdirectory("ludos-torn-");
        try
        {
            using var arena = Arena.Create(ArenaOptions.Default with { Label = "torn" }).Value;
            var schema = new RegionSchema(TornReader.RegionName, [new FieldSchema(1, "word", FieldType.U64)], Frame.SizeBytes / sizeof(ulong), Slots, IsVolatile: false);
            var region = arena.Add(schema).Value;
            var socket = Path.Combine(folder.FullName, "arena.sock");
            using var server = arena.Serve(socket).Value;
            var readers = Kinds.Select(kind => Start(socket, kind, frames + 1)).ToList();
            try
            {
                readers.ForEach(reader => Expect(reader, "ready"));
                var written = Write(arena, region, frames, options.Progress);
                return Report(frames, written, region.Revocations, [.. readers.Select(reader => ReadTally.Parse(Line(reader)))]);
            }
            finally
            {
                readers.ForEach(reader => reader.Dispose());
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ChildProcess Start(string socket, string kind, int lastEpoch)
    {
        var program = Environment.ProcessPath!;
        var dll = typeof(TornBenchmark).Assembly.Location;
        string[] role = [TornReader.Role, socket, kind, $"{lastEpoch}"];
        var isDotnet = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return ChildProcess.Start(program, isDotnet ? ["exec", dll, .. role] : role, ChildStreams.Piped).Value;
    }

    private static Written Write(Arena arena, Region region, int frames, Action<string> progress)
    {
        WarmUp(arena, region.Schema);
        using var writer = region.AcquireWriter().Value;
        var ticks = new long[frames];
        var waits = 0L;
        for (var start = 0; start < frames; start += FramesPerStretch)
        {
            waits += WriteStretch(writer, ticks.AsSpan(start, Math.Min(FramesPerStretch, frames - start)));
            if (start % (frames / 5) == 0)
            {
                progress($"torn: {start} of {frames} frames, {region.Revocations} pins overrun");
            }
        }

        Array.Sort(ticks);
        return new Written(ThreadWaits.Count() is null ? null : waits, Microseconds(ticks[^1]), Microseconds(ticks[(int)(frames * 0.99)]), Microseconds(ticks[frames / 2]));
    }

    /// <summary>Publishes into a region that nobody reads, until the code is compiled: compiling makes a thread wait.</summary>
    private static void WarmUp(Arena arena, RegionSchema like)
    {
        using var writer = arena.Add(like with { Name = "warm-up" }).Value.AcquireWriter().Value;
        for (var round = 0; round < WarmUpRounds; round++)
        {
            _ = WriteStretch(writer, new long[WarmUpFrames]);
            Thread.Sleep(WarmUpPause);
        }
    }

    /// <summary>Times begin and publish of each frame, without the filling between. Returns how often they made the thread wait.</summary>
    private static long WriteStretch(RegionWriter writer, Span<long> ticks)
    {
        var waits = 0L;
        foreach (ref var tick in ticks)
        {
            waits -= ThreadWaits.Count() ?? 0;
            var begin = Stopwatch.GetTimestamp();
            using var scope = writer.Begin(WriteMode.Replace);
            tick = Stopwatch.GetTimestamp() - begin;
            waits += ThreadWaits.Count() ?? 0;
            Frame.Fill(scope.Bytes, writer.Region.Epoch + 1);
            waits -= ThreadWaits.Count() ?? 0;
            var publish = Stopwatch.GetTimestamp();
            _ = scope.Publish();
            tick += Stopwatch.GetTimestamp() - publish;
            waits += ThreadWaits.Count() ?? 0;
        }

        return waits;
    }

    private static BenchReport Report(int frames, Written written, ulong overrun, ReadTally[] tallies)
    {
        var last = (ulong)frames + 1;
        List<Figure> figures =
        [
            new("frames published", frames, "frames"),
            new("torn and undetected", tallies.Sum(tally => tally.Undetected), "frames", AtMost: 0),
            new("writer waits (voluntary context switches)", written.Waits ?? double.NaN, "times", AtMost: 0),
            new("begin and publish, median", written.MedianMicroseconds, "us"),
            new("begin and publish, 99 %", written.P99Microseconds, "us"),
            new("begin and publish, worst", written.WorstMicroseconds, "us"),
            new("pins overrun", overrun, "pins"),
        ];
        for (var reader = 0; reader < tallies.Length; reader++)
        {
            figures.Add(new Figure($"{Kinds[reader]} reader: whole", tallies[reader].Verified, "frames"));
            figures.Add(new Figure($"{Kinds[reader]} reader: revoked", tallies[reader].Revoked, "frames"));
            figures.Add(new Figure($"{Kinds[reader]} reader: revoked and torn", tallies[reader].RevokedTorn, "frames"));
        }

        return new BenchReport("torn", figures,
        [
            new Check("every reader saw the last epoch", tallies.All(tally => tally.LastEpoch == last)),
            new Check("the quick and the slow reader verified frames", tallies[0].Verified > 0 && tallies[1].Verified + tallies[1].Revoked > 0),
            new Check("the reader that never let go was told so", tallies[2] is { Revoked: 1, Verified: 0 }),
        ]);
    }

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;

    private static void Expect(ChildProcess reader, string line)
    {
        var got = Line(reader);
        if (got != line)
        {
            throw new InvalidDataException($"A reader said '{got}' instead of '{line}'.");
        }
    }

    private static string Line(ChildProcess reader)
    {
        var line = reader.Output.ReadLineAsync();
        return line.Wait(Patience) && line.Result is { } text ? text : throw new InvalidDataException($"A reader ended: {(reader.HasExited ? reader.Error.ReadToEnd() : "silent")}");
    }

    private readonly record struct Written(long? Waits, double WorstMicroseconds, double P99Microseconds, double MedianMicroseconds);
}
