namespace Ludos.State;

/// <summary>What became of a twin's attempt to be the world again.</summary>
public enum TwinOutcome
{
    /// <summary>Every region's content is of one instant.</summary>
    Ok,

    /// <summary>Some region was always published before the last one was looked at. What the twin held is still whole; try again.</summary>
    NoInstant,

    /// <summary>Writers took the slots that were being copied, each time. The twin holds nothing until a later attempt succeeds.</summary>
    Overrun,
}
