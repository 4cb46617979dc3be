using System.Diagnostics;
using System.Globalization;
using Ludos.Base;
using Ludos.Bench.State;
using Ludos.Bench.Wasm;
using Ludos.Platform;
using Ludos.Platform.Time;
using Ludos.Runtime;

namespace Ludos.Bench.Distribution.Streaming;

/// <summary>
/// Two hundred megabytes stream in over HTTP while shoal plays at 60 Hz, and its frames are held against those of just as many ticks without, before and after, in the same process.
/// A frame's time is from the moment its tick was due to its end.
/// </summary>
internal sealed class StreamRow : IDistributionRow
{
    private const long StreamedBytes = 200_000_000;
    private const int Rounds = 4;
    private const int QuickRounds = 1;
    private const int SettleTicks = 180;
    private const int QuickDivisor = 4;
    private const double BytesPerMiB = 1024 * 1024;
    private const long NanosecondsPerTick = 1_000_000_000 / 60;
    private const int CollectEveryTicks = 60;
    private const int MostMinutes = 10;

    public string Name => "stream";

    public void Run(DistributionBenchContext context, RowTally tally)
    {
        var count = (int)(StreamedBytes / StreamContent.ObjectBytes / (context.Quick ? QuickDivisor : 1)) + 1;
        using var source = Source.Start(count);
        var clock = new MonotonicClock();
        var game = Path.Combine(context.RepositoryRoot, "games", "shoal");
        using var update = new StreamUpdate(source.Address, game, () => context.NewFolder("stream"), count);
        using var session = GameSession.Open(game, new SessionOptions { Clock = clock, RunUnattended = true, Dev = true, Update = update }).Value;
        session.StartRealtime();
        var measured = new Frames(session, clock);
        measured.Wait(SettleTicks);
        var (quiet, streaming, growth, caps, rates) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (kept, ended) = (0, 0);
        var rounds = context.Quick ? QuickRounds : Rounds;
        for (var round = 1; round <= rounds; round++)
        {
            context.Progress($"stream: round {round} of {rounds}");
            source.Make(round);
            update.Begin(round);
            var fresh = measured.Stream(caps, out var seconds);
            ended += session.Updates.Status()!.Stage == "adopted" ? 1 : 0;
            rates.Add(session.Updates.Status()!.DoneBytes / BytesPerMiB / seconds);
            measured.Wait(CollectEveryTicks);
            var still = measured.Take(fresh.Count);
            kept += update.CountKept();
            measured.Wait(CollectEveryTicks);
            quiet.AddRange(still);
            streaming.AddRange(fresh);
            growth.Add(Percentile.Of(fresh, 0.99) - Percentile.Of(still, 0.99));
        }

        var missed = session.Status().MissedTicks;
        var (p99Quiet, p99Streaming) = (Percentile.Of(quiet, 0.99), Percentile.Of(streaming, 0.99));
        tally.Add(new Figure("frame p99 without", p99Quiet, "ms"));
        tally.Add(new Figure("frame p99 while streaming", p99Streaming, "ms"));
        tally.Add(new Figure("growth of frame p99", p99Streaming - p99Quiet, "ms", AtMost: 1, Spread: string.Join(" ", growth.Select(each => each.ToString("0.00", CultureInfo.InvariantCulture)))));
        tally.Add(new Figure("lost ticks", missed, "ticks", AtMost: 0));
        tally.Add(new Figure("streamed, decoded, hashed, on the disk", Percentile.Of(rates, 0.5), "MiB/s", Spread: $"{rates.Min():0.0}..{rates.Max():0.0}"));
        tally.Add(new Figure("cap, median", Percentile.Of(caps, 0.5), "MiB/s", Spread: $"{caps.Min():0.0}..{caps.Max():0.0}"));
        tally.Add(new Check("every object lies in the store and is what its digest says", kept == rounds * count, $"{kept} of {rounds * count} objects of {StreamContent.ObjectBytes:N0} bytes"));
        tally.Add(new Check("every stream ended as a whole", ended == rounds, $"{ended} of {rounds}"));
        tally.Add(new Check("as many frames with as without", quiet.Count == streaming.Count, $"{streaming.Count} frames"));
    }

    /// <summary>The frames of a session, as they come.</summary>
    private sealed class Frames(GameSession session, IClock clock)
    {
        private readonly TickSeries _late = new(session.CopyLatenessMicroseconds);
        private readonly TickSeries _times = new(session.CopyTickMicroseconds);

        public void Wait(int ticks)
        {
            var until = session.Tick + ticks;
            while (session.Tick < until)
            {
                new PreciseSleep(clock).Until(clock.NowNs + (NanosecondsPerTick * 4));
                Collect();
            }
        }

        /// <summary>The next so many frames.</summary>
        public IReadOnlyList<double> Take(int frames)
        {
            Collect();
            var first = _times.Milliseconds.Count;
            while (_times.Milliseconds.Count < first + frames)
            {
                Wait(CollectEveryTicks / 4);
            }

            return Since(first, frames);
        }

        /// <summary>The frames of one stream.</summary>
        public IReadOnlyList<double> Stream(List<double> caps, out double seconds)
        {
            Collect();
            var first = _times.Milliseconds.Count;
            var startNs = clock.NowNs;
            if (session.Updates.Begin() is { } fault)
            {
                throw new BenchmarkException(fault.ToString());
            }

            var patience = Stopwatch.StartNew();
            while (!session.Updates.Completion.IsCompleted)
            {
                if (patience.Elapsed.TotalMinutes > MostMinutes)
                {
                    throw new BenchmarkException($"It did not end in {MostMinutes} minutes: {session.Updates.Status()}");
                }

                Wait(6);
                caps.Add(session.Updates.Status()!.CapBytesPerSecond / BytesPerMiB);
            }

            seconds = (clock.NowNs - startNs) / 1e9;
            return Since(first, _times.Milliseconds.Count - first);
        }

        private double[] Since(int first, int count) => [.. Enumerable.Range(first, count).Select(tick => _late.Milliseconds[tick] + _times.Milliseconds[tick])];

        private void Collect()
        {
            // Times are noted before lateness is: in this order there is a lateness for each time.
            _times.Collect();
            _late.Collect();
        }
    }

    private sealed class Source : IDisposable
    {
        private readonly Process _process;

        private Source(Process process, int port)
        {
            _process = process;
            Address = new Uri($"http://127.0.0.1:{port}/");
        }

        public Uri Address { get; }

        public static Source Start(int count)
        {
            string[] command = [StateRoles.Marker, StreamSourceRole.Name, count.ToString(CultureInfo.InvariantCulture)];
            var start = new ProcessStartInfo(Environment.ProcessPath!, Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(StreamRow).Assembly.Location, .. command] : command)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            var process = Process.Start(start) ?? throw new BenchmarkException("The source did not start.");
            return new Source(process, int.Parse(process.StandardOutput.ReadLine() ?? throw new BenchmarkException("The source ended."), CultureInfo.InvariantCulture));
        }

        public void Make(int round)
        {
            _process.StandardInput.WriteLine(round.ToString(CultureInfo.InvariantCulture));
            if (_process.StandardOutput.ReadLine() != "ready")
            {
                throw new BenchmarkException("The source ended.");
            }
        }

        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
