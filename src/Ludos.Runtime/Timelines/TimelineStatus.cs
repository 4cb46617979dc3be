namespace Ludos.Runtime;

/// <summary>Where a session stands on its timeline at one moment. Ticks are counts of completed ticks: tick 5 is the state after five.</summary>
/// <param name="WhyOff">Why no ticks are kept; null while they are.</param>
/// <param name="Tick">What the regions hold.</param>
/// <param name="FirstTick">The oldest tick that the branch leads back to.</param>
/// <param name="LastTick">The newest of the branch. Above <paramref name="Tick"/>: the next tick begins a new branch.</param>
/// <param name="BranchId">The branch that is played.</param>
/// <param name="Branches">All that are kept, oldest first.</param>
/// <param name="Marks">Events on the way that ends in the branch, oldest first.</param>
/// <param name="KeptBytes">Bytes of what the kept ticks changed.</param>
/// <param name="BudgetBytes">Bytes that all of it may take.</param>
/// <param name="CostP50Ms">Median time that keeping one of the recent ticks took, in milliseconds.</param>
/// <param name="CostP99Ms">99th percentile of the same.</param>
/// <param name="NotMoved">Regions that a process outside writes: at the last move they stayed as they were.</param>
/// <param name="Changes">Rises when branches or marks come or go.</param>
public sealed record TimelineStatus(
    string? WhyOff,
    long Tick,
    long FirstTick,
    long LastTick,
    int BranchId,
    string Branch,
    IReadOnlyList<BranchStatus> Branches,
    IReadOnlyList<TimelineMark> Marks,
    long KeptBytes,
    long BudgetBytes,
    double CostP50Ms,
    double CostP99Ms,
    IReadOnlyList<string> NotMoved,
    long Changes)
{
    public bool IsOn => WhyOff is null;
}

/// <param name="FromId">The branch that it left; 0 when that is forgotten, or it began with a new world.</param>
/// <param name="FromTick">The tick whose state it begins with.</param>
public sealed record BranchStatus(int Id, string Name, int FromId, long FromTick, long LastTick, bool IsCurrent);

/// <summary>Something that happened in a kept tick: a swap or a fault.</summary>
/// <param name="Tick">The tick it happened in; the state before it is the one of this number.</param>
public sealed record TimelineMark(long Tick, SessionEventKind Kind, string Module, string Text);

public enum TimelineMoveKind
{
    /// <summary>The regions were given the content of a kept tick. What runs next begins there.</summary>
    Shown,

    /// <summary>The next tick is the first of a new branch.</summary>
    Branched,

    /// <summary>The world was made anew: the next tick is the first of a new branch, and of its world.</summary>
    Restarted,
}

/// <summary>A change of where the session stands that is not a tick. Told on the thread that ticks, between two ticks, in order with them.</summary>
/// <param name="FromTick">Where it stood.</param>
/// <param name="ToTick">Where it stands.</param>
/// <param name="BranchId">The branch that it stands on.</param>
/// <param name="FromBranchId">The branch that it stood on; for <see cref="TimelineMoveKind.Branched"/> the one that was left.</param>
public readonly record struct TimelineMove(TimelineMoveKind Kind, long FromTick, long ToTick, int BranchId, int FromBranchId);

/// <summary>Why the timeline did not do what was asked. Nothing was changed.</summary>
public enum RewindErrorCode
{
    /// <summary>No ticks are kept in this session; the message says why.</summary>
    Off,

    /// <summary>The tick is not kept, or not any more.</summary>
    NotKept,

    /// <summary>No branch has that name.</summary>
    NoSuchBranch,

    /// <summary>Not a name for a branch, or one that is taken.</summary>
    BadName,

    /// <summary>The request is not one.</summary>
    BadRequest,

    /// <summary>More ticks at once than are run.</summary>
    TooMany,

    /// <summary>New code is being proved: going back now would mix its state with the state that it is held against.</summary>
    SwapUnderWay,

    /// <summary>A recording runs, and files cannot go back.</summary>
    Recording,

    /// <summary>The game crashed or has ended, so no tick runs.</summary>
    NotRunning,

    /// <summary>The tick that runs did not end in time.</summary>
    TimedOut,
}
