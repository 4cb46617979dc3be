namespace Ludos.Distribution.Tests.Streaming;

public sealed class StreamCapTests
{
    private const long Mib = 1024 * 1024;
    private static readonly StreamCapOptions Options = new() { FloorBytesPerSecond = Mib, FirstBytesPerSecond = 8 * Mib, CeilingBytesPerSecond = 20 * Mib, StepBytesPerSecond = 4 * Mib, Cut = 0.5 };
    private static readonly PulseSample Good = new(15, 0.1, 0, 6, 16.7, 0);

    [Fact]
    public void It_rises_by_steps_to_the_ceiling_while_ticks_are_in_time()
    {
        var cap = new StreamCap(Options);
        Assert.Equal((8 * Mib, CapReason.Begins), (cap.Last.BytesPerSecond, cap.Last.Reason));
        long[] course = [.. Enumerable.Range(0, 4).Select(_ => cap.Look(Good, wasUsed: true).BytesPerSecond)];
        Assert.Equal([12 * Mib, 16 * Mib, 20 * Mib, 20 * Mib], course);
        Assert.Equal(CapReason.Ceiling, cap.Last.Reason);
    }

    [Fact]
    public void A_cap_that_held_nothing_back_does_not_rise() =>
        Assert.Equal((8 * Mib, CapReason.Slack), Of(new StreamCap(Options).Look(Good, wasUsed: false)));

    [Fact]
    public void Late_ticks_halve_it_and_the_reason_gives_the_figures()
    {
        var cap = new StreamCap(Options);
        var decision = cap.Look(Good with { LateTicks = 2, WorstLateMs = 3.14 }, wasUsed: true);
        Assert.Equal((4 * Mib, CapReason.Late, "2 of 15 ticks came late, by up to 3.1 ms: less."), (decision.BytesPerSecond, decision.Reason, decision.Text));
        for (var look = 0; look < 10; look++)
        {
            decision = cap.Look(Good with { LateTicks = 1 }, wasUsed: true);
        }

        Assert.Equal(Mib, decision.BytesPerSecond);
    }

    [Fact]
    public void Dropped_ticks_take_it_to_the_floor_and_busy_ticks_hold_it()
    {
        var cap = new StreamCap(Options);
        Assert.Equal((8 * Mib, CapReason.Busy), Of(cap.Look(Good with { MeanTickMs = 15 }, wasUsed: true)));
        Assert.Equal((Mib, CapReason.Missed), Of(cap.Look(Good with { MissedTicks = 1 }, wasUsed: true)));
        Assert.Equal((5 * Mib, CapReason.Slack), Of(cap.Look(Good, wasUsed: true)));
    }

    [Fact]
    public void While_no_tick_runs_it_is_open_and_falls_back_to_what_it_was()
    {
        var cap = new StreamCap(Options);
        Assert.Equal((20 * Mib, CapReason.Still), Of(cap.Look(default, wasUsed: true)));
        Assert.Equal((12 * Mib, CapReason.Slack), Of(cap.Look(Good, wasUsed: true)));
    }

    /// <summary>Against a machine that can spare so much and no more, it settles a little below and stays there.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(17)]
    public void It_settles_below_what_the_machine_can_spare(int spareMib)
    {
        var cap = new StreamCap(Options with { StepBytesPerSecond = Mib / 2, Cut = 0.7 });
        var course = new List<double>();
        for (var look = 0; look < 400; look++)
        {
            var isTooMuch = cap.Last.BytesPerSecond > spareMib * Mib;
            course.Add(cap.Look(isTooMuch ? Good with { LateTicks = 1 } : Good, wasUsed: true).BytesPerSecond / (double)Mib);
        }

        var settled = course.Skip(100).ToList();
        Assert.InRange(settled.Average(), spareMib * 0.7, spareMib);
        Assert.True(settled.Max() <= spareMib + 0.5);
    }

    private static (long, CapReason) Of(CapDecision decision) => (decision.BytesPerSecond, decision.Reason);
}
