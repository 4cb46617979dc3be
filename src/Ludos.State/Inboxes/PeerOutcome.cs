namespace Ludos.State;

/// <summary>What became of a frame in an inbox.</summary>
public enum PeerOutcome : ushort
{
    Done = 0,

    /// <summary>The process lacks the capability.</summary>
    NotGranted = 1,

    /// <summary>Unknown opcode, or a length or content that it does not have.</summary>
    BadFrame = 2,

    /// <summary>More of them than the owner takes; try again later.</summary>
    TooOften = 3,
    NoSuchRegion = 4,

    /// <summary>The owner has no use for it, or it failed.</summary>
    Refused = 5,
}
