namespace Ludos.State;

/// <summary>How a rollback session behaves.</summary>
/// <param name="Players">1 or more.</param>
/// <param name="MaxPrediction">Frames that may be simulated with guessed inputs, 1 or more; a late input sends the world back at most so far.</param>
/// <param name="SaveEvery">1 saves every frame. More saves only the newest frame whose inputs are all known, and only once it is that many frames newer than the one
/// saved before: fewer saves, longer ways back. At most <paramref name="MaxPrediction"/>.</param>
public sealed record RollbackOptions(int Players, int MaxPrediction = RollbackOptions.DefaultMaxPrediction, int SaveEvery = 1)
{
    public const int DefaultMaxPrediction = 8;
}
