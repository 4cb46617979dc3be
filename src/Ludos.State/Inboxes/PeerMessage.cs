namespace Ludos.State;

/// <summary>What the arena's owner told an attached process.</summary>
/// <param name="IsEpoch">A watched region has a new epoch; otherwise an answer.</param>
/// <param name="Sequence">Of an answer: the number that the request was given.</param>
/// <param name="Outcome">Of an answer.</param>
/// <param name="Region">Of an epoch: the region's index.</param>
/// <param name="Epoch">Of an epoch.</param>
public readonly record struct PeerMessage(bool IsEpoch, uint Sequence, PeerOutcome Outcome, uint Region, ulong Epoch);
