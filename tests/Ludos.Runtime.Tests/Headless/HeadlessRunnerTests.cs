using Ludos.Modules;
using Ludos.Runtime.Headless;
using Ludos.Runtime.Tests.Fakes;
using Xunit;

namespace Ludos.Runtime.Tests.Headless;

public sealed class HeadlessRunnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ludos-headless-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (int Exit, string Out, string Error) Run(HeadlessOptions options, params NativeModule[] modules)
    {
        using var session = Sessions.Open(modules);
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        return (HeadlessRunner.Run(session, options, stdout, stderr), stdout.ToString(), stderr.ToString());
    }

    [Fact]
    public void Hash_lines_go_alone_to_stdout_and_are_the_same_run_after_run()
    {
        var options = new HeadlessOptions { Frames = 60, HashSpec = "*", At = [60, 1, 30, 1, 0] };
        var first = Run(options, Sessions.Counter());
        var second = Run(options, Sessions.Counter());
        Assert.Equal(first, second);
        Assert.Equal((0, ""), (first.Exit, first.Error));
        var lines = first.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["0", "1", "30", "60"], lines.Select(line => line.Split(' ')[0]));
        Assert.All(lines, line => Assert.Matches("^[0-9]+ [0-9a-f]{64}$", line));
        Assert.Equal(4, lines.Select(line => line.Split(' ')[1]).Distinct().Count());
    }

    [Fact]
    public void A_crashed_game_prints_what_it_reached_and_exits_3()
    {
        var run = Run(new HeadlessOptions { Frames = 10, HashSpec = "counter", At = [1, 5, 10] }, Sessions.Counter(outcome: tick => tick >= 4 ? new UnitOutcome(UnitFault.Trap, "It trapped.", 0) : default));
        Assert.Equal(HeadlessRunner.ExitCrashed, run.Exit);
        Assert.Equal(["1", "5"], run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
        Assert.Contains("crashed after", run.Error, StringComparison.Ordinal);
        Assert.Contains("It trapped.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_that_stopped_is_told_by_the_exit_code_but_every_tick_runs()
    {
        var run = Run(new HeadlessOptions { Frames = 10, HashSpec = "counter" }, Sessions.Counter(), Sessions.Counter("bad", outcome: _ => new UnitOutcome(UnitFault.Trap, "It trapped.", 0)));
        Assert.Equal(HeadlessRunner.ExitCrashed, run.Exit);
        Assert.StartsWith("10 ", run.Out, StringComparison.Ordinal);
        Assert.Contains("bad no longer runs", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", 5, HeadlessRunner.ExitUsage)]
    [InlineData("*", 99, HeadlessRunner.ExitUsage)]
    public void A_bad_specification_runs_nothing(string spec, long at, int exit)
    {
        var ticks = 0;
        var run = Run(new HeadlessOptions { Frames = 10, HashSpec = spec, At = [at] }, Sessions.Counter(outcome: _ =>
        {
            ticks++;
            return default;
        }));
        Assert.Equal((exit, "", 0), (run.Exit, run.Out, ticks));
        Assert.NotEqual("", run.Error);
    }

    [Fact]
    public void A_script_steers_and_a_bad_one_is_refused()
    {
        var script = Path.Combine(_folder, "s.jsonl");
        File.WriteAllText(script, """{"tick":3,"set":{"gamepad2":1}}""");
        var pads = new List<byte>();
        var watcher = new NativeModule("w", "1.0.0", [], [(NativeModule.Descriptor("w", "look", ["input"]), (context, _) =>
        {
            pads.Add(context.Read("input")[1]);
            return default;
        })]);
        Assert.Equal(0, Run(new HeadlessOptions { Frames = 5, InputScriptPath = script }, watcher).Exit);
        Assert.Equal([0, 0, 0, 1, 1], pads);
        File.WriteAllText(script, "nonsense");
        var run = Run(new HeadlessOptions { Frames = 5, InputScriptPath = script }, watcher);
        Assert.Equal(HeadlessRunner.ExitInputRefused, run.Exit);
        Assert.Contains("line 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void In_real_time_it_takes_its_time_and_gives_the_same_hash()
    {
        var options = new HeadlessOptions { Frames = 12, HashSpec = "*", At = [0, 12] };
        var start = Sessions.Options.Clock.NowNs;
        var paced = Run(options with { Realtime = true }, Sessions.Counter());
        Assert.True(Sessions.Options.Clock.NowNs - start >= 12 * 16_000_000L);
        Assert.Equal(Run(options, Sessions.Counter()).Out, paced.Out);
        Assert.Equal(0, paced.Exit);
    }

    [Theory]
    [InlineData("out.gif", HeadlessRunner.ExitUsage)]
    [InlineData("out.png", HeadlessRunner.ExitUsage)]
    [InlineData("out.wav", HeadlessRunner.ExitUsage)]
    public void What_cannot_be_recorded_is_said_before_the_run(string file, int exit)
    {
        var run = Run(new HeadlessOptions { Frames = 1, RecordPaths = [Path.Combine(_folder, file)] }, Sessions.Counter());
        Assert.Equal(exit, run.Exit);
        Assert.Contains(file, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_ends_the_run_with_130()
    {
        using var cancel = new CancellationTokenSource();
        using var session = Sessions.Open(Sessions.Counter(outcome: tick =>
        {
            if (tick == 100)
            {
                cancel.Cancel();
            }

            return default;
        }));
        Assert.Equal(HeadlessRunner.ExitInterrupted, HeadlessRunner.Run(session, new HeadlessOptions { Frames = long.MaxValue }, TextWriter.Null, TextWriter.Null, cancel.Token));
    }
}
