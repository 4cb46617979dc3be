namespace Ludos.Units;

/// <summary>How one job ended.</summary>
/// <param name="OutputBytes">As in <see cref="ExecuteOutcome"/>.</param>
/// <param name="UnitCode">As in <see cref="ExecuteOutcome"/>.</param>
/// <param name="Attempts">How often it was run; 0 when it never was.</param>
/// <param name="Worker">Which worker ran it; -1 for the caller's thread.</param>
public readonly record struct JobOutcome(ExecuteCode Code, int OutputBytes, int UnitCode, int Attempts, int Worker, RouteReason Reason)
{
    public bool IsOk => Code == ExecuteCode.Ok;
}
