namespace Ludos.Wasm.Execution;

/// <summary>How what wasm code throws becomes what a call from the host returns.</summary>
internal static class HostBoundary
{
    public static CallOutcome TooDeep => new(TrapKind.StackExhausted, "The host called into wasm with too little stack left.");

    /// <summary>False for an exception of a host function, which passes through wasm.</summary>
    public static bool IsTrap(Exception exception) => exception is WasmTrapException or HostTrapException;

    public static CallOutcome Explain(Exception trap) => trap switch
    {
        WasmTrapException wasm => new CallOutcome(wasm.Kind, wasm.Message),
        _ => new CallOutcome(TrapKind.HostError, trap.Message),
    };
}
