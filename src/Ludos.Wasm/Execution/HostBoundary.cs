namespace Ludos.Wasm.Execution;

/// <summary>How what wasm code throws becomes what a call from the host returns.</summary>
internal static class HostBoundary
{
    public static CallOutcome TooDeep => new(TrapKind.StackExhausted, "The host called into wasm with too little stack left.");

    /// <summary>
    /// For exception filters: false for an exception of a host function, which passes through wasm. What is known only now, a fault's place, goes along
    /// in the exception.
    /// </summary>
    public static bool IsTrap(Exception exception)
    {
        if (exception is NullReferenceException raised && GuardTraps.Explain(raised) is { } outcome)
        {
            raised.Data[typeof(HostBoundary)] = outcome;
            return true;
        }

        return exception is WasmTrapException or WasmException or HostTrapException;
    }

    /// <param name="trap">Of which <see cref="IsTrap"/> said so.</param>
    public static CallOutcome Explain(Exception trap) => trap switch
    {
        WasmTrapException wasm => new CallOutcome(wasm.Kind, wasm.Message) { Raised = trap },
        WasmException uncaught => CallOutcome.Uncaught(uncaught),
        HostTrapException => new CallOutcome(TrapKind.HostError, trap.Message) { Raised = trap },
        _ => (CallOutcome)trap.Data[typeof(HostBoundary)]!,
    };
}
