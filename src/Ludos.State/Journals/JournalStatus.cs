namespace Ludos.State;

/// <summary>How a journal fares. Every figure was counted.</summary>
/// <param name="AppendedStep">The newest step that it was told of.</param>
/// <param name="AcknowledgedStep">The newest step that survives the death of process and machine.</param>
/// <param name="AcknowledgedTick">The world's clock at that step.</param>
/// <param name="MissedSteps">Steps for which no buffer was free: the step after them carries what they changed.</param>
/// <param name="Commits">Times that the disk was waited for.</param>
/// <param name="Snapshots">Segments begun.</param>
/// <param name="WrittenBytes">Handed to the file system since the journal was opened.</param>
/// <param name="Failures">Times that the disk refused.</param>
/// <param name="Problem">Why nothing is acknowledged at present; null while all is well.</param>
public sealed record JournalStatus(
    ulong AppendedStep,
    ulong AcknowledgedStep,
    long AcknowledgedTick,
    long MissedSteps,
    long Commits,
    long Snapshots,
    long WrittenBytes,
    long Failures,
    string? Problem);
