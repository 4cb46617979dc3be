using Ludos.Base;
using Ludos.Runtime.Observability;
using Xunit;

namespace Ludos.Runtime.Tests.Observability;

public sealed class StallWatchTests
{
    private const long Second = 1_000_000_000;

    private readonly HandClock _clock = new();
    private readonly BlackBox _box = BlackBox.InMemory("stall", TimeProvider.System);
    private readonly List<MarkerKind> _marks = [];

    [Fact]
    public void Ticks_that_end_are_no_stall()
    {
        using var watch = Watch();
        for (var second = 0; second < 20; second++)
        {
            _clock.NowNs += Second;
            _box.EndTick(second);
            watch.Look();
        }

        Assert.Empty(_marks);
        Assert.Equal(0, _box.Read(Counter.Stalls));
    }

    [Fact]
    public void A_stall_is_told_once_and_so_is_its_end()
    {
        using var watch = Watch();
        watch.Look();
        for (var second = 0; second < 10; second++)
        {
            _clock.NowNs += Second;
            watch.Look();
        }

        Assert.Equal([MarkerKind.Stalled], _marks);
        _box.EndTick(1);
        watch.Look();
        Assert.Equal([MarkerKind.Stalled, MarkerKind.Unstalled], _marks);
        Assert.Equal(1, _box.Read(Counter.Stalls));
    }

    [Fact]
    public void Nothing_is_due_while_parked()
    {
        using var watch = Watch();
        watch.Look();
        watch.SetDue(false);
        _clock.NowNs += 60 * Second;
        watch.Look();
        Assert.Empty(_marks);
    }

    private StallWatch Watch()
    {
        var markers = new MarkerLog("stall", _box);
        markers.Marked += marker => _marks.Add(marker.Kind);
        var watch = new StallWatch(_clock, _box, markers, () => BoxState.Running);
        watch.SetDue(true);
        return watch;
    }

    private sealed class HandClock : IClock
    {
        public long NowNs { get; set; }
    }
}
