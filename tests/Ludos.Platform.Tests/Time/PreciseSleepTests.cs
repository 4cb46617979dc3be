using Ludos.Base;
using Ludos.Platform.Time;
using Xunit;

namespace Ludos.Platform.Tests.Time;

public sealed class PreciseSleepTests
{
    private const long Millisecond = 1_000_000;

    private readonly MonotonicClock _clock = new();

    [Theory]
    [InlineData(0)]
    [InlineData(20_000)]
    [InlineData(5 * Millisecond)]
    public void It_never_returns_early(long durationNs)
    {
        PreciseSleep.PrepareThread();
        var sleep = new PreciseSleep(_clock);
        for (var round = 0; round < 20; round++)
        {
            var moment = _clock.NowNs + durationNs;
            sleep.Until(moment);
            Assert.True(_clock.NowNs >= moment);
        }
    }

    [Fact]
    public void A_moment_that_has_passed_costs_no_sleep()
    {
        var looks = new CountingClock();
        new PreciseSleep(looks).Until(long.MinValue);
        Assert.Equal(2, looks.Looks);
    }

    private sealed class CountingClock : IClock
    {
        public int Looks { get; private set; }

        public long NowNs
        {
            get
            {
                Looks++;
                return 0;
            }
        }
    }
}
