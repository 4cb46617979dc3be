using System.Globalization;
using System.Threading.Channels;
using Ludos.Units;

namespace Ludos.Bench.Wasm.Units;

/// <summary>Jobs completed in a second: handed to workers through rings, each outcome awaited, each output compared. Beside it the same work through channels of the framework.</summary>
internal sealed class JobsRow : IWasmRow
{
    private const double LeastPerSecond = 78_400;
    private const int Callers = 4;
    private const int AtOnce = 32;
    private const int JobsEach = 50_000;
    private const int QuickJobsEach = 5_000;
    private const int Rounds = 7;
    private const int QuickRounds = 2;
    private const int InputBytes = 64;

    public string Name => "jobs";

    public void Run(WasmBenchContext context, RowTally tally)
    {
        var catalog = Probe.Catalog(context);
        var method = catalog.Resolve("probe", "digest").Value;
        var jobsEach = context.Quick ? QuickJobsEach : JobsEach;
        using var pool = JobPool.Start(catalog, new JobPoolOptions(), Probe.Clock).Value;
        var ours = new List<double>();
        var theirs = new List<double>();
        var wrong = 0L;
        for (var round = 0; round <= (context.Quick ? QuickRounds : Rounds); round++)
        {
            context.Progress(string.Create(CultureInfo.InvariantCulture, $"jobs, round {round}"));
            ours.Add(PerSecond(jobsEach, caller => PoolCaller(pool, method, caller, jobsEach, () => Interlocked.Increment(ref wrong))));
            theirs.Add(Channels(catalog, method, jobsEach, () => Interlocked.Increment(ref wrong)));
        }

        // The first round warms both.
        var ratios = ours.Zip(theirs, (our, their) => our / their).Skip(1).Order().ToArray();
        var sorted = ours.Skip(1).Order().ToArray();
        tally.Add(new Figure("completed jobs a second", Spread.Median(sorted), "/s", AtLeast: LeastPerSecond, Spread: string.Create(CultureInfo.InvariantCulture, $"{sorted[0]:0} to {sorted[^1]:0}")));
        tally.Add(new Figure("against the framework's channels", Spread.Median(ratios), "x", Spread: string.Create(CultureInfo.InvariantCulture, $"{ratios[0]:0.00} to {ratios[^1]:0.00}")));
        var report = pool.Report();
        tally.Add(new Check("every job was done by a worker, and none is missing", report.Handed == report.Done && report.Done == (long)ours.Count * Callers * jobsEach && report.RunHere == 0, string.Create(CultureInfo.InvariantCulture, $"{report.Done} done")));
        tally.Add(new Check("every output is right", wrong == 0));
    }

    private static double PerSecond(int jobsEach, Func<int, Task> caller)
    {
        var began = Probe.Clock.NowNs;
        Task.WhenAll(Enumerable.Range(0, Callers).Select(index => Task.Run(() => caller(index)))).GetAwaiter().GetResult();
        return (double)Callers * jobsEach / (Probe.Clock.NowNs - began) * 1e9;
    }

    private static Task PoolCaller(JobPool pool, MethodHandle method, int caller, int jobs, Action wrong) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async line =>
        {
            var input = new byte[InputBytes];
            var output = new byte[8];
            for (var job = line; job < jobs; job += AtOnce)
            {
                BitConverter.TryWriteBytes(input, ((long)caller << 32) | (uint)job);
                var outcome = await pool.RunAsync(method, input, default, output, Route.Worker);
                if (!outcome.IsOk || outcome.OutputBytes != 8 || BitConverter.ToUInt64(output) != Probe.Digest(input))
                {
                    wrong();
                }
            }
        }));

    /// <summary>The same: one thread with a dispatcher of its own, fed by a channel, each result a task.</summary>
    private static double Channels(LibraryCatalog catalog, MethodHandle method, int jobsEach, Action wrong)
    {
        var channel = Channel.CreateUnbounded<(byte[] Input, byte[] Output, TaskCompletionSource<ExecuteOutcome> Done)>(new UnboundedChannelOptions { SingleReader = true });
        var worker = new Thread(() =>
        {
            using var dispatcher = new Dispatcher(catalog, RestartBudget.Default, Probe.Clock);
            while (channel.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (channel.Reader.TryRead(out var job))
                {
                    job.Done.SetResult(dispatcher.Execute(method, job.Input, default, job.Output));
                }
            }
        });
        worker.Start();
        var rate = PerSecond(jobsEach, caller => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async line =>
        {
            var input = new byte[InputBytes];
            var output = new byte[8];
            for (var job = line; job < jobsEach; job += AtOnce)
            {
                BitConverter.TryWriteBytes(input, ((long)caller << 32) | (uint)job);
                var done = new TaskCompletionSource<ExecuteOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
                _ = channel.Writer.TryWrite((input, output, done));
                if (!(await done.Task).IsOk || BitConverter.ToUInt64(output) != Probe.Digest(input))
                {
                    wrong();
                }
            }
        })));
        channel.Writer.Complete();
        worker.Join();
        return rate;
    }
}
