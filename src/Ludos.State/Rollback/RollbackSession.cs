using Ludos.Base;

namespace Ludos.State;

/// <summary>
/// Simulates a game before all inputs have come: what is missing is guessed, and when an input turns out otherwise, the world goes back to a saved frame and is
/// simulated again with what is known. Frame f is the state before frame f's inputs act; the first is 0. For one thread, that of the store's writers; allocates
/// nothing, except to say what is wrong.
/// </summary>
/// <typeparam name="TInput">One player's input in one frame. Its default is what is guessed before the first has come.</typeparam>
public sealed class RollbackSession<TInput>
    where TInput : unmanaged, IEquatable<TInput>
{
    /// <summary>Inputs may come this many times the prediction ahead of the world.</summary>
    private const int WindowsAhead = 4;

    private readonly RollbackOptions _options;
    private readonly FrameStore _store;
    private readonly IRollbackGame<TInput> _game;
    private readonly InputQueue<TInput>[] _players;
    private readonly TInput[] _inputs;
    private readonly int _window;
    private long _saved;
    private long _firstWrong = long.MaxValue;

    /// <summary>Begins at frame 0, with the regions as they are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public RollbackSession(RollbackOptions options, FrameStore store, IRollbackGame<TInput> game)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(game);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Players, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxPrediction, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SaveEvery, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.SaveEvery, options.MaxPrediction);
        (_options, _store, _game) = (options, store, game);
        _window = options.MaxPrediction * WindowsAhead;
        _players = new InputQueue<TInput>[options.Players];
        for (var player = 0; player < options.Players; player++)
        {
            _players[player] = new InputQueue<TInput>(_window * 2);
        }

        _inputs = new TInput[options.Players];
        store.Save(0);
    }

    /// <summary>The frame that the regions hold.</summary>
    public long Frame { get; private set; }

    /// <summary>The first frame of which an input is missing: everything before it is settled once it has been simulated.</summary>
    public long Confirmed
    {
        get
        {
            var frame = long.MaxValue;
            foreach (var player in _players)
            {
                frame = Math.Min(frame, player.NextUnknown);
            }

            return frame;
        }
    }

    /// <summary>Times the world was taken back.</summary>
    public long Rollbacks { get; private set; }

    /// <summary>Frames simulated, again ones counted again.</summary>
    public long Simulated { get; private set; }

    /// <summary>Frames saved.</summary>
    public long Saves { get; private set; } = 1;

    /// <summary>A player's input, in any order, as late as it may be, and as often as it comes. Null when it was taken.</summary>
    public Fault<RollbackErrorCode>? AddInput(int player, long frame, TInput input)
    {
        if ((uint)player >= (uint)_players.Length || frame < 0 || frame >= Frame + _window)
        {
            return new(RollbackErrorCode.BadInput, $"An input of player {player} for frame {frame} cannot be taken at frame {Frame} with {_players.Length} players.");
        }

        if (!_players[player].TryAdd(frame, input))
        {
            return new(RollbackErrorCode.Contradiction, $"Player {player} sent another input for frame {frame} before.", "Find out why the peer changed its mind.");
        }

        if (frame < Frame && _players[player].WasWrong(frame))
        {
            _firstWrong = Math.Min(_firstWrong, frame);
        }

        return null;
    }

    /// <summary>Corrects what was guessed wrong, then simulates one frame more. Returns the frame that the regions hold then.</summary>
    public Result<long, RollbackErrorCode> Advance()
    {
        if (Frame - Confirmed >= _options.MaxPrediction)
        {
            return new Fault<RollbackErrorCode>(RollbackErrorCode.TooFarAhead, $"Frame {Frame} is {_options.MaxPrediction} ahead of frame {Confirmed}, of which an input is missing.", "Wait for inputs.");
        }

        // Guesses that are always right send nothing back, and a frame is saved only when it is simulated: now and then one is, for the save alone.
        if (_options.SaveEvery > 1 && Frame - _saved >= _options.MaxPrediction && Confirmed - _saved >= _options.SaveEvery)
        {
            _firstWrong = Math.Min(_firstWrong, _saved);
        }

        if (Correct() is { } fault)
        {
            return fault;
        }

        Simulate();
        return Frame;
    }

    /// <summary>Corrects what was guessed wrong, without going on. Null when the regions now hold what is known and guessed.</summary>
    public Fault<RollbackErrorCode>? Correct()
    {
        if (_firstWrong == long.MaxValue)
        {
            return null;
        }

        var target = Frame;
        var from = _options.SaveEvery == 1 ? _firstWrong : Math.Min(_saved, _firstWrong);
        if (!_store.Load(from).TryGet(out var loaded, out var fault))
        {
            return new(RollbackErrorCode.NotSaved, fault.Message, "Give the frame store more memory or more frames.");
        }

        Rollbacks++;
        (Frame, _firstWrong) = (loaded, long.MaxValue);
        while (Frame < target)
        {
            Simulate();
        }

        return null;
    }

    private void Simulate()
    {
        for (var player = 0; player < _players.Length; player++)
        {
            _inputs[player] = _players[player].Use(Frame);
        }

        _game.Advance(Frame, _inputs);
        Frame++;
        Simulated++;
        if (_options.SaveEvery == 1 || (Frame <= Confirmed && Frame - _saved >= _options.SaveEvery))
        {
            _store.Save(Frame);
            _saved = Frame;
            Saves++;
        }
    }
}
