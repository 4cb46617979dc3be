namespace Ludos.State;

/// <summary>Why a rollback session could not go on.</summary>
public enum RollbackErrorCode
{
    /// <summary>The world would run further ahead of the last frame whose inputs are all known than it can be taken back: wait for inputs.</summary>
    TooFarAhead,

    /// <summary>The input is for no frame, for one too far in the future, or of a player that does not exist.</summary>
    BadInput,

    /// <summary>Another input for that player and frame came before; the first stands.</summary>
    Contradiction,

    /// <summary>The frame that had to be loaded is not kept: the store's budget is too small.</summary>
    NotSaved,

    /// <summary>Simulating a frame again from the same state and inputs gave another state: the game is not deterministic.</summary>
    Desync,
}
