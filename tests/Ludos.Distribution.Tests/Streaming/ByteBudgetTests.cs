using Ludos.Distribution.Tests.Support;

namespace Ludos.Distribution.Tests.Streaming;

public sealed class ByteBudgetTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(100_000, 16_384)]
    [InlineData(10_000_000, 16_384)]
    [InlineData(1_000, 1)]
    [InlineData(64_000_000, 7_777)]
    public void The_mean_is_the_rate_whatever_is_taken_at_once(long bytesPerSecond, int takeBytes)
    {
        var budget = new ByteBudget(_time, bytesPerSecond);
        var waited = TimeSpan.Zero;
        for (var take = 0; take < 2_000; take++)
        {
            var wait = budget.Take(takeBytes);
            waited += wait;
            _time.Advance(wait);
        }

        Assert.Equal(2_000L * takeBytes, budget.TakenBytes);
        Assert.Equal(budget.TakenBytes / waited.TotalSeconds, bytesPerSecond, bytesPerSecond * 0.01);
    }

    [Fact]
    public void A_long_pause_saves_one_tick_and_no_more()
    {
        var budget = new ByteBudget(_time, 60_000);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.Zero, budget.Take(1_000));
        Assert.False(budget.TakeHeldBack());
        Assert.Equal(1.0 / 60, budget.Take(1_000).TotalSeconds, 6);
        Assert.True(budget.TakeHeldBack());
        Assert.False(budget.TakeHeldBack());
    }

    [Fact]
    public void A_new_rate_counts_at_once()
    {
        var budget = new ByteBudget(_time, 1_000);
        Assert.Equal(1, budget.Take(1_000).TotalSeconds, 6);
        budget.BytesPerSecond = 4_000;
        Assert.Equal(0.5, budget.Take(1_000).TotalSeconds, 6);
    }
}
