using System.Collections.Immutable;

namespace Ludos.Runtime;

/// <summary>Where a running game stands with its next version.</summary>
public enum StreamStage
{
    /// <summary>Nobody has asked yet.</summary>
    Idle,

    /// <summary>It is looked for a version to go to.</summary>
    Looking,

    /// <summary>It is fetched while the game plays.</summary>
    Streaming,

    /// <summary>The link is cut; it goes on by itself.</summary>
    Waiting,

    /// <summary>All of it is here: it is verified and compiled, then flipped to and on probation.</summary>
    Switching,

    /// <summary>What runs is the newest that may run.</summary>
    UpToDate,

    /// <summary>The new version runs, and is what is installed.</summary>
    Adopted,

    /// <summary>The new version failed while it ran; the one before runs on, and it is not gone to again by itself.</summary>
    Quarantined,

    /// <summary>The new version is here, but differs in more than a running game can change: it plays from the next start on.</summary>
    NextStart,

    /// <summary>It was given up; the reason is said. Asking again begins where it was.</summary>
    Failed,
}

/// <summary>The legal moves between stages. What is not in the table does not happen.</summary>
public static class StreamMoves
{
    /// <summary>From, to.</summary>
    public static ImmutableArray<(StreamStage From, StreamStage To)> Table { get; } =
    [
        (StreamStage.Idle, StreamStage.Looking),
        (StreamStage.UpToDate, StreamStage.Looking),
        (StreamStage.Adopted, StreamStage.Looking),
        (StreamStage.Quarantined, StreamStage.Looking),
        (StreamStage.NextStart, StreamStage.Looking),
        (StreamStage.Failed, StreamStage.Looking),
        (StreamStage.Looking, StreamStage.UpToDate),
        (StreamStage.Looking, StreamStage.Streaming),
        (StreamStage.Looking, StreamStage.Waiting),
        (StreamStage.Looking, StreamStage.Failed),
        (StreamStage.Streaming, StreamStage.Waiting),
        (StreamStage.Streaming, StreamStage.Switching),
        (StreamStage.Streaming, StreamStage.Failed),
        (StreamStage.Waiting, StreamStage.Looking),
        (StreamStage.Waiting, StreamStage.Streaming),
        (StreamStage.Waiting, StreamStage.Failed),
        (StreamStage.Switching, StreamStage.Adopted),
        (StreamStage.Switching, StreamStage.Quarantined),
        (StreamStage.Switching, StreamStage.NextStart),
        (StreamStage.Switching, StreamStage.Failed),
    ];

    /// <summary>Stages at rest: one may ask again.</summary>
    public static bool IsRest(StreamStage stage) => stage is StreamStage.Idle or StreamStage.UpToDate or StreamStage.Adopted or StreamStage.Quarantined or StreamStage.NextStart or StreamStage.Failed;
}
