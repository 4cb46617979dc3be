namespace Ludos.State;

/// <summary>What a log is for.</summary>
public enum LogKind : ushort
{
    Unknown = 0,

    /// <summary>A segment of a journal: a snapshot, and the deltas after it.</summary>
    Journal = 1,

    /// <summary>A recorded session: a first state, and what came from outside after it.</summary>
    Recording = 2,
}

/// <summary>What a record holds. docs/reference/session-log.md has the payloads.</summary>
public enum LogRecordKind : ushort
{
    Unknown = 0,
    Description = 1,
    Part = 2,
    Delta = 3,
    Tick = 4,
    Event = 5,
    End = 6,
}

/// <summary>What happened to a world that is no function of its state.</summary>
public enum LogEventKind : ushort
{
    Unknown = 0,

    /// <summary>Regions were published by something that is no unit; their deltas precede the event.</summary>
    Publish = 1,

    /// <summary>The wall clock stops a unit in the tick that follows.</summary>
    Stop = 2,

    /// <summary>Other code of a module runs from the tick that follows; its part precedes the event.</summary>
    Swap = 3,

    /// <summary>A person asked for the code before.</summary>
    RollBack = 4,

    /// <summary>Instances were made anew; contents as with <see cref="Publish"/>.</summary>
    Restart = 5,

    /// <summary>The world's clock was turned; contents as with <see cref="Publish"/>.</summary>
    Clock = 6,

    /// <summary>The world could not go on.</summary>
    Crash = 7,
}
