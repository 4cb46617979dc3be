using System.Globalization;
using Ludos.Units;

namespace Ludos.Bench.Wasm.Units;

/// <summary>A library that crashes under its jobs at least a hundred times: how long it takes until it serves again, and whether a job is lost.</summary>
internal sealed class RestartRow : IWasmRow
{
    private const double MostMs = 5;
    private const int Crashes = 100;
    private const int Batch = 64;

    // Every tenth call of an instance crashes.
    private static readonly byte[] Parameters = [10, 0];

    public string Name => "restart";

    public void Run(WasmBenchContext context, RowTally tally)
    {
        var catalog = Probe.Catalog(context);
        using var pool = JobPool.Start(catalog, new JobPoolOptions(), Probe.Clock).Value;
        var method = catalog.Resolve("probe", "fragile").Value;
        var (jobs, right) = (0L, 0L);
        while (pool.Report().Libraries[0].Crashes < Crashes)
        {
            var batch = Enumerable.Range(0, Batch).Select(job => OneAsync(pool, method, jobs + job)).ToArray();
            Task.WhenAll(batch).GetAwaiter().GetResult();
            jobs += batch.Length;
            right += batch.Count(task => task.Result);
        }

        var report = pool.Report().Libraries[0];
        tally.Add(new Figure("longest restart", report.LongestRestartNs / 1e6, "ms", MostMs));
        tally.Add(new Figure("crashes", report.Crashes, "", AtLeast: Crashes));
        tally.Add(new Check("no job was lost, and every output is right", right == jobs, string.Create(CultureInfo.InvariantCulture, $"{right} of {jobs}")));
        tally.Add(new Check("every crash was followed by a restart", report.Crashes == report.Restarts));
    }

    private static async Task<bool> OneAsync(JobPool pool, MethodHandle method, long job)
    {
        var input = BitConverter.GetBytes(job);
        var output = new byte[8];
        var outcome = await pool.RunAsync(method, input, Parameters, output, Route.Worker);
        return outcome is { IsOk: true, OutputBytes: 8 } && BitConverter.ToInt64(output) == ~job;
    }
}
