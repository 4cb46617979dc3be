namespace Ludos.State;

/// <summary>Bounds on a log: what a reader takes from a file that it does not trust.</summary>
public static class LogLimits
{
    /// <summary>Payload of one record: 1 GiB.</summary>
    public const int MaxPayloadBytes = 1 << 30;

    /// <summary>Content of one region in a log: what fits into a record with its heads.</summary>
    public const int MaxRegionBytes = MaxPayloadBytes - (1 << 20);

    /// <summary>Regions of one world: as many as an arena's directory has.</summary>
    public const int MaxRegions = 1_023;

    /// <summary>What the world's owner says about it, in bytes.</summary>
    public const int MaxAboutBytes = 1 << 20;

    /// <summary>A name, a source or a text of an event, in bytes.</summary>
    public const int MaxTextBytes = 8_192;

    /// <summary>Parts that one log may name.</summary>
    public const int MaxParts = 4_096;

    /// <summary>What is read with each tick from outside, in bytes.</summary>
    public const int MaxInputBytes = 4_096;
}
