using Xunit;

namespace Ludos.Units.Tests.Jobs;

public sealed class JobPoolTests
{
    private readonly LibraryCatalog _catalog = ProbeLibrary.Catalog(LibraryLimits.Default with { FuelPerCall = 50_000_000 });

    private MethodHandle Method(string name) => _catalog.Resolve("probe", name).Value;

    private JobPool Start(JobPoolOptions? options = null) => JobPool.Start(_catalog, options ?? new JobPoolOptions { Workers = 2 }, ProbeLibrary.Clock).Value;

    [Fact]
    public async Task Every_job_of_many_callers_ends_with_its_own_output()
    {
        using var pool = Start();
        var callers = Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            for (var i = 0; i < 500; i++)
            {
                var input = new byte[random.Next(0, 2000)];
                random.NextBytes(input);
                var output = new byte[2000];
                var outcome = await pool.RunAsync(Method("invert"), input, default, output, Route.Worker);
                Assert.Equal((ExecuteCode.Ok, input.Length, 1), (outcome.Code, outcome.OutputBytes, outcome.Attempts));
                Assert.Equal(ProbeLibrary.Inverted(input), output[..input.Length]);
            }
        }));
        await Task.WhenAll(callers);
        var report = pool.Report();
        Assert.Equal((4000L, 4000L, 0L), (report.Handed, report.Done, report.Refused));
    }

    [Fact]
    public async Task A_library_that_crashes_a_hundred_times_loses_no_job()
    {
        using var pool = Start();
        var jobs = 0;
        while (pool.Report().Libraries[0].Crashes < 100)
        {
            var batch = Enumerable.Range(jobs, 64).Select(async job =>
            {
                var input = BitConverter.GetBytes(job);
                var output = new byte[8];
                var outcome = await pool.RunAsync(Method("fragile"), input, [10, 0], output, Route.Worker);
                Assert.Equal((ExecuteCode.Ok, 4), (outcome.Code, outcome.OutputBytes));
                Assert.InRange(outcome.Attempts, 1, 2);
                Assert.Equal(ProbeLibrary.Inverted(input), output[..4]);
            }).ToArray();
            await Task.WhenAll(batch);
            jobs += batch.Length;
        }

        var report = pool.Report();
        Assert.Equal(jobs, report.Done);
        Assert.Equal(report.Libraries[0].Crashes, report.Libraries[0].Restarts);
    }

    [Theory]
    [InlineData("crash", ExecuteCode.Trapped, 2)]
    [InlineData("fault", ExecuteCode.ReturnedFault, 1)]
    [InlineData("spin", ExecuteCode.OutOfFuel, 1)]
    [InlineData("boast", ExecuteCode.BadReply, 2)]
    public async Task A_job_that_cannot_succeed_says_why(string method, ExecuteCode code, int attempts)
    {
        using var pool = Start();
        var outcome = await pool.RunAsync(Method(method), default, default, new byte[8], Route.Worker);
        Assert.Equal((code, attempts), (outcome.Code, outcome.Attempts));
        Assert.True((await pool.RunAsync(Method("nothing"), default, default, new byte[8], Route.Worker)).IsOk);
    }

    [Fact]
    public async Task What_an_earlier_job_left_behind_does_not_fail_the_next()
    {
        using var pool = Start(new JobPoolOptions { Workers = 1 });
        Assert.True((await pool.RunAsync(Method("poison"), [1], default, Memory<byte>.Empty, Route.Worker)).IsOk);
        var next = await pool.RunAsync(Method("poison"), [0], default, Memory<byte>.Empty, Route.Worker);
        Assert.Equal((ExecuteCode.Ok, 2), (next.Code, next.Attempts));
    }

    [Fact]
    public async Task Bad_handles_and_sizes_are_told_at_once()
    {
        using var pool = Start();
        Assert.Equal(ExecuteCode.NoSuchLibrary, (await pool.RunAsync(default, default, default, default)).Code);
        Assert.Equal(ExecuteCode.NoSuchMethod, (await pool.RunAsync(new MethodHandle(0, 99), default, default, default)).Code);
        Assert.Equal(ExecuteCode.InputTooLarge, (await pool.RunAsync(Method("invert"), new byte[LibraryLimits.MaxInputBytes + 1], default, default)).Code);
        var small = await pool.RunAsync(Method("invert"), new byte[10], default, new byte[9], Route.Worker);
        Assert.Equal((ExecuteCode.OutputTooSmall, 10), (small.Code, small.OutputBytes));
    }

    [Fact]
    public async Task Short_methods_come_to_run_here_and_long_ones_on_workers()
    {
        using var pool = Start(new JobPoolOptions { Workers = 1, ShortJob = TimeSpan.FromMilliseconds(1) });
        for (var i = 0; i < 50; i++)
        {
            _ = await pool.RunAsync(Method("nothing"), default, default, default);
        }

        Assert.Equal(RouteReason.Short, (await pool.RunAsync(Method("nothing"), default, default, default)).Reason);
        for (var i = 0; i < 20; i++)
        {
            _ = await pool.RunAsync(Method("digest"), new byte[60_000], [255], new byte[8]);
        }

        Assert.Equal(RouteReason.Long, (await pool.RunAsync(Method("digest"), new byte[60_000], [255], new byte[8])).Reason);
        Assert.Equal(RouteReason.AskedHere, (await pool.RunAsync(Method("digest"), new byte[60_000], [255], new byte[8], Route.Here)).Reason);
    }

    [Fact]
    public async Task With_no_place_left_a_job_is_told_Busy_or_runs_here()
    {
        using var pool = Start(new JobPoolOptions { Workers = 1, JobsWaiting = 2 });
        var first = pool.RunAsync(Method("spin"), default, default, default, Route.Worker);
        var second = pool.RunAsync(Method("nothing"), default, default, default, Route.Worker);
        Assert.Equal(ExecuteCode.Busy, (await pool.RunAsync(Method("nothing"), default, default, default, Route.Worker)).Code);
        var here = await pool.RunAsync(Method("nothing"), default, default, default);
        Assert.Equal((ExecuteCode.Ok, RouteReason.WorkersFull, -1), (here.Code, here.Reason, here.Worker));
        Assert.Equal(ExecuteCode.OutOfFuel, (await first).Code);
        Assert.True((await second).IsOk);
        Assert.Equal(1, pool.Report().Refused);
    }

    [Fact]
    public async Task The_wall_clock_stops_a_job_as_the_last_resort()
    {
        var catalog = ProbeLibrary.Catalog(LibraryLimits.Default with { FuelPerCall = long.MaxValue / 2 });
        using var pool = JobPool.Start(catalog, new JobPoolOptions { Workers = 1, LongestJob = TimeSpan.FromMilliseconds(200) }, ProbeLibrary.Clock).Value;
        var outcome = await pool.RunAsync(catalog.Resolve("probe", "spin").Value, default, default, default, Route.Worker);
        Assert.Equal(ExecuteCode.Interrupted, outcome.Code);
        Assert.True((await pool.RunAsync(catalog.Resolve("probe", "nothing").Value, default, default, default, Route.Worker)).IsOk);
    }

    [Fact]
    public async Task Jobs_that_wait_when_the_pool_ends_are_told_so()
    {
        var catalog = ProbeLibrary.Catalog(LibraryLimits.Default with { FuelPerCall = long.MaxValue / 2 });
        var pool = JobPool.Start(catalog, new JobPoolOptions { Workers = 1 }, ProbeLibrary.Clock).Value;
        var jobs = Enumerable.Range(0, 20).Select(_ => pool.RunAsync(catalog.Resolve("probe", "spin").Value, default, default, default, Route.Worker).AsTask()).ToArray();
        pool.Dispose();
        var outcomes = await Task.WhenAll(jobs);
        Assert.All(outcomes, outcome => Assert.True(outcome.Code is ExecuteCode.Stopped or ExecuteCode.Interrupted));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await pool.RunAsync(default, default, default, default));
    }

    [Fact]
    public void Options_outside_their_range_are_named()
    {
        Assert.Equal(JobErrorCode.BadOption, JobPool.Start(_catalog, new JobPoolOptions { Workers = 0 }, ProbeLibrary.Clock).Fault!.Code);
        Assert.Equal(JobErrorCode.BadOption, JobPool.Start(_catalog, new JobPoolOptions { JobsWaiting = 0 }, ProbeLibrary.Clock).Fault!.Code);
        Assert.Equal(JobErrorCode.BadOption, JobPool.Start(_catalog, new JobPoolOptions { Attempts = 11 }, ProbeLibrary.Clock).Fault!.Code);
    }
}
