using Ludos.Wasm.Compilation;

namespace Ludos.Wasm.Execution;

/// <summary>Makes the exceptions that compiled code throws. Compiled code throws them itself, so that the just-in-time compiler sees those blocks are cold.</summary>
internal static class Traps
{
    public static Exception Make(InstanceState state, int function, TrapKind kind) => MakeAt(state, function, kind, ILWriter.NoSource);

    /// <summary>From one place only: were all such calls alike, the just-in-time compiler would make one of them.</summary>
    public static Exception MakeAt(InstanceState state, int function, TrapKind kind, int source) =>
        new WasmTrapException(kind, function, Message(kind, state.Code.Module, function), source);

    public static string Message(TrapKind kind, WasmModule module, int function) => $"{Sentence(kind)} in {Describe(module, function)}.";

    /// <summary>One comparison finds both an empty tank and a pending interrupt; this tells them apart.</summary>
    public static Exception FuelOrInterrupt(InstanceState state, int function) =>
        Make(state, function, state.IsInterrupted ? TrapKind.Interrupted : TrapKind.OutOfFuel);

    public static Exception Indirect(InstanceState state, int function, ref TableEntry entry) =>
        Make(state, function, entry.SignatureId == 0 ? TrapKind.UninitializedElement : TrapKind.IndirectCallTypeMismatch);

    public static Exception Truncation(InstanceState state, int function, double operand) =>
        Make(state, function, double.IsNaN(operand) ? TrapKind.InvalidConversionToInteger : TrapKind.IntegerOverflow);

    public static Exception ReadOnly(InstanceState state, int function, nuint address) =>
        new WasmTrapException(TrapKind.ReadOnlyWindow, function, ReadOnlyMessage(state, function, Math.Max(address, state.ReadOnlyStart)), -1);

    public static string ReadOnlyMessage(InstanceState state, int function, nuint address) =>
        $"It wrote to {state.NameReadOnly?.Invoke(address) ?? "memory"} at address {address}, which it may only read, in {Describe(state.Code.Module, function)}.";

    public static string Describe(WasmModule module, int function) =>
        function < 0 ? "an initialiser" : module.FunctionName(function) is { } name ? $"function '{name}' (#{function})" : $"function #{function}";

    private static string Sentence(TrapKind kind) => kind switch
    {
        TrapKind.Unreachable => "Unreachable code was reached",
        TrapKind.MemoryOutOfBounds => "Out of bounds memory access",
        TrapKind.UnalignedAtomic => "Unaligned atomic access",
        TrapKind.WaitOnUnshared => "A wait on a memory that is not shared",
        TrapKind.TableOutOfBounds => "Out of bounds table access",
        TrapKind.UninitializedElement => "Indirect call of an uninitialized element",
        TrapKind.IndirectCallTypeMismatch => "Indirect call of a function of another type",
        TrapKind.IntegerDivideByZero => "Integer division by zero",
        TrapKind.IntegerOverflow => "Integer overflow",
        TrapKind.InvalidConversionToInteger => "Conversion of NaN to an integer",
        TrapKind.StackExhausted => "The stack is exhausted",
        TrapKind.NullReference => "Use of a null reference",
        TrapKind.CastFailure => "Cast failure",
        TrapKind.ArrayOutOfBounds => "Out of bounds array access",
        TrapKind.OutOfHeap => "No room for an object",
        TrapKind.OutOfFuel => "The fuel ran out",
        TrapKind.Interrupted => "Interrupted",
        _ => kind.ToString(),
    };
}
