namespace Ludos.Runtime.Observability;

/// <summary>What a session counts. The numbers are part of the black box's format: new ones go to the end.</summary>
public enum Counter
{
    /// <summary>Ticks completed since the session opened; a restart does not set it back.</summary>
    Ticks,

    /// <summary>Ticks that were due and dropped because the backlog was too long.</summary>
    MissedTicks,

    /// <summary>Runs of units, of whatever outcome.</summary>
    UnitRuns,

    /// <summary>Runs that trapped, ran out of fuel, returned a fault or were stopped.</summary>
    UnitFaults,

    /// <summary>Fuel that units used, in all.</summary>
    FuelUsed,

    /// <summary>Runs that the wall clock stopped.</summary>
    WallClockStops,

    /// <summary>New code that took its module's place.</summary>
    Flips,

    /// <summary>Times that older code was put back.</summary>
    RollBacks,

    /// <summary>Modules whose units no longer run, after repeated faults.</summary>
    ModulesStopped,

    /// <summary>Games that could not go on until they were restarted.</summary>
    Crashes,

    /// <summary>Times that the world was made anew.</summary>
    Restarts,

    /// <summary>Pauses begun.</summary>
    Pauses,

    /// <summary>Markers written.</summary>
    Markers,

    /// <summary>Lines of the trace written.</summary>
    TraceLines,

    /// <summary>Times that ticks were due and none ended for <see cref="StallWatch.StalledAfterMs"/>.</summary>
    Stalls,
}
