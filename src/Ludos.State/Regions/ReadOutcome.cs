namespace Ludos.State;

/// <summary>What a read was worth.</summary>
public enum ReadOutcome
{
    /// <summary>Every byte read was of one epoch.</summary>
    Ok,

    /// <summary>The writer needed the slot: discard everything that was read.</summary>
    Revoked,
}
