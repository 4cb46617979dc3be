namespace Ludos.State;

/// <summary>Bounds of inboxes and outboxes.</summary>
public static class PeerLimits
{
    /// <summary>Bytes of each ring.</summary>
    public const int RingBytes = Ring.DefaultCapacityBytes;

    /// <summary>Bytes of a line for trace or markers.</summary>
    public const int MaxTextBytes = 2_000;

    /// <summary>Regions that one process is told of at once.</summary>
    public const int MaxWatches = 8;

    /// <summary>Bytes of a segment that is given.</summary>
    public const int MaxGiftBytes = 1 << 28;

    /// <summary>Frames taken at a stretch; then the inbox rests, and a process that floods it finds it full.</summary>
    public const int FramesAtOnce = 256;
}
