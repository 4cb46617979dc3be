using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Ludos.Platform.Processes;
using Ludos.State;

namespace Ludos.Bench.State;

/// <summary>Four producers, frames of 256 bytes, one consumer that looks at each: threads of one process, then processes.</summary>
internal sealed class RingRow : IStateRow
{
    private const int Producers = 4;
    private const int FramesEach = 2_000_000;
    private const int QuickFramesEach = 50_000;
    private const int Rounds = 5;
    private const double MillionsASecond = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => "ring";

    public void Run(StateBenchContext context, RowTally tally)
    {
        var frames = context.Quick ? QuickFramesEach : FramesEach;
        _ = Threads(frames / 10);
        Report(tally, "threads", [.. Enumerable.Range(0, Rounds).Select(_ => Threads(frames))], frames);
        Report(tally, "processes", [.. Enumerable.Range(0, Rounds).Select(_ => Processes(frames))], frames);
    }

    private static void Report(RowTally tally, string side, Tally[] rounds, int frames)
    {
        var rates = rounds.Select(round => round.Received / round.Seconds / 1e6).Order().ToArray();
        var spread = string.Create(CultureInfo.InvariantCulture, $"{rates[0]:0.##} to {rates[^1]:0.##}; ring full {rounds.Max(round => round.Refused)} times at most");
        tally.Add(new Figure($"4 producer {side}, 256 B", rates[Rounds / 2], "M messages/s", AtLeast: MillionsASecond, Spread: spread));
        tally.Add(new Figure($"lost, {side}", rounds.Sum(round => ((long)Producers * frames) - round.Received), "messages", AtMost: 0));
        tally.Add(new Check($"none doubled, none out of its producer's order, {side}", rounds.All(round => round.OutOfOrder == 0)));
        tally.Add(new Check($"every frame whole, {side}", rounds.All(round => round.Spoilt == 0)));
    }

    private static Tally Threads(int frames)
    {
        using var segment = Ring.CreateSegment("ring", RingKind.ManyProducers).Value;
        var ring = Ring.Open(segment).Value;
        using var consumer = ring.OpenConsumer().Value;
        using var start = new ManualResetEventSlim();
        var refused = 0L;
        var threads = Enumerable.Range(0, Producers).Select(index => new Thread(() =>
        {
            using var producer = ring.OpenProducer().Value;
            start.Wait();
            _ = Interlocked.Add(ref refused, RingProducerRole.Send(producer, frames));
        })).ToList();
        threads.ForEach(thread => thread.Start());
        start.Set();
        var tally = Consume(consumer, frames);
        threads.ForEach(thread => thread.Join());
        return tally with { Refused = refused };
    }

    private static Tally Processes(int frames)
    {
        using var segment = Ring.CreateSegment("ring", RingKind.ManyProducers).Value;
        using var consumer = Ring.Open(segment).Value.OpenConsumer().Value;
        string[] arguments = [Text(Environment.ProcessId), Text(segment.Descriptor!.DangerousGetHandle()), Text(segment.SizeBytes), Text(frames)];
        var children = Enumerable.Range(0, Producers).Select(_ => StateBenchContext.StartRole(RingProducerRole.Name, arguments)).ToList();
        try
        {
            if (children.Any(child => Line(child) != "ready"))
            {
                throw new BenchmarkSetupException("A producer did not start.");
            }

            foreach (var child in children)
            {
                child.Input.Write("go\n"u8);
                child.Input.Flush();
            }

            var tally = Consume(consumer, frames);
            return tally with { Refused = children.Sum(child => long.Parse(Line(child), CultureInfo.InvariantCulture)) };
        }
        finally
        {
            children.ForEach(child => child.Dispose());
        }
    }

    /// <summary>The clock starts with the first frame.</summary>
    private static Tally Consume(RingConsumer consumer, int frames)
    {
        var tally = new Tally();
        Span<int> last = stackalloc int[64];
        last.Clear();
        if (!consumer.Wait(Patience))
        {
            return tally;
        }

        var begin = Stopwatch.GetTimestamp();
        while (tally.Received < (long)Producers * frames)
        {
            switch (consumer.TryRead(out var frame))
            {
                case RingRead.Frame:
                    tally.Received++;
                    var number = BinaryPrimitives.ReadInt32LittleEndian(frame.Bytes);
                    ref var previous = ref last[frame.Producer & 63];
                    tally.OutOfOrder += number == previous + 1 && frame.Sequence == (uint)number ? 0 : 1;
                    previous = number;
                    tally.Spoilt += IsWhole(frame.Bytes, number, frame.Producer) ? 0 : 1;
                    break;
                case RingRead.Empty when !consumer.Wait(Patience):
                    return tally with { Seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds };
                case RingRead.Lost or RingRead.Damaged:
                    tally.Spoilt++;
                    break;
            }
        }

        return tally with { Seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds };
    }

    private static bool IsWhole(ReadOnlySpan<byte> bytes, int number, int producer) => bytes.Length == RingProducerRole.FrameBytes
        && BinaryPrimitives.ReadInt32LittleEndian(bytes[^sizeof(int)..]) == ~number
        && bytes[sizeof(int)..^sizeof(int)].IndexOfAnyExcept((byte)producer) < 0;

    private static string Line(ChildProcess child)
    {
        var line = child.Output.ReadLineAsync();
        return line.Wait(Patience) && line.Result is { } text ? text : throw new BenchmarkSetupException($"A producer ended: {(child.HasExited ? child.Error.ReadToEnd() : "silent")}");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private record struct Tally(long Received, long OutOfOrder, long Spoilt, double Seconds, long Refused);
}
