namespace Ludos.Runtime;

public enum SessionEventKind
{
    /// <summary>A module's swap moved on: preparing, flipped, promoted, rolled back, refused.</summary>
    Swap,

    /// <summary>A unit faulted; what it wrote in that tick was discarded.</summary>
    UnitFault,

    /// <summary>A module faulted so often that its units no longer run.</summary>
    ModuleStopped,

    /// <summary>The game cannot go on until it is restarted.</summary>
    Crashed,

    /// <summary>The world was created anew.</summary>
    Restarted,

    Paused,
    Resumed,
    Stopped,

    /// <summary>Something about files that are watched: rebuilt, build failed.</summary>
    Watch,

    /// <summary>A process outside wrote, where a grant or its pin page lets it, what no honest one writes. A region that it damaged is restored.</summary>
    Damaged,

    /// <summary>The journal or a recording cannot be written, or can be again.</summary>
    Durability,

    /// <summary>The game went on from an older tick, on a branch of its own.</summary>
    Branched,

    /// <summary>An update of the running game moved on: looking, streaming, adopted, quarantined.</summary>
    Update,
}

/// <summary>Something that happened. Raised off the tick thread.</summary>
/// <param name="Module">The module's id, or empty.</param>
public sealed record SessionEvent(SessionEventKind Kind, long Tick, string Module, string Text, SwapReport? Swap = null);
