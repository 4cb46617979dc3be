namespace Ludos.State;

/// <summary>How a session is recorded.</summary>
public sealed record RecorderOptions
{
    /// <summary>Bytes that ticks may wait in for the file. At least two fit. Default 64 MiB.</summary>
    public long BufferBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Whether the world waits when all buffers are full. Default false: the tick is then recorded without hashes, which a replay needs none of. True for runs that
    /// nobody watches.
    /// </summary>
    public bool MayWait { get; init; }

    /// <summary>Whether each tick's changes are recorded as well, so that states can be looked up without running the world. Default false.</summary>
    public bool WithState { get; init; }
}
