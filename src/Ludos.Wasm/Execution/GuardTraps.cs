using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Ludos.Platform.Faults;
using Ludos.Wasm.Compilation;

namespace Ludos.Wasm.Execution;

/// <summary>
/// Tells the faults of guard-tier code, which arrive as <see cref="NullReferenceException"/>, from null references that somebody else followed: the processor
/// refused an access in a watched reservation on this thread, and the topmost frame is compiled wasm.
/// </summary>
internal static class GuardTraps
{
    private static readonly ConditionalWeakTable<Module, WasmModule> CompiledFrom = [];

    public static void Register(Module emitted, WasmModule module) => CompiledFrom.AddOrUpdate(emitted, module);

    /// <summary>For exception filters at the host's boundary: what the call ended with, or null when the exception is none of wasm's. Ask once for each exception.</summary>
    public static CallOutcome? Explain(NullReferenceException raised)
    {
        if (!FaultGuard.TryTakeFault(out _)
            || new StackTrace(raised, fNeedFileInfo: false).GetFrame(0)?.GetMethod() is not { } method
            || !CompiledFrom.TryGetValue(method.Module, out var module))
        {
            return null;
        }

        return new CallOutcome(TrapKind.MemoryOutOfBounds, Traps.Message(TrapKind.MemoryOutOfBounds, module, FunctionOf(method.Name)));
    }

    /// <summary>The function whose index a method's name begins with, see <see cref="FunctionMethods.NameOf"/>.</summary>
    private static int FunctionOf(string methodName)
    {
        var digits = methodName.AsSpan(1);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return int.Parse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
