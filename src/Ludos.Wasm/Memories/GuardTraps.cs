using System.Diagnostics;
using Ludos.Platform.Faults;
using Ludos.Wasm.Compilation;

namespace Ludos.Wasm.Execution;

/// <summary>
/// Tells the faults of guard-tier code, which arrive as <see cref="NullReferenceException"/>, from null references that somebody else followed: the processor
/// refused an access in a watched reservation on this thread, and the topmost frame is compiled wasm.
/// </summary>
internal static class GuardTraps
{
    /// <summary>For exception filters at the host's boundary: what the call ended with, or null when the exception is none of wasm's. Ask once for each exception.</summary>
    public static CallOutcome? Explain(NullReferenceException raised)
    {
        if (!FaultGuard.TryTakeFault(out var fault)
            || new StackTrace(raised, fNeedFileInfo: false).GetFrame(0)?.GetMethod() is not { } method
            || EmittedModules.Find(method.Module) is not { Module: var module })
        {
            return null;
        }

        var function = FunctionMethods.FunctionOf(method.Name)!.Value;
        return ReadOnlyRanges.Find(fault.Address) is { } hit
            ? new CallOutcome(TrapKind.ReadOnlyWindow, Traps.ReadOnlyMessage(hit.State, function, hit.Address)) { Raised = raised }
            : new CallOutcome(TrapKind.MemoryOutOfBounds, Traps.Message(TrapKind.MemoryOutOfBounds, module, function)) { Raised = raised };
    }
}
