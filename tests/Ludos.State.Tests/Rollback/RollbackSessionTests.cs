using Ludos.State;
using Ludos.State.Tests.Layout;
using Xunit;

namespace Ludos.State.Tests.Rollback;

public sealed class RollbackSessionTests
{
    private const int Players = 3;
    private const int Frames = 600;

    /// <summary>Inputs come late by random numbers of frames, out of order and more than once; the world must end up as if they had all been there in time.</summary>
    [Theory]
    [InlineData(8, 1, 1UL)]
    [InlineData(8, 4, 2UL)]
    [InlineData(8, 8, 3UL)]
    [InlineData(2, 1, 4UL)]
    [InlineData(1, 1, 5UL)]
    [InlineData(20, 3, 6UL)]
    public void Late_inputs_lead_to_the_state_of_inputs_in_time(int maxPrediction, int saveEvery, ulong seed)
    {
        var random = new Mutations(seed);
        var inputs = Inputs(random);
        using var expected = new BallGame();
        using var game = new BallGame();
        var session = new RollbackSession<byte>(new RollbackOptions(Players, maxPrediction, saveEvery), game.Store, game);
        var mail = new List<(long Due, int Player, long Frame)>();
        for (var frame = 0; frame < Frames; frame++)
        {
            for (var player = 0; player < Players; player++)
            {
                // Player 0 sits here; the others' inputs travel, and one in ten is sent twice.
                mail.Add((frame + (player == 0 ? 0 : random.Below(maxPrediction)), player, frame));
                if (random.Below(10) == 0)
                {
                    mail.Add((frame + random.Below(3 * maxPrediction), player, frame));
                }
            }

            Deliver(session, mail, inputs, frame);
            Assert.Equal(frame + 1, session.Advance().Value);
            expected.Advance(frame, inputs[frame]);
        }

        Deliver(session, mail, inputs, long.MaxValue);
        Assert.Null(session.Correct());
        Assert.Equal((Frames, Frames), (session.Frame, session.Confirmed));
        Assert.True(expected.Content.AsSpan().SequenceEqual(game.Content), "The worlds differ.");
        Assert.True(maxPrediction == 1 ? session.Rollbacks == 0 : session.Rollbacks > Frames / 12, $"{session.Rollbacks} rollbacks.");
        Assert.True(saveEvery == 1 ? session.Saves == session.Simulated + 1 : session.Saves <= (Frames / saveEvery) + 2, $"{session.Saves} saves of {session.Simulated} frames.");
    }

    [Fact]
    public void Without_inputs_the_world_waits_after_the_prediction_window()
    {
        using var game = new BallGame();
        var session = new RollbackSession<byte>(new RollbackOptions(2, MaxPrediction: 5), game.Store, game);
        for (var frame = 0; frame < 5; frame++)
        {
            Assert.True(session.Advance().IsOk);
        }

        Assert.Equal(RollbackErrorCode.TooFarAhead, session.Advance().Fault!.Code);
        Assert.Null(session.AddInput(0, 0, 1));
        Assert.Equal(RollbackErrorCode.TooFarAhead, session.Advance().Fault!.Code);
        Assert.Null(session.AddInput(1, 0, 1));
        Assert.Equal(6, session.Advance().Value);
    }

    /// <summary>Sparse saves are made while frames are simulated again; guesses that are never wrong must not let the saved frame fall behind for ever.</summary>
    [Fact]
    public void A_sparse_session_whose_guesses_are_right_still_saves()
    {
        using var game = new BallGame();
        using var expected = new BallGame();
        var session = new RollbackSession<byte>(new RollbackOptions(1, MaxPrediction: 6, SaveEvery: 4), game.Store, game);
        for (var frame = 0; frame < 100; frame++)
        {
            Assert.Null(frame >= 3 ? session.AddInput(0, frame - 3, 0) : null);
            Assert.True(session.Advance().IsOk);
            expected.Advance(frame, [0]);
            Assert.InRange(session.Frame - game.Store.Frame, 0, 6 + 4);
        }

        Assert.True(expected.Content.AsSpan().SequenceEqual(game.Content));
    }

    [Fact]
    public void Inputs_that_cannot_be_are_refused()
    {
        using var game = new BallGame();
        var session = new RollbackSession<byte>(new RollbackOptions(2), game.Store, game);
        Assert.Equal(RollbackErrorCode.BadInput, session.AddInput(2, 0, 1)!.Code);
        Assert.Equal(RollbackErrorCode.BadInput, session.AddInput(-1, 0, 1)!.Code);
        Assert.Equal(RollbackErrorCode.BadInput, session.AddInput(0, -1, 1)!.Code);
        Assert.Equal(RollbackErrorCode.BadInput, session.AddInput(0, 1000, 1)!.Code);
        Assert.Null(session.AddInput(0, 0, 1));
        Assert.Null(session.AddInput(0, 0, 1));
        Assert.Equal(RollbackErrorCode.Contradiction, session.AddInput(0, 0, 2)!.Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RollbackSession<byte>(new RollbackOptions(1, MaxPrediction: 3, SaveEvery: 4), game.Store, game));
    }

    [Fact]
    public void Rolling_back_allocates_nothing()
    {
        using var game = new BallGame();
        var session = new RollbackSession<byte>(new RollbackOptions(2), game.Store, game);
        Play(session, 300);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Play(session, 300);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(session.Rollbacks > 300);
    }

    private static void Play(RollbackSession<byte> session, int frames)
    {
        var isGood = true;
        for (var count = 0; count < frames; count++)
        {
            isGood &= session.AddInput(0, session.Frame, (byte)session.Frame) is null;
            isGood &= session.Frame < 5 || session.AddInput(1, session.Frame - 5, (byte)(session.Frame * 3)) is null;
            isGood &= session.Advance().IsOk;
        }

        Assert.True(isGood);
    }

    private static byte[][] Inputs(Mutations random)
    {
        var inputs = new byte[Frames][];
        for (var frame = 0; frame < Frames; frame++)
        {
            // Held for a while, as a pad is: then guesses are right now and then.
            inputs[frame] = frame % 6 == 0 ? [(byte)random.Below(16), (byte)random.Below(16), (byte)random.Below(16)] : inputs[frame - 1];
        }

        return inputs;
    }

    private static void Deliver(RollbackSession<byte> session, List<(long Due, int Player, long Frame)> mail, byte[][] inputs, long now)
    {
        foreach (var (_, player, frame) in mail.Where(letter => letter.Due <= now).ToArray())
        {
            Assert.Null(session.AddInput(player, frame, inputs[frame][player]));
        }

        _ = mail.RemoveAll(letter => letter.Due <= now);
    }
}
