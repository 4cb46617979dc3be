namespace Ludos.Modules;

/// <summary>Where a module stands with its swaps. The last three are at rest, as the first is.</summary>
public enum SwapStage
{
    /// <summary>The code that the world began with runs.</summary>
    Running,

    /// <summary>A candidate is being compiled beside the code that runs.</summary>
    Preparing,

    /// <summary>The candidate waits for the next boundary between two ticks.</summary>
    Ready,

    /// <summary>The candidate runs, with the way back held open.</summary>
    Probation,

    /// <summary>The last candidate runs; the code before it is kept.</summary>
    Promoted,

    /// <summary>The code before the last candidate runs again.</summary>
    RolledBack,

    /// <summary>The last candidate never ran.</summary>
    Refused,
}

/// <summary>What can happen to a <see cref="SwapStage"/>.</summary>
public enum SwapMove
{
    Prepare,
    MakeReady,
    Refuse,
    Flip,
    Promote,
    RollBack,
}

/// <summary>What a boundary between two ticks brought about.</summary>
public enum SlotChange
{
    None,
    Flipped,
    Promoted,
    RolledBack,
}
