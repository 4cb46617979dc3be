using Ludos.Base;

namespace Ludos.State;

/// <summary>
/// Finds out whether a game is deterministic: after each frame the world goes back some frames and is simulated again with the same inputs, and every region must be as it
/// was the first time. Used while a game is made, in place of a <see cref="RollbackSession{TInput}"/>. For one thread, that of the store's writers; allocates
/// nothing, except to say what is wrong.
/// </summary>
/// <typeparam name="TInput">One player's input in one frame.</typeparam>
public sealed class SyncTest<TInput>
    where TInput : unmanaged, IEquatable<TInput>
{
    private readonly FrameStore _store;
    private readonly IRollbackGame<TInput> _game;
    private readonly int _players;
    private readonly int _distance;
    private readonly TInput[] _inputs;
    private readonly uint[] _checksums;

    /// <param name="players">1 or more.</param>
    /// <param name="distance">Frames that are simulated again after each, 1 or more; the store must keep one more than that.</param>
    public SyncTest(int players, int distance, FrameStore store, IRollbackGame<TInput> game)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(game);
        ArgumentOutOfRangeException.ThrowIfLessThan(players, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(distance, 1);
        (_players, _distance, _store, _game) = (players, distance, store, game);
        _inputs = new TInput[players * (distance + 1)];
        _checksums = new uint[store.Regions * (distance + 1)];
        store.Save(0);
        Note(0);
    }

    /// <summary>The frame that the regions hold.</summary>
    public long Frame { get; private set; }

    /// <summary>Simulates a frame, then the last frames again. Returns the frame that the regions hold, or <see cref="RollbackErrorCode.Desync"/> with frame and region.</summary>
    /// <exception cref="ArgumentException">Not one input for each player.</exception>
    public Result<long, RollbackErrorCode> Advance(ReadOnlySpan<TInput> inputs)
    {
        if (inputs.Length != _players)
        {
            throw new ArgumentException($"{inputs.Length} inputs for {_players} players.", nameof(inputs));
        }

        inputs.CopyTo(Inputs(Frame));
        _game.Advance(Frame, inputs);
        Frame++;
        _store.Save(Frame);
        Note(Frame);
        return Frame >= _distance && Again() is { } fault ? fault : Frame;
    }

    private Fault<RollbackErrorCode>? Again()
    {
        var first = Frame - _distance;
        if (!_store.Load(first).IsOk)
        {
            return new(RollbackErrorCode.NotSaved, $"Frame {first} is not kept.", "Give the frame store more memory or more frames.");
        }

        for (var frame = first; ; frame++)
        {
            var fault = FindDifference(frame);
            if (fault is not null || frame == Frame)
            {
                return fault;
            }

            _game.Advance(frame, Inputs(frame));
            _store.Save(frame + 1);
        }
    }

    private Fault<RollbackErrorCode>? FindDifference(long frame)
    {
        for (var region = 0; region < _store.Regions; region++)
        {
            if (_store.Checksum(region) != _checksums[Place(frame) * _store.Regions + region])
            {
                return new(RollbackErrorCode.Desync, $"Simulated again, frame {frame} holds something else in region '{_store.Name(region)}'.",
                    "Look for state outside the regions, time, randomness, or the order of a hash table.");
            }
        }

        return null;
    }

    private void Note(long frame)
    {
        for (var region = 0; region < _store.Regions; region++)
        {
            _checksums[Place(frame) * _store.Regions + region] = _store.Checksum(region);
        }
    }

    private Span<TInput> Inputs(long frame) => _inputs.AsSpan(Place(frame) * _players, _players);

    private int Place(long frame) => (int)(frame % (_distance + 1));
}
