namespace Ludos.Units;

/// <summary>How jobs are run.</summary>
public sealed record JobPoolOptions
{
    public const int MaxWorkers = 60;
    public const int MaxJobsWaiting = 65_536;

    /// <summary>Threads that run jobs, 1 to <see cref="MaxWorkers"/>. Default: one for each core but the first.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount - 1, 1, MaxWorkers);

    /// <summary>Jobs that were handed over and whose outcome was not taken, 1 to <see cref="MaxJobsWaiting"/>; one more is <see cref="ExecuteCode.Busy"/>. Default 4,096.</summary>
    public int JobsWaiting { get; init; } = 4096;

    /// <summary>How often a job is tried whose library crashed under it: a crash may be an earlier job's doing. 1 to 10, default 2.</summary>
    public int Attempts { get; init; } = 2;

    /// <summary>Wall-clock time after which a job is stopped, as the last resort: fuel is the budget. Default 10 s.</summary>
    public TimeSpan LongestJob { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>With <see cref="Route.Auto"/>, methods that take less than this on average run on the caller's thread: handing them over would cost more. Default 2 µs.</summary>
    public TimeSpan ShortJob { get; init; } = TimeSpan.FromMicroseconds(2);

    public RestartBudget Restarts { get; init; } = RestartBudget.Default;
}
