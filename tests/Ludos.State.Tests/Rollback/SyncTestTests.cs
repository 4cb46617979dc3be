using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Rollback;

public sealed class SyncTestTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void A_deterministic_game_passes_and_plays_on_unchanged(int distance)
    {
        using var plain = new BallGame();
        using var game = new BallGame();
        var test = new SyncTest<byte>(2, distance, game.Store, game);
        for (var frame = 0; frame < 200; frame++)
        {
            byte[] inputs = [(byte)(frame * 5), (byte)(frame / 3)];
            Assert.Equal(frame + 1, test.Advance(inputs).Value);
            plain.Advance(frame, inputs);
        }

        Assert.True(plain.Content.AsSpan().SequenceEqual(game.Content));
    }

    [Fact]
    public void State_outside_the_regions_is_found_at_its_first_frame()
    {
        using var game = new BallGame { CheatsFrom = 20 };
        var test = new SyncTest<byte>(1, 4, game.Store, game);
        for (var frame = 0; frame < 20; frame++)
        {
            Assert.True(test.Advance([3]).IsOk);
        }

        var fault = test.Advance([3]).Fault!;
        Assert.Equal(RollbackErrorCode.Desync, fault.Code);
        Assert.Contains("frame 21", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'score'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Misuse_throws()
    {
        using var game = new BallGame();
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyncTest<byte>(1, 0, game.Store, game));
        var test = new SyncTest<byte>(2, 1, game.Store, game);
        Assert.Throws<ArgumentException>(() => test.Advance([1]));
    }
}
