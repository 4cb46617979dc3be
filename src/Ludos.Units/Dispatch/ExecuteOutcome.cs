namespace Ludos.Units;

/// <summary>How one call ended.</summary>
/// <param name="OutputBytes">Bytes written to the output; for <see cref="ExecuteCode.OutputTooSmall"/> bytes that it would need.</param>
/// <param name="UnitCode">The method's own fault code, below 0; else 0.</param>
/// <param name="Detail">For a trap or a native method's exception: one sentence; else null.</param>
public readonly record struct ExecuteOutcome(ExecuteCode Code, int OutputBytes = 0, int UnitCode = 0, string? Detail = null)
{
    public bool IsOk => Code == ExecuteCode.Ok;

    /// <summary>The instance may be left with half of its work done, and is not to be used again.</summary>
    internal bool IsCrash => Code is ExecuteCode.BadReply or ExecuteCode.Trapped or ExecuteCode.OutOfFuel or ExecuteCode.Interrupted or ExecuteCode.StackExhausted or ExecuteCode.HostFault;
}
