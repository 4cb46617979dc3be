using Ludos.Modules;
using Ludos.Runtime.Tests.Fakes;
using Ludos.Trust;
using Xunit;

namespace Ludos.Runtime.Tests.Swapping;

public sealed class SwapTests
{
    private static readonly UnitOutcome Trapped = new(UnitFault.Trap, "It trapped.", 0);

    private readonly NativeLoader _loader = new();

    private GameSession Open(SessionOptions? options = null) => Sessions.Open(options ?? Sessions.Options, _loader, Sessions.Counter(), Sessions.Counter("other"));

    private static Base.Result<SwapReport, SwapErrorCode> Swap(GameSession session, string version, ModuleOrigin origin = ModuleOrigin.CommandLine) =>
        session.Swap("counter", NativeLoader.BytesOf("counter", version), origin, "counter.wasm");

    [Fact]
    public void Good_code_is_promoted_and_the_state_goes_on()
    {
        using var session = Open();
        _loader.With(Sessions.Counter(version: "2.0.0", amount: 100));
        session.Step(5);
        var report = Swap(session, "2.0.0").Value;
        Assert.Equal((SwapReport.Promoted, "", 5L), (report.Outcome, report.Reason, report.FlipTick));
        Assert.NotEqual(report.FromDigest, report.ToDigest);
        Assert.Equal(5 + (100 * (session.Tick - 5)), session.Number("counter"));
        Assert.Equal(session.Tick, session.Number("other"));
        Assert.Same(report, session.Status().Modules[0].LastSwap);
    }

    [Fact]
    public void Code_that_faults_is_gone_within_two_ticks_with_all_it_wrote()
    {
        using var session = Open();
        _loader.With(Sessions.Counter(version: "2.0.0", amount: 100, outcome: tick => tick >= 6 ? Trapped : default));
        session.Step(5);
        var report = Swap(session, "2.0.0").Value;
        Assert.Equal(SwapReport.RolledBack, report.Outcome);
        Assert.Contains("It trapped.", report.Reason, StringComparison.Ordinal);
        Assert.Equal((5L, 8L), (report.FlipTick, session.Tick));
        Assert.Equal(5 + 1, session.Number("counter"));
        Assert.Equal(8, session.Number("other"));
        Assert.Equal("running", session.Status().State);
    }

    [Fact]
    public void Bytes_that_do_not_compile_are_refused_and_nothing_stops()
    {
        using var session = Open();
        session.Step(2);
        var report = Swap(session, "9.9.9").Value;
        Assert.Equal(SwapReport.Refused, report.Outcome);
        Assert.Contains("malformed at offset 4", report.Reason, StringComparison.Ordinal);
        session.Step(1);
        Assert.Equal(3, session.Number("counter"));
    }

    [Fact]
    public void Another_schema_is_refused_with_the_difference()
    {
        using var session = Open();
        _loader.With(new NativeModule("counter", "3.0.0", [NativeModule.Number("counter", capacity: 2)], [(NativeModule.Descriptor("counter", "count", writes: ["counter"]), (_, _) => default)]));
        var report = Swap(session, "3.0.0").Value;
        Assert.Equal(SwapReport.Refused, report.Outcome);
        Assert.Contains(report.Differences, line => line.Contains("capacity", StringComparison.Ordinal));
    }

    [Fact]
    public void The_version_before_can_be_put_back()
    {
        using var session = Open();
        _loader.With(Sessions.Counter(version: "2.0.0", amount: 100));
        session.Step(1);
        Assert.Equal(SwapErrorCode.NothingToRollBack, session.RollBack("counter").Fault?.Code);
        Swap(session, "2.0.0");
        Assert.True(session.Status().Modules[0].CanRollBack);
        Assert.True(session.RollBack("counter").IsOk);
        var before = session.Number("counter");
        session.Step(3);
        Assert.Equal(before + 3, session.Number("counter"));
    }

    [Fact]
    public void What_is_not_there_not_trusted_or_not_ticking_is_said()
    {
        using var session = Open(Sessions.Options with { Dev = false });
        Assert.Contains("It has counter, other", session.Swap("none", new byte[] { 1 }, ModuleOrigin.CommandLine, "x").Fault?.Mend, StringComparison.Ordinal);
        Assert.Equal(SwapErrorCode.Untrusted, Swap(session, "2.0.0", ModuleOrigin.Dropped).Fault?.Code);
        session.Pause();
        Assert.Contains("paused", Swap(session, "2.0.0").Fault?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_that_no_longer_runs_comes_back_with_mended_code()
    {
        _loader.With(Sessions.Counter(version: "2.0.0", amount: 10));
        using var session = Sessions.Open(Sessions.Options, _loader, Sessions.Counter(outcome: tick => tick >= 2 ? Trapped : default), Sessions.Counter("other"));
        session.Step(6);
        Assert.Equal(2, session.Number("counter"));
        Assert.Equal(SwapReport.Promoted, Swap(session, "2.0.0").Value.Outcome);
        Assert.Equal(2 + (10 * (session.Tick - 6)), session.Number("counter"));
    }

    [Fact]
    public void A_crashed_game_goes_on_with_mended_code()
    {
        _loader.With(Sessions.Counter(version: "2.0.0"));
        using var session = Sessions.Open(Sessions.Options, _loader, Sessions.Counter(outcome: _ => Trapped));
        session.Step(5);
        Assert.NotNull(session.Crash);
        Assert.Equal(SwapReport.Promoted, Swap(session, "2.0.0").Value.Outcome);
        Assert.Null(session.Crash);
    }

    [Fact]
    public void A_parked_game_ticks_for_as_long_as_the_proof_takes()
    {
        using var session = Open();
        _loader.With(Sessions.Counter(version: "2.0.0", amount: 100));
        session.StartRealtime();
        var report = Swap(session, "2.0.0").Value;
        Assert.Equal(SwapReport.Promoted, report.Outcome);
        Assert.True(session.Number("counter") >= 200);
    }

    [Fact]
    public void Many_swaps_in_a_running_game_lose_no_tick()
    {
        using var session = Open();
        _loader.With(Sessions.Counter(version: "2.0.0"));
        using var viewer = session.AddViewer();
        session.StartRealtime();
        for (var round = 0; round < 10; round++)
        {
            Assert.Equal(SwapReport.Promoted, Swap(session, round % 2 == 0 ? "2.0.0" : "1.0.0").Value.Outcome);
        }

        session.Pause();
        Assert.True(Sessions.Eventually(() => session.Number("counter") == session.Tick && session.Number("other") == session.Tick));
    }
}
