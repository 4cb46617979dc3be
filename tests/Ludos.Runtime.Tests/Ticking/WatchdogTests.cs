using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.Observability;
using Ludos.Runtime.Ticking;
using Xunit;

namespace Ludos.Runtime.Tests.Ticking;

public class WatchdogTests
{
    private const long LateNs = 1_000_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SettableClock _clock = new();

    [Fact]
    public void A_unit_within_its_limit_is_left_alone()
    {
        using var unit = new GatedUnit();
        var watchdog = new Watchdog(_clock, BlackBox.InMemory("watchdog", TimeProvider.System));
        watchdog.Enter(unit, _clock.NowNs, limitMs: 10);
        watchdog.Look();
        watchdog.Leave();
        _clock.NowNs = LateNs;
        watchdog.Look();
        Assert.Equal(0, watchdog.Stops);
        Assert.Equal(0, unit.Stops);
    }

    [Fact]
    public void A_late_unit_is_asked_once()
    {
        using var unit = new GatedUnit();
        unit.Gate.Set();
        var watchdog = new Watchdog(_clock, BlackBox.InMemory("watchdog", TimeProvider.System));
        watchdog.Enter(unit, _clock.NowNs, limitMs: 10);
        _clock.NowNs = LateNs;
        watchdog.Look();
        watchdog.Look();
        watchdog.Leave();
        Assert.Equal(1, watchdog.Stops);
        Assert.Equal(1, unit.Stops);
    }

    [Fact]
    public async Task A_stop_lands_before_the_run_it_is_for_is_left()
    {
        using var unit = new GatedUnit();
        var watchdog = new Watchdog(_clock, BlackBox.InMemory("watchdog", TimeProvider.System));
        watchdog.Enter(unit, _clock.NowNs, limitMs: 10);
        _clock.NowNs = LateNs;
        var looking = Task.Run(watchdog.Look);
        Assert.True(unit.Asked.Wait(Patience));
        var leaving = Task.Run(watchdog.Leave);
        Assert.NotSame(leaving, await Task.WhenAny(leaving, Task.Delay(50)));
        unit.Gate.Set();
        await looking.WaitAsync(Patience);
        await leaving.WaitAsync(Patience);
        Assert.Equal(1, unit.Stops);
    }

    private sealed class SettableClock : IClock
    {
        public long NowNs { get; set; }
    }

    /// <summary>Its stop takes as long as the gate is shut.</summary>
    private sealed class GatedUnit : IUnit, IDisposable
    {
        public ManualResetEventSlim Asked { get; } = new();

        public ManualResetEventSlim Gate { get; } = new();

        public int Stops { get; private set; }

        public UnitDescriptor Descriptor => throw new NotSupportedException();

        public UnitOutcome Start() => default;

        public UnitOutcome Run(long tick) => default;

        public void RequestStop()
        {
            Asked.Set();
            if (Gate.Wait(Patience))
            {
                Stops++;
            }
        }

        public void Dispose()
        {
            Asked.Dispose();
            Gate.Dispose();
        }
    }
}
