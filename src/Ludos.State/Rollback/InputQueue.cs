namespace Ludos.State;

/// <summary>One player's inputs around the present: those that came, and what was guessed where none had. A ring; allocates nothing.</summary>
internal sealed class InputQueue<TInput>
    where TInput : unmanaged, IEquatable<TInput>
{
    private readonly TInput[] _known;
    private readonly TInput[] _used;
    private readonly long[] _knownFrames;
    private TInput _last;

    internal InputQueue(int frames)
    {
        (_known, _used, _knownFrames) = (new TInput[frames], new TInput[frames], new long[frames]);
        Array.Fill(_knownFrames, -1);
    }

    /// <summary>The first frame whose input has not come.</summary>
    internal long NextUnknown { get; private set; }

    /// <summary>False when another one came before. One that came so long ago that it is forgotten is not compared: nothing can depend on it any more.</summary>
    internal bool TryAdd(long frame, TInput input)
    {
        if (frame < NextUnknown || IsKnown(frame))
        {
            return !IsKnown(frame) || _known[At(frame)].Equals(input);
        }

        (_known[At(frame)], _knownFrames[At(frame)]) = (input, frame);
        for (; IsKnown(NextUnknown); NextUnknown++)
        {
            _last = _known[At(NextUnknown)];
        }

        return true;
    }

    /// <summary>The frame's input; where it has not come, the last of those that came without a gap, held on.</summary>
    internal TInput Use(long frame) => _used[At(frame)] = IsKnown(frame) ? _known[At(frame)] : _last;

    /// <summary>Whether a frame that was simulated used something else than what is known now.</summary>
    internal bool WasWrong(long frame) => IsKnown(frame) && !_used[At(frame)].Equals(_known[At(frame)]);

    private bool IsKnown(long frame) => _knownFrames[At(frame)] == frame;

    private int At(long frame) => (int)(frame % _known.Length);
}
