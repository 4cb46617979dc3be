namespace Ludos.State;

/// <summary>How a journal is kept.</summary>
public sealed record JournalOptions
{
    public static JournalOptions Default { get; } = new();

    /// <summary>Bytes that ticks may wait in for the disk. At least two ticks fit, whatever this says. Default 64 MiB.</summary>
    public long BufferBytes { get; init; } = 64L << 20;

    /// <summary>How long a tick may wait for others, so that one fsync serves them all. Default 50 ms; zero commits what is there at once.</summary>
    public TimeSpan CommitEvery { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Bytes of deltas after which a snapshot begins a new segment, so that recovery reads no more than this and the snapshot. At least the snapshot's own size counts.
    /// Default 64 MiB.
    /// </summary>
    public long SnapshotEveryBytes { get; init; } = 64L << 20;

    /// <summary>How long after a failure of the disk the next attempt is made. Default one second.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Told on the journal's own thread, once after each step that found no buffer, that there is one now: the moment to have the thread that ticks call
    /// <see cref="Journal.CatchUp"/>. It must return at once. Default: nobody.
    /// </summary>
    public Action? HasRoom { get; init; }

    /// <summary>Told on the journal's own thread how far it is; for tests that end the process there.</summary>
    internal Action<JournalStage>? Probe { get; init; }
}

/// <summary>Where a journal's thread is: each is a moment at which a crash must lose nothing that was acknowledged.</summary>
internal enum JournalStage
{
    Encoded,
    Flushed,
    Synced,
    Acknowledged,
    SnapshotWritten,
    SnapshotSynced,
    SnapshotNamed,
    FolderSynced,
    OldDeleted,
}
