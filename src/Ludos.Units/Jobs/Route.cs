namespace Ludos.Units;

/// <summary>Where a caller wants its job run.</summary>
public enum Route
{
    /// <summary>Here when the method is known to be short, or no worker has room; else on a worker.</summary>
    Auto,

    /// <summary>On a worker, or <see cref="ExecuteCode.Busy"/>.</summary>
    Worker,

    /// <summary>On the caller's thread, before the call returns.</summary>
    Here,
}

/// <summary>Where a job was run, and why.</summary>
public enum RouteReason
{
    /// <summary>The caller asked for it.</summary>
    AskedHere,
    AskedWorker,

    /// <summary>Here: on average it takes less than handing it over.</summary>
    Short,

    /// <summary>Here: no worker had room.</summary>
    WorkersFull,

    /// <summary>On a worker: it takes longer than handing it over, or was never timed.</summary>
    Long,
}
