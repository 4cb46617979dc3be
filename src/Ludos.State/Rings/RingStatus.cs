namespace Ludos.State;

/// <summary>What became of a frame that a producer wanted to send.</summary>
public enum RingStatus
{
    Ok,

    /// <summary>Not enough room now: back-pressure. Nothing was sent.</summary>
    Full,

    /// <summary>The consumer's position contradicts the producers': the other side is broken or lies.</summary>
    Damaged,
}

/// <summary>What a consumer found.</summary>
public enum RingRead
{
    /// <summary>No frame is whole yet.</summary>
    Empty,

    Frame,

    /// <summary>A producer died while it filled a frame. The frame is skipped; its head says whose it was.</summary>
    Lost,

    /// <summary>Positions or lengths contradict each other. Everything up to the producers' position is dropped.</summary>
    Damaged,
}
