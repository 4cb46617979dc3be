using Ludos.Runtime.Ticking;
using Xunit;

namespace Ludos.Runtime.Tests.Ticking;

public sealed class TickTimesTests
{
    [Fact]
    public void Percentiles_are_of_what_is_remembered()
    {
        var times = new TickTimes();
        Assert.Equal((0, 0), times.Percentiles());
        for (var millisecond = 1; millisecond <= 1_000; millisecond++)
        {
            times.Add(millisecond * 1_000_000L);
        }

        Assert.Equal((700, 994), times.Percentiles());
        Assert.Equal(1_000, times.LastMs);
        var recent = new int[3];
        Assert.Equal(3, times.Copy(recent, out var first));
        Assert.Equal([998_000, 999_000, 1_000_000], recent);
        Assert.Equal(997, first);
    }

    [Fact]
    public void Beats_do_not_drift_over_a_day()
    {
        const long DayBeats = 60L * 60 * 60 * 24;
        Assert.Equal(86_400_000_000_000L, Pulse.MomentOf(0, DayBeats));
        Assert.Equal(7 + 16_666_666L, Pulse.MomentOf(7, 1));
        Assert.Equal(1_000_000_000L, Pulse.MomentOf(0, 60));
    }

    [Fact]
    public void The_trace_keeps_the_newest_lines_in_order()
    {
        var log = new TraceLog();
        for (var line = 1; line <= TraceLog.Capacity + 10; line++)
        {
            log.Add(line, "m", $"{line}");
        }

        var kept = log.Since(0);
        Assert.Equal((TraceLog.Capacity, "11"), (kept.Count, kept[0].Text));
        Assert.Equal(["1033", "1034"], log.Since(1032).Select(line => line.Text));
        Assert.Empty(log.Since(long.MaxValue - 1));
        log.Add(0, "m", new string('x', 100_000));
        Assert.Equal(TraceLog.MaxLineLength + 1, log.Since(1034).Single().Text.Length);
    }
}
