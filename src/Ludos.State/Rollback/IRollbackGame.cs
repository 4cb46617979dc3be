namespace Ludos.State;

/// <summary>A game that can be simulated again: all its state lies in the regions of the session's store, and it looks at nothing else.</summary>
/// <typeparam name="TInput">One player's input in one frame.</typeparam>
public interface IRollbackGame<TInput>
    where TInput : unmanaged, IEquatable<TInput>
{
    /// <summary>Takes the regions from <paramref name="frame"/> to the frame after it, publishing what it writes.</summary>
    /// <param name="inputs">One for each player, real or guessed.</param>
    void Advance(long frame, ReadOnlySpan<TInput> inputs);
}
