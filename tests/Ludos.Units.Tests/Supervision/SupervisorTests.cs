using Ludos.Base;
using Xunit;

namespace Ludos.Units.Tests.Supervision;

public sealed class SupervisorTests
{
    private readonly byte[] _output = new byte[16];
    private readonly HandClock _clock = new();

    [Fact]
    public void After_a_crash_the_next_call_meets_a_fresh_instance()
    {
        using var dispatcher = new Dispatcher(ProbeLibrary.Catalog(), RestartBudget.Default, _clock);
        Assert.True(dispatcher.Execute("probe", "poison", [1], [], _output).IsOk);
        Assert.Equal(ExecuteCode.Trapped, dispatcher.Execute("probe", "poison", [0], [], _output).Code);
        Assert.True(dispatcher.Execute("probe", "poison", [0], [], _output).IsOk);
        var report = dispatcher.Report(0);
        Assert.Equal((LibraryHealth.Running, 3L, 1L, 1L), (report.Health, report.Calls, report.Crashes, report.Restarts));
        Assert.Contains("unreachable", report.LastCrash, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_library_that_crashes_beyond_its_budget_is_retired_until_it_is_reinstated()
    {
        using var dispatcher = new Dispatcher(ProbeLibrary.Catalog(), new RestartBudget(3, TimeSpan.FromSeconds(1)), _clock);
        var codes = Enumerable.Range(0, 6).Select(_ => dispatcher.Execute("probe", "crash", [], [], _output).Code).ToArray();
        Assert.Equal([ExecuteCode.Trapped, ExecuteCode.Trapped, ExecuteCode.Trapped, ExecuteCode.Trapped, ExecuteCode.Retired, ExecuteCode.Retired], codes);
        Assert.Equal(LibraryHealth.Retired, dispatcher.Report(0).Health);
        Assert.True(dispatcher.Execute("core", "crc32c", [], [], _output).IsOk);
    }

    [Fact]
    public void Crashes_that_lie_far_enough_apart_use_up_nothing()
    {
        using var dispatcher = new Dispatcher(ProbeLibrary.Catalog(), new RestartBudget(3, TimeSpan.FromSeconds(1)), _clock);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(ExecuteCode.Trapped, dispatcher.Execute("probe", "crash", [], [], _output).Code);
            _clock.NowNs += 400_000_000;
        }

        Assert.Equal(50, dispatcher.Report(0).Restarts);
    }

    [Fact]
    public void A_fault_code_of_its_own_is_no_crash()
    {
        using var dispatcher = new Dispatcher(ProbeLibrary.Catalog(), RestartBudget.Default, _clock);
        _ = dispatcher.Execute("probe", "fault", [], [], _output);
        var report = dispatcher.Report(0);
        Assert.Equal((1L, 1L, 0L, 0L), (report.Calls, report.Faults, report.Crashes, report.Restarts));
    }

    private sealed class HandClock : IClock
    {
        public long NowNs { get; set; } = 1;
    }
}
